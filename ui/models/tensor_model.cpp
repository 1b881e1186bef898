#include "models/tensor_model.h"

#include "models/finding_model.h"
#include "models/roles.h"
#include "tensor/packed_weight.h"
#include "text/number_text.h"
#include "text/tensor_name.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace mantissa::ui {

namespace {

// Internal ids: 0 for the top level, 1 + group for the tensors of a group.
constexpr quintptr topLevel = 0;

double bitsPerWeight(std::uint64_t bytes, std::uint64_t elements) {
    return elements == 0 ? 0 : 8 * static_cast<double>(bytes) / static_cast<double>(elements);
}

} // namespace

void TensorModel::setModel(ModelPtr model) {
    beginResetModel();
    model_ = std::move(model);
    errors_.clear();
    findings_.reset();
    marks_.clear();
    largestBytes_ = 0;
    if (model_)
        for (const auto& tensor : model_->tensors)
            largestBytes_ = std::max<std::uint64_t>(largestBytes_, storedBytes(*tensor));
    regroup();
    emit regrouped();
    endResetModel();
}

void TensorModel::setGrouping(Grouping grouping) {
    if (grouping == grouping_)
        return;
    beginResetModel();
    grouping_ = grouping;
    regroup();
    emit regrouped();
    endResetModel();
}

void TensorModel::setErrors(std::vector<double> errors) {
    if (errors.empty() && errors_.empty())
        return; // nothing was known, and nothing is: views of many rows need not look at all of them
    errors_ = std::move(errors);
    largestError_ = 0;
    for (const double error : errors_)
        if (std::isfinite(error))
            largestError_ = std::max(largestError_, error);
    if (rowCount() == 0)
        return;
    if (grouping_ == Grouping::None) {
        emit dataChanged(index(0, Error), index(rowCount() - 1, Error));
        return;
    }
    for (int group = 0; group < rowCount(); ++group) {
        const QModelIndex top = index(group, 0);
        emit dataChanged(index(0, Error, top), index(rowCount(top) - 1, Error, top));
    }
}

void TensorModel::setFindings(FileFindingsPtr findings) {
    if (findings && findings->model != model_)
        findings.reset();
    if (findings == findings_)
        return;
    findings_ = std::move(findings);
    marks_.clear();
    if (findings_ && !findings_->byTensor.empty()) {
        for (const auto& tensor : model_->tensors) {
            const auto& places = findings_->of(*tensor);
            marks_.push_back(places.empty() ? -1 : static_cast<int>(findings_->worst(places)));
        }
    }
    markGroups();
    if (rowCount() == 0)
        return;
    emit dataChanged(index(0, Name), index(rowCount() - 1, Name));
    for (int group = 0; grouping_ != Grouping::None && group < rowCount(); ++group) {
        const QModelIndex top = index(group, 0);
        emit dataChanged(index(0, Name, top), index(rowCount(top) - 1, Name, top));
    }
}

void TensorModel::markGroups() {
    for (Group& group : groups_) {
        group.mark = -1;
        group.marked = 0;
        for (const int tensor : group.tensors) {
            group.mark = std::max(group.mark, markOf(tensor));
            group.marked += markOf(tensor) >= 0 ? 1 : 0;
        }
    }
}

int TensorModel::markOf(int tensor) const {
    const auto place = static_cast<std::size_t>(tensor);
    return place < marks_.size() ? marks_[place] : -1;
}

// A line for each thing found in the tensor.
QStringList TensorModel::findingLines(int tensor) const {
    QStringList lines;
    if (markOf(tensor) < 0)
        return lines;
    for (const std::size_t place : findings_->of(*model_->tensors[static_cast<std::size_t>(tensor)])) {
        const Finding& finding = findings_->all[place];
        lines << kindText(finding.kind) + QStringLiteral(": ") + text(translated(finding.what));
    }
    return lines;
}

