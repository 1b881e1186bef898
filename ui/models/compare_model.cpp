#include "models/compare_model.h"

#include "models/roles.h"
#include "text/number_text.h"
#include "text/tensor_name.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace mantissa::ui {

CompareModel::CompareModel(Workbench& workbench, QObject* parent)
    : QAbstractTableModel(parent), workbench_(workbench) {
    connect(&workbench, &Workbench::candidatesChanged, this, &CompareModel::rebuild);
    connect(&workbench, &Workbench::candidateMeasured, this, &CompareModel::rebuild);
    connect(&workbench, &Workbench::modelChanged, this, &CompareModel::rebuild);
    rebuild();
}

void CompareModel::rebuild() {
    beginResetModel();
    columns_.clear();
    rows_.clear();
    for (const Candidate& candidate : workbench_.candidates())
        if (candidate.shown)
            columns_.push_back(candidate);
    std::unordered_map<const Tensor*, std::size_t> places;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (!columns_[column].result)
            continue;
        for (const ComparedTensor& compared : columns_[column].result->tensors) {
            const auto [place, fresh] = places.try_emplace(compared.tensor.get(), rows_.size());
            if (fresh)
                rows_.push_back({compared.tensor, std::vector<const Measurement*>(columns_.size())});
            rows_[place->second].measurements[column] = &compared.schemes.front();
        }
    }
    for (Row& row : rows_)
        rank(row);
    endResetModel();
}

void CompareModel::rank(Row& row) const {
    row.best = row.worst = -1;
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < row.measurements.size(); ++i) {
        if (!row.measurements[i])
            continue;
        const double value = valueOf(figure_, *row.measurements[i]);
        if (std::isnan(value))
            continue;
        if (row.best < 0 || value < low) {
            row.best = static_cast<int>(i);
            low = value;
        }
        if (row.worst < 0 || value > high) {
            row.worst = static_cast<int>(i);
            high = value;
        }
    }
    if (low == high)
        row.best = row.worst = -1; // nothing to tell apart
    else if (largerIsBetter(figure_))
        std::swap(row.best, row.worst);
}

void CompareModel::setFigure(Figure figure) {
    if (figure == figure_)
        return;
    figure_ = figure;
    for (Row& row : rows_)
        rank(row);
    if (!rows_.empty() && !columns_.empty())
        emit dataChanged(index(0, FirstCandidate), index(rowCount() - 1, columnCount() - 1));
}

void CompareModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!rows_.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::shared_ptr<const Tensor> CompareModel::tensorAt(const QModelIndex& index) const {
    return index.isValid() ? rows_[static_cast<std::size_t>(index.row())].tensor : nullptr;
}

int CompareModel::rowOf(const Tensor& tensor) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.tensor.get() == &tensor; });
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int CompareModel::idAt(int column) const {
    const auto place = static_cast<std::size_t>(column - FirstCandidate);
    return column >= FirstCandidate && place < columns_.size() ? columns_[place].id : 0;
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstCandidate + static_cast<int>(columns_.size());
}

QVariant CompareModel::cell(const Row& row, std::size_t column, int role) const {
    const Measurement* measurement = row.measurements[column];
    switch (role) {
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case BestRole:
        return static_cast<int>(column) == row.best ? 1 : static_cast<int>(column) == row.worst ? -1 : 0;
    case SortRole:
        return measurement ? valueOf(figure_, *measurement) : -1.0;
    case Qt::DisplayRole: {
        if (!measurement)
            return QStringLiteral("…");
        const bool marked = measurement->fallback.source[0] != '\0';
        QString value = figureText(figure_, valueOf(figure_, *measurement));
        // Before the number, so that numbers still end flush right.
        if (static_cast<int>(column) == row.best)
            value.prepend(QStringLiteral("▲ "));
        else if (static_cast<int>(column) == row.worst)
            value.prepend(QStringLiteral("▼ "));
        return marked ? value + QStringLiteral(" *") : value;
    }
    case Qt::ToolTipRole:
        if (!measurement)
            return {};
        return measurement->fallback.source[0] != '\0' ? text(translated(measurement->fallback))
                                                       : text(measurement->used);
    default:
        return {};
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (index.column() >= FirstCandidate)
        return cell(row, static_cast<std::size_t>(index.column() - FirstCandidate), role);
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    if (index.column() == Name)
        return role == Qt::DisplayRole ? nameWithLayer(*row.tensor)
               : role == Qt::ToolTipRole
                   ? text(row.tensor->name + '\n' + std::string(info(row.tensor->dtype).name))
                   : text(row.tensor->name);
    return text(std::string(info(row.tensor->dtype).name));
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((section < FirstCandidate ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SlotRole))
        return {};
    if (section >= FirstCandidate && section < columnCount()) {
        const Candidate& candidate = columns_[static_cast<std::size_t>(section - FirstCandidate)];
        return role == SlotRole ? QVariant(candidate.slot) : QVariant(candidate.name);
    }
    if (role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Tensor") : tr("Type");
}

} // namespace mantissa::ui
