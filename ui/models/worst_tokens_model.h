#pragma once
// The tokens that suffered most, worst first.
#include "models/token_cells.h"

#include <QAbstractTableModel>

namespace mantissa::ui {

class WorstTokensModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Token, Original, Candidate, Divergence, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setCells(std::vector<TokenCell> cells);
    const std::vector<TokenCell>& cells() const { return cells_; }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<TokenCell> cells_;
};

/// "“ dog”", line feeds and blanks visible.
QString quotedToken(const QString& text);

} // namespace mantissa::ui