void TensorModel::retranslate() {
    beginResetModel();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int TensorModel::keyOf(const Tensor& tensor) const {
    switch (grouping_) {
    case Grouping::Layer:
        return tensor.place.layer;
    case Grouping::Role:
        return static_cast<int>(tensor.place.role);
    case Grouping::DType:
        return static_cast<int>(tensor.dtype);
    case Grouping::None:
        break;
    }
    return 0;
}

void TensorModel::regroup() {
    groups_.clear();
    if (!model_ || grouping_ == Grouping::None)
        return;
    std::unordered_map<int, std::size_t> places;
    for (std::size_t i = 0; i < model_->tensors.size(); ++i) {
        const Tensor& tensor = *model_->tensors[i];
        const int key = keyOf(tensor);
        const auto [place, fresh] = places.try_emplace(key, groups_.size());
        if (fresh)
            groups_.push_back({.key = key});
        Group& group = groups_[place->second];
        group.tensors.push_back(static_cast<int>(i));
        group.bytes += storedBytes(tensor);
        group.elements += tensor.elements();
    }
    // Files may list layer 10 before layer 2.
    std::stable_sort(groups_.begin(), groups_.end(),
                     [](const Group& a, const Group& b) { return a.key < b.key; });
    markGroups();
}

QString TensorModel::groupName(const Group& group) const {
    switch (grouping_) {
    case Grouping::Layer:
        return group.key < 0 ? tr("Outside the layers") : tr("Layer %1").arg(group.key);
    case Grouping::Role:
        return roleText(static_cast<mantissa::Role>(group.key));
    case Grouping::DType: {
        const std::string_view name = info(static_cast<DType>(group.key)).name;
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    case Grouping::None:
        break;
    }
    return {};
}

int TensorModel::tensorNumber(const QModelIndex& index) const {
    if (!index.isValid() || !model_)
        return -1;
    if (grouping_ == Grouping::None)
        return index.row();
    if (index.internalId() == topLevel)
        return -1;
    return groups_[index.internalId() - 1].tensors[static_cast<std::size_t>(index.row())];
}

std::shared_ptr<const Tensor> TensorModel::tensorAt(const QModelIndex& index) const {
    const int tensor = tensorNumber(index);
    return tensor < 0 ? nullptr : model_->tensors[static_cast<std::size_t>(tensor)];
}

QModelIndex TensorModel::indexOf(const Tensor& tensor) const {
    if (!model_)
        return {};
    const auto& all = model_->tensors;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.get() == &tensor; });
    if (found == all.end())
        return {};
    const int number = static_cast<int>(found - all.begin());
    if (grouping_ == Grouping::None)
        return index(number, 0);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        const auto& tensors = groups_[group].tensors;
        const auto place = std::find(tensors.begin(), tensors.end(), number);
        if (place != tensors.end())
            return createIndex(static_cast<int>(place - tensors.begin()), 0, quintptr{group + 1});
    }
    return {};
}

QModelIndex TensorModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, static_cast<quintptr>(parent.row()) + 1)
                            : createIndex(row, column, topLevel);
}

QModelIndex TensorModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, topLevel);
}

int TensorModel::rowCount(const QModelIndex& parent) const {
    if (!model_)
        return 0;
    if (!parent.isValid())
        return static_cast<int>(grouping_ == Grouping::None ? model_->tensors.size() : groups_.size());
    if (grouping_ == Grouping::None || parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].tensors.size());
}

int TensorModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

double TensorModel::errorOf(int tensor) const {
    const auto place = static_cast<std::size_t>(tensor);
    return place < errors_.size() ? errors_[place] : std::numeric_limits<double>::quiet_NaN();
}

QVariant TensorModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !model_)
        return {};
    const int tensor = tensorNumber(index);
    if (tensor < 0)
        return groupData(groups_[static_cast<std::size_t>(index.row())], index.column(), role);
    return tensorData(tensor, index.column(), role);
}

QVariant TensorModel::groupData(const Group& group, int column, int role) const {
    if (role == Qt::TextAlignmentRole && (column == Size || column == Bits || column == Error))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const bool sorting = role == SortRole;
    if (role == FindingRole)
        return column == Name && group.mark >= 0 ? QVariant(group.mark) : QVariant();
    if (role == Qt::ToolTipRole && column == Name) { // a narrow dock elides it
        return group.marked == 0
                   ? groupName(group)
                   : groupName(group) + QLatin1Char('\n') +
                         tr("Something was found in %n tensor(s) of these.", nullptr, group.marked);
    }
    if (role != Qt::DisplayRole && !sorting)
        return {};
    switch (column) {
    case Name:
        return sorting ? QVariant(group.key) : QVariant(groupName(group));
    case Size:
        return sorting ? QVariant(qulonglong(group.bytes)) : QVariant(bytesText(group.bytes));
    case Bits: {
        const double bits = bitsPerWeight(group.bytes, group.elements);
        return sorting ? QVariant(bits) : QVariant(bitsText(bits));
    }
    case Error: {
        double worst = std::numeric_limits<double>::quiet_NaN();
        for (const int tensor : group.tensors)
            worst = std::fmax(worst, errorOf(tensor));
        return sorting ? QVariant(std::isnan(worst) ? -1 : worst) : QVariant();
    }
    default:
        return sorting ? QVariant(group.key) : QVariant();
    }
}

QVariant TensorModel::tensorData(int tensor, int column, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return tensorText(tensor, column);
    case SortRole:
        return tensorSort(tensor, column);
    case Qt::ToolTipRole:
        return tensorHelp(tensor, column);
    case IndexRole:
        return tensor;
    case FindingRole:
        return column == Name && markOf(tensor) >= 0 ? QVariant(markOf(tensor)) : QVariant();
    case Qt::AccessibleTextRole: // the sign is a picture
        return column == Name && markOf(tensor) >= 0
                   ? (QStringList(tensorText(tensor, Name).toString()) + findingLines(tensor))
                         .join(QStringLiteral(". "))
                   : QVariant();
    case Qt::TextAlignmentRole:
        if (column == Size || column == Bits || column == Error || column == Layer)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case FractionRole:
        if (column == Error && largestError_ > 0 && std::isfinite(errorOf(tensor)))
            return errorOf(tensor) / largestError_;
        if (column == Size && largestBytes_ > 0)
            return tensorSort(tensor, Size).toDouble() / static_cast<double>(largestBytes_);
        return {};
    default:
        return {};
    }
}

