#include "models/output_error_model.h"

#include "models/figure.h"
#include "models/roles.h"
#include "text/number_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

bool isText(int column) {
    return column == OutputErrorModel::Layer || column == OutputErrorModel::Weight;
}

double number(const OutputErrorRow& row, int column) {
    switch (column) {
    case OutputErrorModel::WeightError:
        return row.weight();
    case OutputErrorModel::OutputError:
        return row.output();
    case OutputErrorModel::Sqnr:
        return row.error.output.sqnrDb();
    default:
        return row.ratio();
    }
}

QString cell(const OutputErrorRow& row, int column) {
    if (isText(column))
        return column == OutputErrorModel::Layer ? row.name : text(row.error.weight);
    const double value = number(row, column);
    if (column == OutputErrorModel::Sqnr)
        return figureCell(Figure::Sqnr, value);
    if (column != OutputErrorModel::Ratio)
        return figureCell(Figure::RelativeRmse, value);
    if (!std::isfinite(value))
        return std::isnan(value) ? QStringLiteral("–") : QStringLiteral("∞");
    return QLocale().toString(value, 'f', 2);
}

// In the unit of the column's head; names as the file has them.
QVariant whole(const OutputErrorRow& row, int column) {
    if (isText(column))
        return text(column == OutputErrorModel::Layer ? row.error.layer : row.error.weight);
    const bool percent = column == OutputErrorModel::WeightError || column == OutputErrorModel::OutputError;
    return (percent ? 100 : 1) * number(row, column);
}

} // namespace

void OutputErrorModel::setRows(std::vector<OutputErrorRow> rows) {
    beginResetModel();
    rows_ = std::move(rows);
    largest_ = 0;
    for (const OutputErrorRow& row : rows_)
        for (const double error : {row.weight(), row.output()})
            if (std::isfinite(error))
                largest_ = std::max(largest_, error);
    endResetModel();
}

int OutputErrorModel::rowOf(const std::string& weight) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [&](const OutputErrorRow& row) { return row.error.weight == weight; });
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

void OutputErrorModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!rows_.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int OutputErrorModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int OutputErrorModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutputErrorModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OutputErrorRow& row = rows_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, column);
    case DataRole:
        return whole(row, column);
    case SortRole: {
        if (column == Layer)
            return index.row(); // in the order in which the network runs
        if (column == Weight)
            return cell(row, column);
        const double value = number(row, column);
        return std::isnan(value) ? -1.0 : value; // order needs a number
    }
    case FractionRole: {
        const bool bar = (column == WeightError || column == OutputError) && largest_ > 0;
        return bar ? QVariant(std::min(1.0, number(row, column) / largest_)) : QVariant();
    }
    case SlotRole:
        return column == Layer ? QVariant(row.slot) : QVariant();
    case Qt::ToolTipRole:
        return explained(row);
    case Qt::TextAlignmentRole:
        return int((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant OutputErrorModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        const QString heads[] = {tr("Layer"),       tr("Weight"),    tr("Weights (%)"),
                                 tr("Outputs (%)"), tr("SQNR (dB)"), tr("Output ÷ weight")};
        return heads[section];
    }
    if (role == Qt::ToolTipRole) {
        const QString helps[] = {
            tr("The linear layer, in the order in which the network runs; its marker in the picture says "
               "its role"),
            tr("The tensor it multiplies by"),
            tr("Root of (sum of squared errors / sum of squared weights): every column counts alike"),
            tr("Root of (sum of squared differences of the outputs / sum of squared outputs), over all "
               "tokens of the text, on the inputs that the layer has in the original; biases left out"),
            tr("The output error in decibels: −20 log10; 6 dB more halve the error"),
            tr("Output error by weight error. A small weight error and a large output error: the columns "
               "that matter were hit.")};
        return helps[section];
    }
    return {};
}

} // namespace mantissa::ui
