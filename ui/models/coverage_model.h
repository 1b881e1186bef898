#pragma once
// How well the importance matrix covers each tensor of the model: one row a tensor that it knows, and one a
// weight that it does not.
#include "calibration/tensor_importance.h"
#include "files/model.h"

#include <QAbstractTableModel>

#include <optional>

namespace mantissa::ui {

class CoverageModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Tokens, Experts, Unseen, Silent, Heaviest, ColumnCount };

    explicit CoverageModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// importance: null empties the table.
    void set(const ModelPtr& model, const TensorImportancePtr& importance);
    int unknown() const; ///< weights that the matrix does not know
    int thin() const;    ///< weights with columns or experts that saw nothing

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString name;
        std::optional<ImportanceCoverage> coverage; ///< none: not in the matrix
    };
    static QVariant textOf(const Row& row, int column);
    static QVariant sortOf(const Row& row, int column);
    static QString helpOf(const Row& row);

    std::vector<Row> rows_;
};

} // namespace mantissa::ui
