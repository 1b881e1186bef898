#include "models/scheme_model.h"

#include "models/figure.h"
#include "models/roles.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::ui {

namespace {

std::optional<Figure> figureOf(int column) {
    switch (column) {
    case SchemeModel::Bits:
        return Figure::BitsPerWeight;
    case SchemeModel::Error:
        return Figure::RelativeRmse;
    case SchemeModel::Size:
        return Figure::Bytes;
    case SchemeModel::Bound:
        return Figure::Bound;
    case SchemeModel::Scalar:
        return Figure::Scalar;
    case SchemeModel::Left:
        return Figure::BitsLeft;
    case SchemeModel::Sqnr:
        return Figure::Sqnr;
    case SchemeModel::Cosine:
        return Figure::Cosine;
    case SchemeModel::MaxAbs:
        return Figure::MaxAbs;
    default:
        return std::nullopt;
    }
}

} // namespace

SchemeModel::SchemeModel(Workbench& workbench, int columns, QObject* parent)
    : QAbstractTableModel(parent), workbench_(workbench), columns_(columns), rows_(workbench.candidates()) {
    connect(&workbench, &Workbench::candidatesChanged, this, [this] {
        const auto& now = workbench_.candidates();
        const bool sameRows = std::equal(now.begin(), now.end(), rows_.begin(), rows_.end(),
                                         [](const Candidate& a, const Candidate& b) { return a.id == b.id; });
        if (sameRows) { // shown or hidden: keep the views' selection
            rows_ = now;
            if (!rows_.empty())
                emit dataChanged(index(0, 0), index(rowCount() - 1, columns_ - 1));
            return;
        }
        beginResetModel();
        rows_ = now;
        endResetModel();
    });
    connect(&workbench, &Workbench::candidateMeasured, this, [this](int) {
        rows_ = workbench_.candidates();
        // Bars are relative to the largest error, so every row may change.
        if (!rows_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columns_ - 1));
    });
}

int SchemeModel::idAt(const QModelIndex& index) const {
    return index.isValid() ? rows_[static_cast<std::size_t>(index.row())].id : 0;
}

QModelIndex SchemeModel::indexOf(int id) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [id](const Candidate& c) { return c.id == id; });
    return found == rows_.end() ? QModelIndex() : index(static_cast<int>(found - rows_.begin()), 0);
}

void SchemeModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, columns_ - 1);
    if (!rows_.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns_ - 1));
}

int SchemeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int SchemeModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns_;
}

QString SchemeModel::stateText(const Candidate& candidate) const {
    switch (candidate.state) {
    case MeasureState::Waiting:
        return tr("measuring …");
    case MeasureState::Sample:
        return tr("sample");
    case MeasureState::Exact:
        return tr("exact");
    case MeasureState::Failed:
        return candidate.problem;
    case MeasureState::Cancelled:
        return tr("cancelled");
    case MeasureState::NeedsCalibration:
        return tr("needs calibration");
    }
    return {};
}

double SchemeModel::largestError() const {
    double largest = 0;
    for (const Candidate& candidate : rows_)
        if (const SchemeTotal* total = totalOf(candidate)) {
            const double error = valueOf(Figure::RelativeRmse, *total);
            if (std::isfinite(error))
                largest = std::max(largest, error);
        }
    return largest;
}

QVariant SchemeModel::cell(const Candidate& candidate, int column, bool sorting) const {
    if (column == Name) // the reference is marked in front, so that it is not the first to be cut
        return candidate.id == workbench_.pinned() && !sorting ? QStringLiteral("⚑ ") + titleOf(candidate)
                                                               : titleOf(candidate);
    if (column == State)
        return sorting ? QVariant(static_cast<int>(candidate.state)) : QVariant(stateText(candidate));
    const SchemeTotal* total = totalOf(candidate);
    const std::optional<Figure> figure = figureOf(column);
    if (!total || !figure)
        return sorting
                   ? QVariant(-1.0)
                   : QVariant(Workbench::isResting(candidate) ? QStringLiteral("–") : QStringLiteral("…"));
    const double value = valueOf(*figure, *total);
    if (sorting)
        return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
    const bool known = *figure == Figure::Bytes || *figure == Figure::BitsPerWeight ||
                       *figure == Figure::Bound || *figure == Figure::Scalar || std::isnan(value);
    const bool sample = !candidate.result->exact && !known;
    return sample ? QStringLiteral("≈ ") + figureText(*figure, value) : figureText(*figure, value);
}

QVariant SchemeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Candidate& candidate = rows_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cell(candidate, column, false);
    case SortRole:
        return cell(candidate, column, true);
    case IndexRole:
        return candidate.id;
    case SlotRole:
        return column == Name ? QVariant(candidate.slot) : QVariant();
    case Qt::CheckStateRole:
        return column == Name ? QVariant(candidate.shown ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Name || column == State ? QVariant()
                                                 : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case FractionRole: {
        const SchemeTotal* total = column == Error ? totalOf(candidate) : nullptr;
        const double largest = largestError();
        return total && largest > 0 ? QVariant(valueOf(Figure::RelativeRmse, *total) / largest) : QVariant();
    }
    case Qt::ToolTipRole: {
        const SchemeTotal* total = totalOf(candidate);
        if (column == Size && total)
            return exactBytesText(total->bytes);
        if (const auto figure = figureOf(column))
            return figureHelp(*figure);
        if (column == State)
            return stateText(candidate);
        const QString full =
            candidate.label.isEmpty() ? candidate.name : candidate.label + QLatin1Char('\n') + candidate.name;
        return candidate.id == workbench_.pinned() ? full + QLatin1Char('\n') + tr("the reference") : full;
    }
    default:
        return {};
    }
}

bool SchemeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole ||
        index.column() != Name)
        return false;
    workbench_.setShown(idAt(index), value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

Qt::ItemFlags SchemeModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant SchemeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name || section == State ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const std::optional<Figure> figure = figureOf(section);
    if (role == Qt::ToolTipRole && figure)
        return figureHelp(*figure);
    if (role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return tr("Scheme");
    if (section == State)
        return tr("Figures");
    if (section == Bits)
        return tr("Bits");
    if (section == Error)
        return tr("Error");
    return figure ? QVariant(figureName(*figure)) : QVariant();
}

} // namespace mantissa::ui
