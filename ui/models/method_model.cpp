#include "models/method_model.h"

#include "models/accuracy_figure.h"
#include "models/roles.h"
#include "text/number_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::ui {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool isText(int column) {
    return column == MethodModel::Format || column == MethodModel::MethodName;
}

/// Longer is worse: what a glance should find.
bool hasBar(int column) {
    return column == MethodModel::WeightError || column == MethodModel::OutputError ||
           column == MethodModel::Divergence || column == MethodModel::Time;
}

std::optional<MethodFigure> figureOf(int column) {
    switch (column) {
    case MethodModel::WeightError:
        return MethodFigure::WeightError;
    case MethodModel::OutputError:
        return MethodFigure::OutputError;
    case MethodModel::Perplexity:
        return MethodFigure::Perplexity;
    case MethodModel::Divergence:
        return MethodFigure::Divergence;
    case MethodModel::Time:
        return MethodFigure::Seconds;
    case MethodModel::Memory:
        return MethodFigure::Memory;
    default:
        return std::nullopt;
    }
}

QString explained(const ComparedMethod& row) {
    QStringList lines{text(row.scheme.text())};
    if (row.failure)
        return (lines << text(row.failure->describe())).join(QLatin1Char('\n'));
    if (row.fallbacks > 0)
        lines << MethodModel::tr("%n weight(s) do not fit the format and got another one.", nullptr,
                                 static_cast<int>(row.fallbacks));
    for (std::size_t i = 0; i < std::min<std::size_t>(row.notes.size(), 4); ++i)
        lines << text(row.notes[i].tensor) + QStringLiteral(": ") + text(translated(row.notes[i].note));
    if (row.notes.size() > 4)
        lines << MethodModel::tr("and %1 notes more").arg(row.notes.size() - 4);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void MethodModel::show(const MethodComparison& comparison, const std::string& tensor) {
    const auto before = comparison_.methods.size();
    const auto now = comparison.methods.size();
    const bool begins = tensor == tensor_ && now >= before &&
                        std::equal(comparison_.methods.begin(), comparison_.methods.end(),
                                   comparison.methods.begin(), [](const auto& a, const auto& b) {
                                       return a.scheme == b.scheme && a.seconds == b.seconds;
                                   });
    if (begins && now == before)
        return; // the very same
    const bool grows = begins && before > 0;
    if (!grows)
        beginResetModel();
    else
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(now) - 1);
    comparison_ = comparison;
    tensor_ = tensor;
    findBests();
    if (!grows) {
        endResetModel();
        return;
    }
    endInsertRows();
    emit dataChanged(index(0, 0), index(static_cast<int>(before) - 1, ColumnCount - 1)); // bars and bests
}

void MethodModel::findBests() {
    const auto rows = comparison_.methods.size();
    largest_.assign(ColumnCount, 0);
    best_.assign(rows, std::vector<bool>(ColumnCount));
    for (int column = WeightError; column < ColumnCount; ++column) {
        for (const FormatGroup& group : formatGroups(comparison_)) {
            std::optional<std::size_t> best;
            const bool more = column == SameTop;
            for (const std::size_t row : group.rows) {
                const double value = number(static_cast<int>(row), column);
                if (!std::isfinite(value))
                    continue;
                auto& largest = largest_[static_cast<std::size_t>(column)];
                largest = std::max(largest, value);
                const double held = best ? number(static_cast<int>(*best), column) : unknown;
                if (!best || (more ? value > held : value < held))
                    best = row;
            }
            if (best && group.rows.size() > 1)
                best_[*best][static_cast<std::size_t>(column)] = true;
        }
    }
}

int MethodModel::rowOf(const QString& scheme) const {
    for (std::size_t i = 0; i < comparison_.methods.size(); ++i)
        if (text(comparison_.methods[i].scheme.text()) == scheme)
            return static_cast<int>(i);
    return -1;
}

