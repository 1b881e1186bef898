#include "models/metadata_model.h"

#include "models/roles.h"
#include "text/number_text.h"

namespace mantissa::ui {

namespace {
constexpr std::size_t cellElements = 6;     ///< of an array, in the cell
constexpr std::size_t tooltipElements = 64; ///< and in its tooltip
} // namespace

void MetadataModel::setMetadata(std::shared_ptr<const Metadata> metadata) {
    beginResetModel();
    metadata_ = std::move(metadata);
    endResetModel();
}

int MetadataModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !metadata_ ? 0 : static_cast<int>(metadata_->entries().size());
}

int MetadataModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MetadataModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Metadata::Entry& entry = metadata_->entries()[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == Value)
        return text(describe(entry.value, tooltipElements)).left(2000);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Key:
        return text(entry.key);
    case Value:
        return text(describe(entry.value, cellElements)).left(300).simplified();
    case Type:
        return text(typeName(entry.value));
    default:
        return {};
    }
}

QVariant MetadataModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key:
        return tr("Key");
    case Value:
        return tr("Value");
    case Type:
        return tr("Type");
    default:
        return {};
    }
}

} // namespace mantissa::ui
