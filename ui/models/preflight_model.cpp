#include "models/preflight_model.h"

#include "models/roles.h"
#include "tensor/packed_weight.h"
#include "text/number_text.h"

#include <algorithm>

namespace mantissa::ui {

QString calibrationText(const CalibrationPlan& plan) {
    QString line = PreflightModel::tr("Calibrated: %n weight(s), from %1 tokens", nullptr,
                                      static_cast<int>(plan.weights))
                       .arg(countText(static_cast<std::uint64_t>(plan.tokens)));
    if (plan.memory > 0)
        line += PreflightModel::tr(", with at most %1 of memory at once").arg(bytesText(plan.memory));
    if (!plan.thin.empty())
        line += PreflightModel::tr("; %n of them have more columns than tokens reach them", nullptr,
                                   static_cast<int>(plan.thin.size()));
    return line;
}

void PreflightModel::setPreflight(Preflight preflight) {
    beginResetModel();
    preflight_ = std::move(preflight);
    endResetModel();
}

int PreflightModel::fallbacks() const {
    return static_cast<int>(std::count_if(preflight_.tensors.begin(), preflight_.tensors.end(),
                                          [](const TensorPlan& plan) { return plan.fellBack(); }));
}

QString PreflightModel::stored(const TensorPlan& plan) {
    const QString dtype = text(storedType(plan));
    if (!plan.scheme)
        return dtype;
    const QString scheme = text(plan.scheme->text());
    return holdsDecoded(plan) ? tr("%1 as %2", "a scheme, decoded to a type of number").arg(scheme, dtype)
                              : scheme;
}

int PreflightModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(preflight_.tensors.size());
}

int PreflightModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PreflightModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const TensorPlan& plan = preflight_.tensors[row];
    if (role == Qt::TextAlignmentRole && index.column() == Size)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const bool sorting = role == SortRole;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && !sorting)
        return {};
    switch (index.column()) {
    case Name:
        return text(row < preflight_.names.size() ? preflight_.names[row] : plan.tensor->name);
    case From:
        return text(storedType(*plan.tensor));
    case To:
        return stored(plan);
    case Size:
        if (sorting)
            return qulonglong(plan.bytes);
        return role == Qt::ToolTipRole ? bytesText(plan.bytes) : countText(plan.bytes);
    case Note:
        if (sorting)
            return plan.fellBack() ? 0 : 1;
        return plan.fellBack() ? text(translated(plan.fallback)) : QString();
    default:
        return {};
    }
}

QVariant PreflightModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && (section == Size))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Tensor in the file");
    case From:
        return tr("From");
    case To:
        return tr("To");
    case Size:
        return tr("Bytes");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace mantissa::ui