QVariant TensorModel::tensorText(int number, int column) const {
    const Tensor& tensor = *model_->tensors[static_cast<std::size_t>(number)];
    switch (column) {
    case Name:
        return grouping_ == Grouping::Layer ? nameInLayer(tensor) : text(tensor.name);
    case RoleColumn:
        return roleText(tensor.place.role);
    case Layer:
        return tensor.place.layer < 0 ? QVariant() : QVariant(tensor.place.layer);
    case ShapeColumn:
        return text(describe(tensor.shape));
    case DTypeColumn:
        return text(storedType(tensor));
    case Size:
        return bytesText(storedBytes(tensor));
    case Bits:
        return bitsText(bitsPerWeight(storedBytes(tensor), tensor.elements()));
    case Error:
        return std::isnan(errorOf(number)) ? QVariant() : QVariant(percentText(errorOf(number)));
    default:
        return {};
    }
}

QVariant TensorModel::tensorSort(int number, int column) const {
    const Tensor& tensor = *model_->tensors[static_cast<std::size_t>(number)];
    switch (column) {
    case Name:
        return text(tensor.name);
    case RoleColumn:
        return static_cast<int>(tensor.place.role);
    case Layer:
        return tensor.place.layer;
    case ShapeColumn:
        return qulonglong(tensor.elements());
    case DTypeColumn:
        return static_cast<int>(tensor.dtype);
    case Size:
        return qulonglong(storedBytes(tensor));
    case Bits:
        return bitsPerWeight(storedBytes(tensor), tensor.elements());
    case Error:
        return std::isnan(errorOf(number)) ? -1.0 : errorOf(number);
    default:
        return {};
    }
}

QString TensorModel::tensorHelp(int number, int column) const {
    const Tensor& tensor = *model_->tensors[static_cast<std::size_t>(number)];
    switch (column) {
    case Name: // and what a narrow dock leaves out
        return (QStringList{text(tensor.name), tensorText(number, DTypeColumn).toString(),
                            tensorText(number, ShapeColumn).toString(),
                            tensorText(number, RoleColumn).toString()} +
                findingLines(number))
            .join(QLatin1Char('\n'));
    case Size:
        return exactBytesText(storedBytes(tensor));
    case Bits:
        return tr("Bits that the file spends on one weight, scales included");
    case Error:
        return tr("Relative RMSE under the selected scheme: root of (sum of squared errors / sum of squared "
                  "weights)");
    case ShapeColumn:
        return tr("%1 weights").arg(countText(tensor.elements()));
    default:
        return {};
    }
}

QVariant TensorModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole && (section == Size || section == Bits || section == Error))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (section) {
    case Name:
        return tr("Tensor");
    case RoleColumn:
        return tr("Role");
    case Layer:
        return tr("Layer");
    case ShapeColumn:
        return tr("Shape");
    case DTypeColumn:
        return tr("Type");
    case Size:
        return tr("Size");
    case Bits:
        return tr("Bits/weight");
    case Error:
        return tr("Error");
    default:
        return {};
    }
}

QString roleText(mantissa::Role role) {
    switch (role) {
    case mantissa::Role::TokenEmbedding:
        return TensorModel::tr("Token embedding");
    case mantissa::Role::Output:
        return TensorModel::tr("Output");
    case mantissa::Role::AttentionQ:
        return TensorModel::tr("Attention Q");
    case mantissa::Role::AttentionK:
        return TensorModel::tr("Attention K");
    case mantissa::Role::AttentionV:
        return TensorModel::tr("Attention V");
    case mantissa::Role::AttentionQKV:
        return TensorModel::tr("Attention QKV");
    case mantissa::Role::AttentionOutput:
        return TensorModel::tr("Attention output");
    case mantissa::Role::FeedForwardGate:
        return TensorModel::tr("FFN gate");
    case mantissa::Role::FeedForwardUp:
        return TensorModel::tr("FFN up");
    case mantissa::Role::FeedForwardDown:
        return TensorModel::tr("FFN down");
    case mantissa::Role::FeedForwardGateUp:
        return TensorModel::tr("FFN gate and up");
    case mantissa::Role::Router:
        return TensorModel::tr("Router");
    case mantissa::Role::Norm:
        return TensorModel::tr("Norm");
    case mantissa::Role::Bias:
        return TensorModel::tr("Bias");
    case mantissa::Role::Convolution:
        return TensorModel::tr("Convolution");
    case mantissa::Role::Rope:
        return TensorModel::tr("Rotary table");
    case mantissa::Role::Other:
        break;
    }
    return TensorModel::tr("Other");
}

} // namespace mantissa::ui
