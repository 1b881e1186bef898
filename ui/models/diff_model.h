#pragma once
// Two files of one model: one row a tensor.
#include "pipeline/model_diff.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class DiffModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Verdict, RelativeRmse, MaxError, LeftType, RightType, ShapeColumn, ColumnCount };

    explicit DiffModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void set(const ModelDiffPtr& diff); ///< null empties the table
    void retranslate();
    /// The open model's; null where only the other file has it.
    std::shared_ptr<const Tensor> tensorAt(const QModelIndex& index) const;
    int rowOf(const Tensor& tensor) const; ///< -1 for none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString verdict(const DiffedTensor& tensor);
    static int rank(const DiffedTensor& tensor);
    QVariant shown(const DiffedTensor& tensor, int column) const;
    QVariant raw(const DiffedTensor& tensor, int column) const;

    ModelDiffPtr diff_;
    double largest_ = 0; ///< relative RMSE, for the bars
};

} // namespace mantissa::ui
