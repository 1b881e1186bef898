#include "models/compare_model.h"

#include "models/roles.h"
#include "tensor/packed_weight.h"
#include "text/number_text.h"
#include "text/tensor_name.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::ui {

CompareModel::CompareModel(Workbench& workbench, QObject* parent)
    : QAbstractTableModel(parent), workbench_(workbench) {
    connect(&workbench, &Workbench::candidatesChanged, this, &CompareModel::rebuild);
    connect(&workbench, &Workbench::candidateMeasured, this, &CompareModel::measured);
    connect(&workbench, &Workbench::modelChanged, this, &CompareModel::rebuild);
    rebuild();
}

void CompareModel::rebuild() {
    beginResetModel();
    columns_.clear();
    rows_ = nullptr;
    for (const Candidate& candidate : workbench_.candidates()) {
        if (!candidate.shown)
            continue;
        columns_.push_back(candidate);
        if (!rows_)
            rows_ = candidate.result;
    }
    ranks_.clear();
    endResetModel();
}

// New figures of a column leave the rows where they are: views of 100,000 rows need not start over.
void CompareModel::measured(int id) {
    const auto column =
        std::find_if(columns_.begin(), columns_.end(), [id](const Candidate& c) { return c.id == id; });
    const Candidate* now = workbench_.candidate(id);
    if (column == columns_.end() || !now)
        return;
    if (!now->result || !rows_ || !sameRows(*now->result)) {
        rebuild();
        return;
    }
    rows_ = now->result;
    *column = *now;
    numbersChanged(); // best and worst may be in any column now
}

bool CompareModel::sameRows(const Comparison& comparison) const {
    return std::equal(comparison.tensors.begin(), comparison.tensors.end(), rows_->tensors.begin(),
                      rows_->tensors.end(),
                      [](const ComparedTensor& a, const ComparedTensor& b) { return a.tensor == b.tensor; });
}

const Measurement* CompareModel::measurement(int row, std::size_t column) const {
    const ComparisonPtr& result = columns_[column].result;
    const Tensor* tensor = rows_->tensors[static_cast<std::size_t>(row)].tensor.get();
    if (!result)
        return nullptr;
    const auto place = static_cast<std::size_t>(row);
    if (place < result->tensors.size() && result->tensors[place].tensor.get() == tensor)
        return &result->tensors[place].schemes.front();
    return measurementOf(columns_[column], *tensor); // a recipe may measure other tensors
}

CompareModel::Ranks CompareModel::rank(int row) const {
    Ranks ranks;
    ranks.known = true;
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Measurement* one = measurement(row, i);
        const double value = one ? valueOf(figure_, *one) : std::nan("");
        if (std::isnan(value))
            continue;
        if (ranks.best < 0 || value < low) {
            ranks.best = static_cast<int>(i);
            low = value;
        }
        if (ranks.worst < 0 || value > high) {
            ranks.worst = static_cast<int>(i);
            high = value;
        }
    }
    ranks.bestValue = largerIsBetter(figure_) ? high : low;
    if (low == high)
        ranks.best = ranks.worst = -1; // nothing to tell apart
    if (largerIsBetter(figure_))
        std::swap(ranks.best, ranks.worst);
    return ranks;
}

const CompareModel::Ranks& CompareModel::ranks(int row) const {
    if (ranks_.empty())
        ranks_.resize(rows_->tensors.size());
    Ranks& known = ranks_[static_cast<std::size_t>(row)];
    if (!known.known)
        known = rank(row);
    return known;
}

int CompareModel::referenceColumn() const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].id == workbench_.pinned())
            return FirstCandidate + static_cast<int>(i);
    return columns_.empty() ? 0 : FirstCandidate;
}

double CompareModel::number(int row, std::size_t column) const {
    const Measurement* one = measurement(row, column);
    if (!one)
        return std::nan("");
    const double value = valueOf(figure_, *one);
    if (numbers_ == CompareNumbers::Regret) {
        const double best = ranks(row).bestValue;
        return value == best ? 0 : std::abs(value - best);
    }
    const auto reference = static_cast<std::size_t>(referenceColumn() - FirstCandidate);
    if (numbers_ == CompareNumbers::Figures || column == reference)
        return value;
    const Measurement* other = measurement(row, reference);
    const double from = other ? valueOf(figure_, *other) : std::nan("");
    return value == from ? 0 : value - from;
}

// Sizes have no sign of their own: figureCell takes what is not negative.
QString CompareModel::numberTextOf(double value) const {
    if (value < 0)
        return QStringLiteral("−") + figureCell(figure_, -value);
    return figureCell(figure_, value);
}

void CompareModel::numbersChanged() {
    ranks_.clear();
    if (rowCount() > 0 && !columns_.empty())
        emit dataChanged(index(0, FirstCandidate), index(rowCount() - 1, columnCount() - 1));
}

void CompareModel::setNumbers(CompareNumbers numbers) {
    if (numbers == numbers_)
        return;
    numbers_ = numbers;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    numbersChanged();
}

