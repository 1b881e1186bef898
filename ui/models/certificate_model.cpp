#include "models/certificate_model.h"

#include "models/roles.h"
#include "text/number_text.h"

namespace mantissa::ui {

void CertificateModel::setCertificate(Certificate certificate) {
    beginResetModel();
    certificate_ = std::move(certificate);
    endResetModel();
}

int CertificateModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(certificate_.tensors.size());
}

int CertificateModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CertificateModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CertifiedTensor& tensor = certificate_.tensors[static_cast<std::size_t>(index.row())];
    const bool sorting = role == SortRole;
    if (role == Qt::TextAlignmentRole && (index.column() == Size || index.column() == Error))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::TextAlignmentRole && (index.column() == BytesEqual || index.column() == ValuesEqual))
        return int(Qt::AlignCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && !sorting)
        return {};
    const auto yesNo = [](bool equal) { return equal ? tr("✓ equal") : tr("✗ differs"); };
    switch (index.column()) {
    case Name:
        return text(tensor.name);
    case Stored:
        return text(tensor.scheme.empty() ? tensor.stored : tensor.scheme);
    case Size:
        return sorting ? QVariant(qulonglong(tensor.bytes)) : QVariant(countText(tensor.bytes));
    case BytesEqual:
        return sorting ? QVariant(tensor.bytesEqual) : QVariant(yesNo(tensor.bytesEqual));
    case ValuesEqual:
        return sorting ? QVariant(tensor.decodesEqual) : QVariant(yesNo(tensor.decodesEqual));
    case Error:
        return sorting ? QVariant(tensor.relativeRmse) : QVariant(percentText(tensor.relativeRmse));
    case Hash:
        return text(role == Qt::DisplayRole ? tensor.sha256.substr(0, 12) : tensor.sha256);
    default:
        return {};
    }
}

QVariant CertificateModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole &&
        (section == Size || section == Error))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole &&
        (section == BytesEqual || section == ValuesEqual))
        return int(Qt::AlignCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Tensor");
    case Stored:
        return tr("Stored as");
    case Size:
        return tr("Bytes");
    case BytesEqual:
        return tr("Read back");
    case ValuesEqual:
        return tr("Decoded");
    case Error:
        return tr("Error");
    case Hash:
        return tr("SHA-256");
    default:
        return {};
    }
}

} // namespace mantissa::ui