double MethodModel::number(int row, int column) const {
    const ComparedMethod& one = comparison_.methods[static_cast<std::size_t>(row)];
    if (one.failure || isText(column))
        return unknown;
    if (column == Bits)
        return one.bitsPerWeight;
    if (column == SameTop)
        return tensor_.empty() ? one.divergence.sameTop.value : unknown;
    const auto figure = figureOf(column);
    return tensor_.empty() ? valueOf(one, *figure) : valueOf(one, *figure, tensor_);
}

QString MethodModel::cell(int row, int column) const {
    const ComparedMethod& one = comparison_.methods[static_cast<std::size_t>(row)];
    if (column == Format)
        return text(one.scheme.format->text());
    if (column == MethodName)
        return text(one.scheme.method->info().id) +
               text(one.scheme.methodParameters.text(one.scheme.method->info().parameters));
    if (one.failure)
        return column == Bits ? tr("failed") : QStringLiteral("–");
    const double value = number(row, column);
    if (!std::isfinite(value))
        return QStringLiteral("–");
    switch (column) {
    case Bits:
        return QLocale().toString(value, 'f', 3);
    case WeightError:
    case OutputError:
    case SameTop:
        return QLocale().toString(100 * value, 'f', 2);
    case Perplexity:
        return QLocale().toString(value, 'f', 4);
    case Divergence:
        return estimateText(AccuracyFigure::MeanDivergence, one.divergence.mean);
    case Time:
        return QLocale().toString(value, 'f', 2);
    default:
        return bytesText(static_cast<std::uint64_t>(value));
    }
}

void MethodModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int MethodModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(comparison_.methods.size());
}

int MethodModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MethodModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    const ComparedMethod& one = comparison_.methods[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, column);
    case SortRole:
    case DataRole: {
        if (column == Format && role == SortRole)
            return row; // by size, as they come
        if (isText(column))
            return cell(row, column);
        const double value = number(row, column);
        if (role == DataRole) {
            const bool percent = column == WeightError || column == OutputError || column == SameTop;
            return std::isfinite(value) ? QVariant((percent ? 100 : 1) * value) : QVariant();
        }
        return std::isfinite(value) ? value : std::numeric_limits<double>::max();
    }
    case FractionRole: {
        const double largest = largest_[static_cast<std::size_t>(column)];
        const double value = hasBar(column) ? number(row, column) : unknown;
        return std::isfinite(value) && largest > 0 ? QVariant(value / largest) : QVariant();
    }
    case BestRole:
        return best_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] ? 1 : 0;
    case SlotRole:
        return column == MethodName ? QVariant(static_cast<int>(slotOf(*one.scheme.method))) : QVariant();
    case Qt::ToolTipRole:
        return explained(one);
    case Qt::TextAlignmentRole:
        return int((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant MethodModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        const QString heads[] = {tr("Format"),      tr("Method"),     tr("Bits"),          tr("Weights (%)"),
                                 tr("Outputs (%)"), tr("Perplexity"), tr("KL divergence"), tr("Same top (%)"),
                                 tr("Time (s)"),    tr("Memory")};
        return heads[section];
    }
    if (role == Qt::ToolTipRole) {
        const QString helps[] = {
            tr("What can be represented; formats of about the same size stand together"),
            tr("How the values were chosen; its marker is the one in the picture"),
            tr("Bits a weight that was quantized, scales included"),
            tr("Relative error of the weights of all linear layers"),
            tr("Relative error of what comes out of the linear layers, each on the inputs that it has in the "
               "original"),
            tr("Of the whole model on the text; bold is the best of its format"),
            tr("How far the predictions moved from the original's, in nats"),
            tr("Share of the places where the most likely token stayed the same"),
            tr("Seconds to quantize the model, calibrated layers run included"),
            tr("The most that the program held while it quantized, beyond what it held before")};
        return helps[section];
    }
    return {};
}

} // namespace mantissa::ui