void CompareModel::setFigure(Figure figure) {
    if (figure == figure_)
        return;
    figure_ = figure;
    emit headerDataChanged(Qt::Horizontal, Name, Name);
    numbersChanged();
}

void CompareModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::shared_ptr<const Tensor> CompareModel::tensorAt(const QModelIndex& index) const {
    return index.isValid() ? rows_->tensors[static_cast<std::size_t>(index.row())].tensor : nullptr;
}

int CompareModel::rowOf(const Tensor& tensor) const {
    if (!rows_)
        return -1;
    const auto& all = rows_->tensors;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const ComparedTensor& row) { return row.tensor.get() == &tensor; });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

int CompareModel::idAt(int column) const {
    const auto place = static_cast<std::size_t>(column - FirstCandidate);
    return column >= FirstCandidate && place < columns_.size() ? columns_[place].id : 0;
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !rows_ ? 0 : static_cast<int>(rows_->tensors.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstCandidate + static_cast<int>(columns_.size());
}

// What the error is to be held against.
QString CompareModel::boundText(const Measurement& measurement) {
    return tr("Gaussian bound %1, best scalar %2")
        .arg(figureText(Figure::Bound, valueOf(Figure::Bound, measurement)),
             figureText(Figure::Scalar, valueOf(Figure::Scalar, measurement)));
}

QVariant CompareModel::cell(int row, std::size_t column, int role) const {
    const Measurement* one = measurement(row, column);
    switch (role) {
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case BestRole: {
        const Ranks& found = ranks(row);
        return static_cast<int>(column) == found.best ? 1 : static_cast<int>(column) == found.worst ? -1 : 0;
    }
    case SortRole:
        if (const double value = number(row, column); !std::isnan(value))
            return value;
        return -std::numeric_limits<double>::infinity(); // sorts, which NaN does not
    case DataRole:
        return one ? QVariant(number(row, column) * (figure_ == Figure::RelativeRmse ? 100 : 1)) : QVariant();
    case Qt::DisplayRole: {
        if (!one)
            return QStringLiteral("…");
        const bool marked = one->fallback.source[0] != '\0';
        const Ranks& found = ranks(row);
        const double shown = number(row, column);
        QString value = numberTextOf(shown);
        if (numbers_ == CompareNumbers::Difference && shown > 0 &&
            FirstCandidate + static_cast<int>(column) != referenceColumn())
            value.prepend(QLatin1Char('+'));
        // Before the number, so that numbers still end flush right.
        if (static_cast<int>(column) == found.best)
            value.prepend(QStringLiteral("▲ "));
        else if (static_cast<int>(column) == found.worst)
            value.prepend(QStringLiteral("▼ "));
        return marked ? value + QStringLiteral(" *") : value;
    }
    case Qt::ToolTipRole:
        if (!one)
            return {};
        return QStringList{text(one->used), figureText(figure_, valueOf(figure_, *one)), boundText(*one),
                           text(translated(one->fallback))}
            .join(QLatin1Char('\n'))
            .trimmed();
    default:
        return {};
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Tensor& tensor = *rows_->tensors[static_cast<std::size_t>(index.row())].tensor;
    if (index.column() >= FirstCandidate)
        return cell(index.row(), static_cast<std::size_t>(index.column() - FirstCandidate), role);
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole && role != DataRole)
        return {};
    if (index.column() == Name)
        return role == Qt::DisplayRole   ? nameWithLayer(tensor)
               : role == Qt::ToolTipRole ? text(tensor.name + '\n' + storedType(tensor))
                                         : text(tensor.name);
    return text(storedType(tensor));
}

// What the numbers below are, as far as they do not say it themselves.
QString CompareModel::unit() const {
    // Cells show the cosine itself, axes its distance from 1; sizes bring their own unit.
    return figure_ == Figure::Bytes || figure_ == Figure::Cosine ? figureName(figure_) : figureAxis(figure_);
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((section < FirstCandidate ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SlotRole))
        return {};
    if (section >= FirstCandidate && section < columnCount()) {
        const Candidate& candidate = columns_[static_cast<std::size_t>(section - FirstCandidate)];
        const bool reference = candidate.id == workbench_.pinned() ||
                               (numbers_ == CompareNumbers::Difference && section == referenceColumn());
        if (role == SlotRole)
            return candidate.slot;
        if (role == Qt::ToolTipRole)
            return (candidate.label.isEmpty() ? candidate.name
                                              : candidate.label + QLatin1Char('\n') + candidate.name) +
                   (reference ? QLatin1Char('\n') + tr("the reference") : QString());
        // A flag where the reference is no matter of course, and nothing that a narrow column would cut.
        return reference ? QStringLiteral("⚑") + titleOf(candidate) : titleOf(candidate);
    }
    if (role != Qt::DisplayRole)
        return {};
    if (section != Name)
        return tr("Type");
    const QString what = numbers_ == CompareNumbers::Regret       ? tr("regret: %1").arg(unit())
                         : numbers_ == CompareNumbers::Difference ? tr("difference: %1").arg(unit())
                                                                  : unit();
    return tr("Tensor") + QLatin1Char('\n') + what;
}

} // namespace mantissa::ui
