#include "models/accuracy_model.h"

#include "models/roles.h"
#include "pipeline/expert_stack.h"
#include "tensor/packed_weight.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

constexpr AccuracyFigure figures[] = {AccuracyFigure::Perplexity,     AccuracyFigure::PerplexityChange,
                                      AccuracyFigure::MeanDivergence, AccuracyFigure::SameTop,
                                      AccuracyFigure::RmsDeltaP,      AccuracyFigure::RightTop};

bool isFigure(int column) {
    return column >= AccuracyModel::Perplexity && column <= AccuracyModel::RightTop;
}

AccuracyFigure figureAt(int column) {
    return figures[column - AccuracyModel::Perplexity];
}

} // namespace

AccuracyModel::AccuracyModel(Workbench& workbench, AccuracyDriver& driver, QObject* parent)
    : QAbstractTableModel(parent), workbench_(workbench), driver_(driver) {
    connect(&workbench, &Workbench::modelChanged, this, &AccuracyModel::rebuild);
    connect(&workbench, &Workbench::candidatesChanged, this, &AccuracyModel::rebuild);
    connect(&workbench, &Workbench::candidateMeasured, this, &AccuracyModel::changed);
    connect(&driver, &AccuracyDriver::stateChanged, this, &AccuracyModel::rebuild);
    connect(&driver, &AccuracyDriver::entryChanged, this, &AccuracyModel::changed);
    rebuild();
}

void AccuracyModel::rebuild() {
    beginResetModel();
    rows_.clear();
    originalBytes_ = sumOriginal();
    if (driver_.ground()) {
        rows_.push_back({AccuracyDriver::original, -1, tr("Original")});
        for (const Candidate& candidate : workbench_.candidates())
            if (candidate.shown)
                rows_.push_back({candidate.id, candidate.slot, titleOf(candidate)});
    }
    endResetModel();
}

// Bars are as long as the largest figure allows, so one row may change all.
void AccuracyModel::changed(int id) {
    if (originalBytes_ == 0)
        originalBytes_ = sumOriginal();
    if (indexOf(id).isValid())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void AccuracyModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    rebuild();
}

int AccuracyModel::idAt(const QModelIndex& index) const {
    return index.isValid() ? rows_[static_cast<std::size_t>(index.row())].id : -1;
}

QModelIndex AccuracyModel::indexOf(int id) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [id](const Row& row) { return row.id == id; });
    return found == rows_.end() ? QModelIndex() : index(static_cast<int>(found - rows_.begin()), 0);
}

int AccuracyModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int AccuracyModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

// Of the weights that are quantized; of the original: the same weights as they are stored.
std::uint64_t AccuracyModel::bytesOf(const Row& row) const {
    if (row.id == AccuracyDriver::original)
        return originalBytes_;
    const Candidate* candidate = workbench_.candidate(row.id);
    const SchemeTotal* total = candidate ? totalOf(*candidate) : nullptr;
    return total ? total->bytes : 0;
}

// Kept, because a model may have 100,000 tensors.
std::uint64_t AccuracyModel::sumOriginal() const {
    for (const Candidate& candidate : workbench_.candidates()) {
        if (!candidate.result)
            continue;
        std::uint64_t bytes = 0;
        for (const ComparedTensor& compared : candidate.result->tensors) {
            const OriginalTensorPtr original = workbench_.originalOf(*compared.tensor);
            if (!original) {
                bytes += storedBytes(*compared.tensor);
                continue;
            }
            for (const auto& part : partsOf(*original))
                bytes += storedBytes(*part);
        }
        return bytes;
    }
    return 0;
}

double AccuracyModel::largestDivergence() const {
    double largest = 0;
    for (const Row& row : rows_)
        if (const Evaluation* evaluation = driver_.evaluation(row.id); evaluation && evaluation->divergence)
            largest = std::max(largest, evaluation->divergence->mean.value);
    return largest;
}

