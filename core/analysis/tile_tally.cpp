#include "analysis/tile_tally.h"

#include "base/checked.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mantissa {

namespace {

constexpr double outlierSigmas = 6;
// The median scale is that of a pick of at most this many tiles and scales of each: exact for small tensors,
// and plenty for a mark on a plot.
constexpr std::size_t scaleTiles = 64;
constexpr std::size_t scalesPerTile = 16384;

std::size_t codesOf(const Format& format) {
    return static_cast<std::size_t>(std::max(0, format.codeCount()));
}

void pickEvenly(std::span<const float> from, std::size_t most, std::vector<float>& into) {
    const std::size_t stride = std::max<std::size_t>(1, (from.size() + most - 1) / most);
    for (std::size_t i = 0; i < from.size(); i += stride)
        into.push_back(from[i]);
}

float medianOf(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

void TileTally::Counts::add(const Counts& other) {
    original.add(other.original);
    decoded.add(other.decoded);
    error.add(other.error);
    scales.add(other.scales);
    for (std::size_t code = 0; code < usage.size(); ++code)
        usage[code] += other.usage[code];
    outliers += other.outliers;
}

TileTally::TileTally(const Scheme& scheme, const StudyOptions& options, const Tiling& tiles,
                     std::int64_t rows, double sigma)
    : format_(*scheme.format), bins_(options.bins), outlierLimit_(outlierSigmas * sigma),
      rowStride_(ceilDivide(std::min(rows, tiles.rowsPerTile * std::ssize(tiles.firstRows)),
                            std::max<std::int64_t>(1, options.maxRows))),
      scaleTileStride_(std::max<std::size_t>(1, (tiles.firstRows.size() + scaleTiles - 1) / scaleTiles)),
      rowsPerTile_(tiles.rowsPerTile), slots_(tiles.firstRows.size()),
      counts_(options.bins, codesOf(format_)) {}

Result<void> TileTally::add(std::size_t index, const QuantizedTile& tile, std::span<const float> original) {
    Counts counts(bins_, codesOf(format_));
    Slot& slot = slots_[index];
    const std::int64_t takenBefore = static_cast<std::int64_t>(index) * rowsPerTile_;
    for (std::int64_t row = 0; row < tile.rows; ++row) {
        if ((takenBefore + row) % rowStride_ == 0)
            slot.rowIndex.push_back(tile.firstRow + row);
    }
    measureRows(tile, original, slot);
    countValues(tile, original, counts);
    MANTISSA_CHECK(countCodes(index, tile, counts, slot));
    const std::scoped_lock lock(mutex_);
    counts_.add(counts);
    return {};
}

void TileTally::measureRows(const QuantizedTile& tile, std::span<const float> original, Slot& slot) const {
    const auto width = static_cast<std::size_t>(tile.columns);
    auto listed = slot.rowIndex.begin();
    for (std::int64_t row = 0; row < tile.rows; ++row) {
        const std::size_t begin = static_cast<std::size_t>(row) * width;
        const ErrorSums sums = errorSums(original.subspan(begin, width), tile.decoded.subspan(begin, width),
                                         tile.firstRow + row, tile.columns);
        slot.sums.add(sums);
        if (listed != slot.rowIndex.end() && *listed == tile.firstRow + row) {
            slot.rowErrors.push_back(static_cast<float>(figures(sums).relativeRmse));
            ++listed;
        }
    }
}

void TileTally::countValues(const QuantizedTile& tile, std::span<const float> original,
                            Counts& counts) const {
    std::array<float, 4096> errors;
    for (std::size_t begin = 0; begin < original.size(); begin += errors.size()) {
        const std::size_t count = std::min(errors.size(), original.size() - begin);
        const auto x = original.subspan(begin, count);
        const auto y = tile.decoded.subspan(begin, count);
        for (std::size_t i = 0; i < count; ++i) {
            errors[i] = x[i] - y[i];
            counts.outliers += std::abs(static_cast<double>(x[i])) > outlierLimit_;
        }
        counts.original.add(x);
        counts.decoded.add(y);
        counts.error.add(std::span(errors).first(count));
    }
}

Result<void> TileTally::countCodes(std::size_t index, const QuantizedTile& tile, Counts& counts,
                                   Slot& slot) const {
    if (counts.usage.empty())
        return {};
    MANTISSA_TRY(Unpacked inside,
                 format_.unpack(tile.parameters, tile.bytes, tile.firstRow, tile.rows, tile.columns));
    for (const std::uint16_t code : inside.codes) {
        if (code < counts.usage.size())
            ++counts.usage[code];
    }
    for (float& scale : inside.scales)
        scale = std::abs(scale);
    counts.scales.add(inside.scales);
    if (index % scaleTileStride_ == 0) {
        pickEvenly(inside.scales, scalesPerTile, slot.scales);
        pickEvenly(inside.offsets, scalesPerTile, slot.offsets);
    }
    return {};
}

std::vector<float> TileTally::levelsAtMedian() const {
    std::vector<float> scales;
    std::vector<float> offsets;
    for (const Slot& slot : slots_) {
        scales.insert(scales.end(), slot.scales.begin(), slot.scales.end());
        offsets.insert(offsets.end(), slot.offsets.begin(), slot.offsets.end());
    }
    if (scales.empty())
        return {};
    const float scale = medianOf(scales);
    const float offset = offsets.empty() ? 0.0F : medianOf(offsets);
    std::vector<float> levels = format_.levels();
    for (float& level : levels)
        level = level * scale + offset;
    return levels;
}

void TileTally::finish(TensorStudy& study) const {
    for (const Slot& slot : slots_) {
        study.sums.add(slot.sums);
        study.rowIndex.insert(study.rowIndex.end(), slot.rowIndex.begin(), slot.rowIndex.end());
        study.rowRelativeRmse.insert(study.rowRelativeRmse.end(), slot.rowErrors.begin(),
                                     slot.rowErrors.end());
    }
    NestedHistogram original = counts_.original;
    NestedHistogram decoded = counts_.decoded;
    original.coverRangeOf(decoded);
    decoded.coverRangeOf(original);
    study.original = original.histogram();
    study.decoded = decoded.histogram();
    study.error = counts_.error.symmetricHistogram();
    study.scales = counts_.scales.histogram();
    study.codeUsage = counts_.usage;
    study.levels = levelsAtMedian();
    if (study.sums.count > 0)
        study.outlierShare = static_cast<double>(counts_.outliers) / static_cast<double>(study.sums.count);
}

} // namespace mantissa
