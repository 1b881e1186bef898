#include "models/coverage_model.h"

#include "models/roles.h"
#include "text/number_text.h"
#include "tradeoff/recipe.h"

#include <algorithm>

namespace mantissa::ui {

void CoverageModel::set(const ModelPtr& model, const TensorImportancePtr& importance) {
    beginResetModel();
    rows_.clear();
    if (model && importance) {
        for (const auto& tensor : model->tensors) {
            const auto found = importance->coverage.find(tensor->name);
            if (found != importance->coverage.end())
                rows_.push_back({text(tensor->name), found->second});
            else if (quantizable(*tensor))
                rows_.push_back({text(tensor->name), std::nullopt});
        }
    }
    endResetModel();
}

int CoverageModel::unknown() const {
    return static_cast<int>(
        std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return !row.coverage; }));
}

int CoverageModel::thin() const {
    return static_cast<int>(std::count_if(rows_.begin(), rows_.end(), [](const Row& row) {
        return row.coverage && (row.coverage->unseenExperts > 0 || row.coverage->silentColumns > 0);
    }));
}

int CoverageModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CoverageModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CoverageModel::textOf(const Row& row, int column) {
    if (column == Name)
        return row.name;
    if (!row.coverage)
        return column == Tokens ? tr("not in the matrix") : QString();
    const ImportanceCoverage& coverage = *row.coverage;
    switch (column) {
    case Tokens:
        if (coverage.countsChunks)
            return tr("%1 chunks").arg(countText(coverage.tokens));
        return coverage.fewestTokens == coverage.tokens
                   ? countText(coverage.tokens)
                   : countText(coverage.fewestTokens) + QStringLiteral(" – ") + countText(coverage.tokens);
    case Experts:
        return countText(static_cast<std::uint64_t>(coverage.experts));
    case Unseen:
        return countText(static_cast<std::uint64_t>(coverage.unseenExperts));
    case Silent:
        return percentText(coverage.silentShare());
    case Heaviest:
        return percentText(coverage.heaviestShare);
    default:
        return {};
    }
}

QVariant CoverageModel::sortOf(const Row& row, int column) {
    if (column == Name)
        return row.name;
    if (!row.coverage)
        return -1.0; // before what is known, however little
    const ImportanceCoverage& coverage = *row.coverage;
    switch (column) {
    case Tokens:
        return static_cast<double>(coverage.fewestTokens);
    case Experts:
        return static_cast<double>(coverage.experts);
    case Unseen:
        return static_cast<double>(coverage.unseenExperts);
    case Silent:
        return coverage.silentShare();
    case Heaviest:
        return coverage.heaviestShare;
    default:
        return {};
    }
}

// Expert by expert, as far as a tool tip can hold them.
QString CoverageModel::helpOf(const Row& row) {
    constexpr std::size_t most = 32;
    if (!row.coverage)
        return tr("The matrix does not know this weight: all its columns count alike.");
    const ImportanceCoverage& coverage = *row.coverage;
    if (coverage.experts < 2)
        return tr("%1 of %2 columns saw no input but zeros.")
            .arg(countText(static_cast<std::uint64_t>(coverage.silentColumns)),
                 countText(static_cast<std::uint64_t>(coverage.columns)));
    QStringList lines;
    for (std::size_t i = 0; i < coverage.each.size() && i < most; ++i)
        lines << tr("Expert %1: %2 tokens, %3 silent columns")
                     .arg(i)
                     .arg(countText(coverage.each[i].tokens),
                          countText(static_cast<std::uint64_t>(coverage.each[i].silentColumns)));
    if (coverage.each.size() > most)
        lines << QStringLiteral("…");
    return lines.join(QLatin1Char('\n'));
}

QVariant CoverageModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case SortRole:
        return sortOf(row, index.column());
    case Qt::ToolTipRole:
        return helpOf(row);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Name ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

QVariant CoverageModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole) {
        const QString heads[] = {tr("Tensor"),         tr("Tokens seen"),    tr("Experts"),
                                 tr("Unseen experts"), tr("Silent columns"), tr("In the heaviest 1 %")};
        return heads[section];
    }
    if (role == Qt::ToolTipRole) {
        const QString helps[] = {
            tr("Weights of the model"),
            tr("Tokens of calibration text that came in; of experts, the fewest and the most"),
            tr("Experts of the tensor"),
            tr("Experts that saw no token: their columns all count alike"),
            tr("Columns whose inputs were all zero, of experts that saw tokens: errors there count nothing"),
            tr("The part of all squared inputs that the heaviest hundredth of the columns holds")};
        return helps[section];
    }
    return {};
}

} // namespace mantissa::ui
