#include "models/block_fields_model.h"

#include "text/number_text.h"

#include <QFontDatabase>

namespace mantissa::ui {

namespace {

QString hex(const std::vector<std::byte>& bytes) {
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
            .toHex(' '));
}

QString lines(const QString& hexBytes) {
    constexpr qsizetype width = 16 * 3;
    QStringList parts;
    for (qsizetype i = 0; i < hexBytes.size(); i += width)
        parts << hexBytes.mid(i, width).trimmed();
    return parts.join(QLatin1Char('\n'));
}

} // namespace

void BlockFieldsModel::setFields(std::vector<InspectedField> fields) {
    beginResetModel();
    fields_ = std::move(fields);
    endResetModel();
}

void BlockFieldsModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int BlockFieldsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(fields_.size());
}

int BlockFieldsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BlockFieldsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InspectedField& field = fields_[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == Bytes)
        return lines(hex(field.bytes));
    if (role == Qt::ToolTipRole && index.column() == Meaning)
        return text(translated(field.name));
    if (role == Qt::FontRole && index.column() == Bytes)
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (role == Qt::TextAlignmentRole && index.column() == Offset)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Offset: {
        const QString byte = countText(field.offset);
        const bool parts = field.firstBit != 0 || field.bits % 8 != 0;
        return parts ? tr("%1, bit %2, %3 bits").arg(byte).arg(field.firstBit).arg(field.bits) : byte;
    }
    case Holds:
        switch (field.kind) {
        case FieldKind::Scale:
            return tr("scale");
        case FieldKind::Offset:
            return tr("minimum");
        case FieldKind::ScaleAndOffset:
            return tr("scales, minima");
        case FieldKind::Codes:
            return tr("codes");
        case FieldKind::CodesAndScale:
            return tr("codes, scales");
        }
        return {};
    case Bytes:
        return hex(field.bytes);
    case Meaning:
        return text(translated(field.name));
    default:
        return {};
    }
}

QVariant BlockFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Offset)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Offset:
        return tr("Byte");
    case Holds:
        return tr("Holds");
    case Bytes:
        return tr("Bytes (hexadecimal)");
    case Meaning:
        return tr("Layout");
    default:
        return {};
    }
}

} // namespace mantissa::ui
