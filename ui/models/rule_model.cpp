#include "models/rule_model.h"

#include "theme/theme.h"

#include <QApplication>
#include <QMimeData>

namespace mantissa::ui {

namespace {
const QString rowType = QStringLiteral("application/x-mantissa-rule-row");
} // namespace

RuleModel::RuleModel(RecipeDocument& document, QObject* parent)
    : QAbstractTableModel(parent), document_(document) {
    rows_ = document.draft().rules;
    connect(&document, &RecipeDocument::changed, this, &RuleModel::documentChanged);
}

// Rows that came or went reset the view; a changed cell keeps its editor and selection.
void RuleModel::documentChanged() {
    const QList<RuleDraft>& now = document_.draft().rules;
    reach_.clear();
    if (now.size() != rows_.size()) {
        beginResetModel();
        rows_ = now;
        endResetModel();
        return;
    }
    rows_ = now;
    if (!rows_.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RuleModel::setReach(std::vector<RuleMatches> reach) {
    reach_ = std::move(reach);
    if (!rows_.isEmpty())
        emit dataChanged(index(0, Reach), index(rowCount() - 1, Reach));
}

int RuleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RuleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString RuleModel::reachText(int row, bool whole) const {
    if (static_cast<std::size_t>(row) >= reach_.size())
        return {};
    const RuleMatches& reach = reach_[static_cast<std::size_t>(row)];
    if (!whole)
        return reach.found == reach.decides ? QLocale().toString(reach.found)
                                            : tr("%L1 of %L2").arg(reach.decides).arg(reach.found);
    if (reach.found == 0)
        return tr("No weight of this model has such a name.");
    return reach.found == reach.decides
               ? tr("Decides %n tensor(s).", nullptr, reach.found)
               : tr("Fits %n tensor(s); rules above have taken %L1 of them.", nullptr, reach.found)
                     .arg(reach.found - reach.decides);
}

QVariant RuleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RuleDraft& rule = rows_.at(index.row());
    const QString problem = document_.problem(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Reach)
            return problem.isEmpty() ? reachText(index.row(), false) : QStringLiteral("✗");
        [[fallthrough]];
    case Qt::EditRole:
        if (index.column() == Reach)
            return {};
        return index.column() == Pattern ? rule.pattern : rule.scheme;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return problem.isEmpty() ? reachText(index.row(), true) : problem;
    case Qt::TextAlignmentRole:
        return int((index.column() == Reach ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (!problem.isEmpty())
            return themeColors(QApplication::palette()).errorEdge;
        return {};
    default:
        return {};
    }
}

QVariant RuleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole && section == Reach && orientation == Qt::Horizontal)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Pattern:
        return tr("Tensors whose name holds");
    case SchemeColumn:
        return tr("get the scheme");
    case Reach:
        return tr("Tensors");
    default:
        return {};
    }
}

Qt::ItemFlags RuleModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows only
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsDragEnabled;
    return index.column() == Reach ? flags : flags | Qt::ItemIsEditable;
}

bool RuleModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !index.isValid() || index.column() == Reach)
        return false;
    RuleDraft rule = rows_.at(index.row());
    (index.column() == Pattern ? rule.pattern : rule.scheme) = value.toString().trimmed();
    document_.setRule(index.row(), rule);
    return true;
}

QStringList RuleModel::mimeTypes() const {
    return {rowType};
}

QMimeData* RuleModel::mimeData(const QModelIndexList& indexes) const {
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(rowType, QByteArray::number(indexes.first().row()));
    return data;
}

// The document moves the row itself, in one step; so the view must not remove the old one: it is told "no".
bool RuleModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                             const QModelIndex& parent) {
    if (action != Qt::MoveAction || !data->hasFormat(rowType))
        return false;
    const int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    const int from = data->data(rowType).toInt();
    if (from >= 0 && from < rowCount() && to != from && to != from + 1)
        document_.moveRule(from, to);
    return false;
}

} // namespace mantissa::ui
