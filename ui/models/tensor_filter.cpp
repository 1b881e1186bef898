#include "models/tensor_filter.h"

#include "models/roles.h"
#include "models/tensor_model.h"

namespace mantissa::ui {

TensorFilter::TensorFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
    setRecursiveFilteringEnabled(true);
}

bool TensorFilter::setFilter(const QString& pattern, bool regularExpression) {
    const QRegularExpression expression(regularExpression ? pattern
                                                          : QRegularExpression::escape(pattern.trimmed()),
                                        QRegularExpression::CaseInsensitiveOption);
    if (!expression.isValid())
        return false;
    expression_ = expression;
    invalidateFilter();
    return true;
}

bool TensorFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (expression_.pattern().isEmpty())
        return true;
    const QModelIndex name = sourceModel()->index(row, TensorModel::Name, parent);
    if (!name.data(IndexRole).isValid())
        return false; // a group stays by its tensors alone
    const QModelIndex role = sourceModel()->index(row, TensorModel::RoleColumn, parent);
    return name.data().toString().contains(expression_) || role.data().toString().contains(expression_);
}

} // namespace mantissa::ui
