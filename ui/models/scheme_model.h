#pragma once
// The candidates with their totals: one a row.
#include "session/workbench.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class SchemeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Bits, Error, Size, Bound, Scalar, Left, Sqnr, Cosine, MaxAbs, State, ColumnCount };
    /// columns: how many of them, from the left.
    explicit SchemeModel(Workbench& workbench, int columns = ColumnCount, QObject* parent = nullptr);

    int idAt(const QModelIndex& index) const; ///< 0 for none
    QModelIndex indexOf(int id) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant cell(const Candidate& candidate, int column, bool sorting) const;
    QString stateText(const Candidate& candidate) const;
    double largestError() const;

    Workbench& workbench_;
    int columns_;
    std::vector<Candidate> rows_; ///< as the views know them
};

} // namespace mantissa::ui
