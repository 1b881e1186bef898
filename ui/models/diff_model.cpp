#include "models/diff_model.h"

#include "models/figure.h"
#include "models/roles.h"
#include "tensor/packed_weight.h"
#include "text/number_text.h"
#include "text/tensor_name.h"

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

double relativeOf(const DiffedTensor& tensor) {
    if (tensor.equalBytes)
        return 0;
    return tensor.sums ? figures(*tensor.sums).relativeRmse : std::nan("");
}

double largestErrorOf(const DiffedTensor& tensor) {
    if (tensor.equalBytes)
        return 0;
    return tensor.sums ? tensor.sums->maxAbs : std::nan("");
}

QString typeText(const std::shared_ptr<const Tensor>& tensor) {
    return tensor ? text(storedType(*tensor)) : QStringLiteral("–");
}

QString shapeText(const DiffedTensor& tensor) {
    if (tensor.left && tensor.right && tensor.left->shape != tensor.right->shape)
        return text(describe(tensor.left->shape) + " | " + describe(tensor.right->shape));
    return text(describe((tensor.left ? tensor.left : tensor.right)->shape));
}

} // namespace

void DiffModel::set(const ModelDiffPtr& diff) {
    if (diff == diff_)
        return;
    beginResetModel();
    diff_ = diff;
    largest_ = 0;
    if (diff_)
        for (const DiffedTensor& tensor : diff_->tensors)
            if (const double error = relativeOf(tensor); std::isfinite(error))
                largest_ = std::max(largest_, error);
    endResetModel();
}

void DiffModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::shared_ptr<const Tensor> DiffModel::tensorAt(const QModelIndex& index) const {
    return index.isValid() ? diff_->tensors[static_cast<std::size_t>(index.row())].left : nullptr;
}

int DiffModel::rowOf(const Tensor& tensor) const {
    if (!diff_)
        return -1;
    const auto found = std::find_if(diff_->tensors.begin(), diff_->tensors.end(),
                                    [&](const DiffedTensor& row) { return row.left.get() == &tensor; });
    return found == diff_->tensors.end() ? -1 : static_cast<int>(found - diff_->tensors.begin());
}

int DiffModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !diff_ ? 0 : static_cast<int>(diff_->tensors.size());
}

int DiffModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

// What wants looking at comes first.
int DiffModel::rank(const DiffedTensor& tensor) {
    if (!tensor.left)
        return 0;
    if (!tensor.right)
        return 1;
    if (tensor.equalBytes)
        return 5;
    if (!tensor.sums)
        return 2;
    return tensor.sums->error2 == 0 && tensor.sums->maxAbs == 0 ? 4 : 3;
}

QString DiffModel::verdict(const DiffedTensor& tensor) {
    switch (rank(tensor)) {
    case 0:
        return tr("only in the other file");
    case 1:
        return tr("not in the other file");
    case 2:
        return text(translated(tensor.problem));
    case 3:
        return tr("differs");
    case 4:
        return tr("equal values, other bytes");
    default:
        return tr("equal, byte for byte");
    }
}

QVariant DiffModel::shown(const DiffedTensor& tensor, int column) const {
    switch (column) {
    case Name: {
        const QString name = text(tensor.name);
        return tensor.left && tensor.left->name == tensor.name ? nameWithLayer(*tensor.left) : name;
    }
    case Verdict:
        return verdict(tensor);
    case RelativeRmse:
        return percentText(relativeOf(tensor));
    case MaxError:
        return numberText(largestErrorOf(tensor), 3);
    case LeftType:
        return typeText(tensor.left);
    case RightType:
        return typeText(tensor.right);
    case ShapeColumn:
        return shapeText(tensor);
    default:
        return {};
    }
}

QVariant DiffModel::raw(const DiffedTensor& tensor, int column) const {
    const auto known = [](double value) { return std::isnan(value) ? -1.0 : value; };
    switch (column) {
    case Name:
        return text(tensor.name);
    case Verdict:
        return rank(tensor);
    case RelativeRmse:
        return known(relativeOf(tensor));
    case MaxError:
        return known(largestErrorOf(tensor));
    default:
        return shown(tensor, column);
    }
}

QVariant DiffModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DiffedTensor& tensor = diff_->tensors[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return shown(tensor, column);
    case SortRole:
        return raw(tensor, column);
    case DataRole: // per cent, as the head says
        return column == Name           ? QVariant(text(tensor.name))
               : column == RelativeRmse ? QVariant(100 * relativeOf(tensor))
               : column == MaxError     ? QVariant(largestErrorOf(tensor))
                                        : QVariant();
    case FractionRole:
        return column == RelativeRmse && largest_ > 0 && relativeOf(tensor) > 0
                   ? QVariant(relativeOf(tensor) / largest_)
                   : QVariant();
    case Qt::ToolTipRole:
        return column == Name ? text(tensor.name) : column == Verdict ? verdict(tensor) : QString();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter |
                   (column == RelativeRmse || column == MaxError ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (section == RelativeRmse || section == MaxError ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section == RelativeRmse)
        return figureHelp(Figure::RelativeRmse);
    if (role == Qt::ToolTipRole && section == MaxError)
        return figureHelp(Figure::MaxAbs);
    if (role != Qt::DisplayRole)
        return {};
    const QString heads[] = {tr("Tensor"),     tr("Verdict"),   tr("Relative RMSE (%)"),
                             tr("Max. error"), tr("Type here"), tr("Type there"),
                             tr("Shape")};
    return heads[section];
}

} // namespace mantissa::ui
