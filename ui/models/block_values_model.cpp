#include "models/block_values_model.h"

#include "models/roles.h"
#include "text/number_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

double number(float value) {
    return static_cast<double>(value);
}

} // namespace

void BlockValuesModel::setBlock(std::optional<InspectedBlock> block) {
    beginResetModel();
    block_ = std::move(block);
    largestError_ = 0;
    if (block_)
        for (std::size_t i = 0; i < block_->original.size(); ++i)
            largestError_ =
                std::max(largestError_, std::abs(number(block_->original[i]) - number(block_->decoded[i])));
    endResetModel();
}

int BlockValuesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !block_ ? 0 : static_cast<int>(block_->original.size());
}

int BlockValuesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BlockValuesModel::value(std::size_t element, int column) const {
    const InspectedBlock& block = *block_;
    const std::size_t sub =
        block.scaleElements > 0 ? element / static_cast<std::size_t>(block.scaleElements) : 0;
    switch (column) {
    case Place: // a block may run on into the next row
        return qlonglong((block.column + static_cast<std::int64_t>(element)) %
                         std::max<std::int64_t>(1, block.columns));
    case Original:
        return number(block.original[element]);
    case Code:
        return element < block.codes.size() ? QVariant(int(block.codes[element])) : QVariant();
    case Level:
        return element < block.codes.size() && block.codes[element] < block.levels.size()
                   ? QVariant(number(block.levels[block.codes[element]]))
                   : QVariant();
    case Scale:
        return sub < block.scales.size() ? QVariant(number(block.scales[sub])) : QVariant();
    case Offset:
        return sub < block.offsets.size() ? QVariant(number(block.offsets[sub])) : QVariant();
    case Decoded:
        return number(block.decoded[element]);
    case Error:
        return number(block.original[element]) - number(block.decoded[element]);
    default:
        return {};
    }
}

QVariant BlockValuesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const QVariant raw = value(static_cast<std::size_t>(index.row()), index.column());
    if (role == SortRole)
        return raw;
    if (role == FractionRole && index.column() == Error && largestError_ > 0)
        return std::abs(raw.toDouble()) / largestError_;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Level && raw.isValid())
        return QLocale().toString(raw.toDouble(), 'g', 5); // most are whole numbers
    return raw.typeId() == QMetaType::Double ? QVariant(numberText(raw.toDouble(), 4)) : raw;
}

QVariant BlockValuesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Place:
        return tr("Column");
    case Original:
        return tr("Original");
    case Code:
        return tr("Code");
    case Level:
        return tr("Level");
    case Scale:
        return tr("Scale");
    case Offset:
        return tr("Offset");
    case Decoded:
        return tr("Decoded");
    case Error:
        return tr("Error");
    default:
        return {};
    }
}

} // namespace mantissa::ui
