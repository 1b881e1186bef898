#pragma once
// Methods on equal terms as a table: a row a scheme, of the whole model or of one tensor.
#include "report/method_figure.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class MethodModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Format,
        MethodName,
        Bits,
        WeightError,
        OutputError,
        Perplexity,
        Divergence,
        SameTop,
        Time,
        Memory,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// tensor: empty for the whole model. Rows that are only added keep what is selected.
    void show(const MethodComparison& comparison, const std::string& tensor);
    const MethodComparison& comparison() const { return comparison_; }
    int rowOf(const QString& scheme) const; ///< -1 if there is none
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// NaN where the column holds no number of this row.
    double number(int row, int column) const;

private:
    QString cell(int row, int column) const;
    void findBests();

    MethodComparison comparison_;
    std::string tensor_;
    std::vector<double> largest_;         ///< of each column, for bars
    std::vector<std::vector<bool>> best_; ///< of its format, by row and column
};

} // namespace mantissa::ui
