#include "models/worst_tokens_model.h"

#include "models/roles.h"
#include "text/number_text.h"

namespace mantissa::ui {

QString quotedToken(const QString& text) {
    QString shown = text;
    shown.replace(QLatin1Char('\n'), QChar(0x21B5)).replace(QLatin1Char('\t'), QChar(0x21E5));
    if (shown.startsWith(QLatin1Char(' ')))
        shown[0] = QChar(0x2423); // an open box: the blank that belongs to the word
    return shown.isEmpty() ? QStringLiteral("·") : shown;
}

void WorstTokensModel::setCells(std::vector<TokenCell> cells) {
    beginResetModel();
    cells_ = std::move(cells);
    endResetModel();
}

void WorstTokensModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!cells_.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int WorstTokensModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(cells_.size());
}

int WorstTokensModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WorstTokensModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TokenCell& cell = cells_[static_cast<std::size_t>(index.row())];
    if (role == IndexRole)
        return static_cast<qlonglong>(cell.index);
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Token ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return tr("chunk %1, token %2").arg(cell.chunk + 1).arg(cell.position + 1);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Token:
        return quotedToken(cell.text);
    case Original:
        return role == SortRole ? QVariant(cell.original) : QVariant(percentText(cell.original));
    case Candidate:
        return role == SortRole ? QVariant(cell.candidate) : QVariant(percentText(cell.candidate));
    case Divergence:
        return role == SortRole ? QVariant(cell.divergence) : QVariant(numberText(cell.divergence, 3));
    default:
        return {};
    }
}

QVariant WorstTokensModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Token ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Original:
            return tr("Probability that the original gave this token");
        case Candidate:
            return tr("Probability that the quantized model gives it");
        case Divergence:
            return tr("KL divergence of the whole prediction at this place, in nats");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Token:
        return tr("Token");
    case Original:
        return tr("before");
    case Candidate:
        return tr("after");
    default:
        return tr("KL");
    }
}

} // namespace mantissa::ui