QString AccuracyModel::stateText(const Row& row) const {
    const AccuracyEntry& entry = driver_.entry(row.id);
    switch (entry.state) {
    case AccuracyState::Unknown:
        return tr("not run");
    case AccuracyState::Queued:
        return tr("waiting");
    case AccuracyState::Running:
        return tr("chunk %1 of %2")
            .arg(entry.steps.empty() ? 0 : entry.steps.back().chunksDone)
            .arg(driver_.ground() ? driver_.ground()->chunks.count() : 0);
    case AccuracyState::Done:
        return tr("done");
    case AccuracyState::Failed:
        return QStringLiteral("⚠ ") + tr("failed");
    case AccuracyState::Cancelled:
        return tr("cancelled");
    }
    return {};
}

QVariant AccuracyModel::figureCell(const Row& row, AccuracyFigure figure, int role) const {
    const Evaluation* evaluation = driver_.evaluation(row.id);
    const auto estimate = evaluation ? estimateOf(figure, *evaluation) : std::nullopt;
    if (role == SortRole)
        return estimate ? estimate->value : -1.0;
    if (role == FractionRole) {
        const double largest = figure == AccuracyFigure::MeanDivergence ? largestDivergence() : 0;
        return estimate && largest > 0 ? QVariant(estimate->value / largest) : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    if (estimate)
        return estimateText(figure, *estimate);
    const std::vector<RunningEvaluation>& steps = driver_.entry(row.id).steps;
    if (figure == AccuracyFigure::Perplexity && !evaluation && !steps.empty())
        return numberText(steps.back().perplexity.value, 4) + QStringLiteral(" …");
    return evaluation ? QStringLiteral("–") : QStringLiteral("…");
}

QVariant AccuracyModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == IndexRole)
        return row.id;
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Name || index.column() == State ? Qt::AlignLeft : Qt::AlignRight) |
                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        const QString& problem = driver_.entry(row.id).problem;
        if (index.column() == State && !problem.isEmpty())
            return problem;
        return isFigure(index.column()) ? QVariant(figureHelp(figureAt(index.column()))) : QVariant();
    }
    if (isFigure(index.column()))
        return figureCell(row, figureAt(index.column()), role);
    if (index.column() == Name && role == SlotRole)
        return row.slot;
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    if (index.column() == Name)
        return row.name;
    if (index.column() == State)
        return stateText(row);
    const std::uint64_t bytes = bytesOf(row);
    if (role == SortRole)
        return static_cast<qulonglong>(bytes);
    return bytes == 0 ? QStringLiteral("…") : bytesText(bytes);
}

QVariant AccuracyModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name || section == State ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (section == Size)
            return tr("Bytes of the quantized weights in the file; of the original: of the same weights as "
                      "they are stored.");
        return isFigure(section) ? QVariant(figureHelp(figureAt(section))) : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    if (isFigure(section))
        return figureName(figureAt(section));
    return section == Name ? tr("Scheme") : section == Size ? tr("Size") : tr("State");
}

QString AccuracyModel::tabbedText() const {
    QString out;
    const auto line = [&out](const auto& cellOf) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells << cellOf(column);
        out += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    };
    line([this](int column) { return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
    for (int row = 0; row < rowCount(); ++row)
        line([this, row](int column) { return data(index(row, column)).toString(); });
    return out;
}

QString AccuracyModel::csv() const {
    const auto quoted = [](QString field) {
        return QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    };
    const auto plain = [](double value) {
        return std::isfinite(value) ? QString::number(value, 'g', 10) : QString();
    };
    QStringList head{quoted(tr("Scheme")), quoted(tr("Size"))};
    for (const AccuracyFigure figure : figures)
        head << quoted(figureAxis(figure)) << QStringLiteral("±");
    QString out = head.join(QLatin1Char(',')) + QLatin1Char('\n');
    for (const Row& row : rows_) {
        const Evaluation* evaluation = driver_.evaluation(row.id);
        QStringList cells{quoted(row.name), QString::number(bytesOf(row))};
        for (const AccuracyFigure figure : figures) {
            const auto estimate = evaluation ? estimateOf(figure, *evaluation) : std::nullopt;
            const auto shown = estimate ? std::optional(axisEstimate(figure, *estimate)) : std::nullopt;
            cells << (shown ? plain(shown->value) : QString()) << (shown ? plain(shown->error) : QString());
        }
        out += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return out;
}

} // namespace mantissa::ui
