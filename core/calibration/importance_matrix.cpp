#include "calibration/importance_matrix.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>

namespace mantissa {

std::vector<float> ImportanceEntry::means() const {
    std::vector<float> means(sums.size(), 1.0F);
    const auto columnsEach = static_cast<std::size_t>(columns());
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (const std::uint64_t count = counts[i / columnsEach]; count > 0)
            means[i] = sums[i] / static_cast<float>(count);
    return means;
}

Result<std::vector<float>> ImportanceMatrix::importance(const std::string& tensor, std::int64_t experts,
                                                        std::int64_t columns) const {
    const auto found = entries.find(tensor);
    if (found == entries.end())
        return std::vector<float>();
    const ImportanceEntry& entry = found->second;
    // The older file form does not say how many experts there are, so sizes are compared as a whole.
    const auto size = static_cast<std::int64_t>(entry.sums.size());
    const bool shared = size == columns && entry.experts() == 1; // one set of inputs for all experts
    if (!shared && (size != experts * columns || (entry.experts() != 1 && entry.experts() != experts)))
        return fail(
            Error(
                ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "The importance matrix was made for another model: it holds %1 "
                                             "values of %2 experts where the tensor has %3 columns and %4 "
                                             "experts."),
                         size, entry.experts(), columns, experts))
                .ofTensor(tensor));
    std::vector<float> means = entry.means();
    while (static_cast<std::int64_t>(means.size()) < experts * columns)
        means.insert(means.end(), means.begin(), means.begin() + columns);
    return means;
}

namespace {

/// The share of the sum that the largest hundredth of the values (at least one) holds.
double heaviestShare(std::span<const float> means) {
    std::vector<double> sorted(means.begin(), means.end());
    const std::size_t heavy = std::max<std::size_t>(1, sorted.size() / 100);
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const double all = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    const double most =
        std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(heavy), 0.0);
    return all > 0 ? most / all : 0;
}

} // namespace

double ImportanceCoverage::silentShare() const {
    const std::int64_t seen = (experts - unseenExperts) * columns;
    return seen == 0 ? 0 : static_cast<double>(silentColumns) / static_cast<double>(seen);
}

ImportanceMatrix inTokens(ImportanceMatrix matrix, std::uint32_t chunkTokens) {
    if (!matrix.countsChunks)
        return matrix;
    for (auto& [name, entry] : matrix.entries) {
        for (float& sum : entry.sums)
            sum *= static_cast<float>(chunkTokens);
        for (std::uint64_t& count : entry.counts)
            count *= chunkTokens;
    }
    matrix.chunkTokens = chunkTokens;
    matrix.countsChunks = false;
    return matrix;
}

ImportanceCoverage coverageOf(const std::string& tensor, const ImportanceEntry& entry, bool countsChunks) {
    ImportanceCoverage result;
    result.countsChunks = countsChunks;
    result.tensor = tensor;
    result.columns = entry.columns();
    result.experts = entry.experts();
    const auto [least, most] = std::minmax_element(entry.counts.begin(), entry.counts.end());
    result.tokens = *most;
    result.fewestTokens = *least;
    result.unseenExperts = std::count(entry.counts.begin(), entry.counts.end(), 0U);
    result.heaviestShare = heaviestShare(entry.sums);
    const auto columns = static_cast<std::size_t>(entry.columns());
    for (std::size_t expert = 0; expert < entry.counts.size(); ++expert) {
        const auto sums = std::span(entry.sums).subspan(expert * columns, columns);
        ExpertCoverage one;
        one.tokens = entry.counts[expert];
        one.silentColumns = one.tokens > 0 ? std::count(sums.begin(), sums.end(), 0.0F) : 0;
        one.heaviestShare = heaviestShare(sums);
        result.silentColumns += one.silentColumns;
        result.each.push_back(one);
    }
    return result;
}

std::vector<ImportanceCoverage> coverage(const ImportanceMatrix& matrix) {
    std::vector<ImportanceCoverage> out;
    for (const auto& [name, entry] : matrix.entries)
        out.push_back(coverageOf(name, entry, matrix.countsChunks));
    return out;
}

} // namespace mantissa
