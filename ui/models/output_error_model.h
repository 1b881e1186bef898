#pragma once
// The layers under one scheme: the error of each weight beside the error of what comes out of it.
#include "models/output_error_row.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class OutputErrorModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Layer, Weight, WeightError, OutputError, Sqnr, Ratio, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<OutputErrorRow> rows);
    const std::vector<OutputErrorRow>& rows() const { return rows_; }
    /// The first row of this weight; -1 if there is none.
    int rowOf(const std::string& weight) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<OutputErrorRow> rows_;
    double largest_ = 0; ///< error of all, of which bars are parts: weight's and output's compare by eye
};

} // namespace mantissa::ui
