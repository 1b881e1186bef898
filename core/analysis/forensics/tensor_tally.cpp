#include "analysis/forensics/tensor_tally.h"

#include "analysis/forensics/code_ranks.h"
#include "base/checked.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "formats/registry.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

namespace mantissa {

namespace {

constexpr std::int64_t pieceElements = 128 * 1024;
constexpr std::uint64_t sampledElements = 4U << 20U;

// Low bits that the narrower types lack.
constexpr int halfShift = 13;
constexpr int brainShift = 16;

/// Neighbouring floats have neighbouring numbers, across zero too.
std::int32_t rankOf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto magnitude = static_cast<std::int32_t>(bits & 0x7fffffffU);
    return (bits & 0x80000000U) != 0 ? -magnitude : magnitude;
}

class Tallier {
public:
    Tallier(const Tensor& tensor, const RowSource& rows, const RowSource* original)
        : tensor_(tensor), rows_(rows), original_(original),
          format_(isBlock(tensor.dtype) ? formatOf(tensor.dtype) : nullptr),
          stride_(std::max<std::uint64_t>(1, rows.elements() / sampledElements)) {
        if (format_ != nullptr)
            ranks_ = codeRanks(*format_);
    }

    Result<TensorTally> piece(std::int64_t first, std::int64_t count) const {
        std::vector<float> values(static_cast<std::size_t>(count * rows_.columns()));
        MANTISSA_CHECK(rows_.read(first, count, values));
        TensorTally result;
        countNumbers(values, first, result);
        if (format_ != nullptr)
            MANTISSA_CHECK(countCodes(first, count, values, result));
        else
            compareNumbers(values, first, result.numbers);
        if (original_ != nullptr) {
            std::vector<float> reference(values.size());
            MANTISSA_CHECK(original_->read(first, count, reference));
            result.sums = errorSums(reference, values, first, rows_.columns());
        }
        return result;
    }

private:
    void countNumbers(std::span<const float> values, std::int64_t first, TensorTally& result) const {
        result.elements = values.size();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isfinite(values[i])) [[likely]] {
                result.lowest = std::min(result.lowest, values[i]);
                result.highest = std::max(result.highest, values[i]);
                continue;
            }
            (std::isnan(values[i]) ? result.nans : result.infinities) += 1;
            if (result.badRow < 0) {
                result.badRow = first + static_cast<std::int64_t>(i) / rows_.columns();
                result.badColumn = static_cast<std::int64_t>(i) % rows_.columns();
            }
        }
    }

    Result<void> countCodes(std::int64_t first, std::int64_t count, std::span<const float> values,
                            TensorTally& result) const {
        const auto offset = format_->payloadBytes(first, rows_.columns());
        const auto size = format_->payloadBytes(count, rows_.columns());
        MANTISSA_TRY(const Unpacked unpacked, format_->unpack(nullptr, tensor_.bytes.subspan(offset, size),
                                                              first, count, rows_.columns()));
        MANTISSA_CHECK(MappedFile::check(tensor_.bytes));
        result.scales = unpacked.scales.size();
        for (std::size_t i = 0; i < unpacked.scales.size(); ++i) {
            const float offsetPart = unpacked.offsets.empty() ? 0.0F : unpacked.offsets[i];
            if (!std::isfinite(unpacked.scales[i]) || !std::isfinite(offsetPart))
                ++result.badScales;
            else if (unpacked.scales[i] == 0)
                ++result.zeroScales;
        }
        result.codeCounts.resize(static_cast<std::size_t>(format_->codeCount()));
        for (const std::uint16_t code : unpacked.codes)
            ++result.codeCounts[code];
        if (!ranks_.empty())
            compareCodes(unpacked, values.size(), first, result);
        return {};
    }

    void compareCodes(const Unpacked& unpacked, std::size_t elements, std::int64_t first,
                      TensorTally& result) const {
        std::vector<std::int32_t> zeros;
        for (std::size_t i = 0; i < unpacked.scales.size(); ++i)
            zeros.push_back(
                ranks_.ofZero(unpacked.scales[i], unpacked.offsets.empty() ? 0.0F : unpacked.offsets[i]));
        const std::size_t underOneScale = elements / std::max<std::size_t>(1, zeros.size());
        const auto rank = [&](std::size_t i) -> std::optional<std::int32_t> {
            const std::int32_t found = ranks_.ranks[unpacked.codes[i]];
            if (found == zeros[i / underOneScale] || ranks_.outermost(found))
                return std::nullopt;
            return found;
        };
        eachRun(elements, first, rank, [&](std::span<std::int32_t> run) { result.codes.addRun(run); });
        for (std::size_t i = 0; i < elements; ++i) {
            const std::int32_t found = ranks_.ranks[unpacked.codes[i]];
            if (ranks_.outermost(found) && found != zeros[i / underOneScale])
                ++(found <= 1 ? result.outermostLow : result.outermostHigh);
        }
    }

    void compareNumbers(std::span<const float> values, std::int64_t first, NumberDifferences& result) const {
        for (const float value : values)
            result.bits |= std::bit_cast<std::uint32_t>(value);
        const auto rank = [&](std::size_t i) -> std::optional<std::int32_t> {
            return values[i] == 0 || !std::isfinite(values[i]) ? std::nullopt
                                                               : std::optional(rankOf(values[i]));
        };
        eachRun(values.size(), first, rank, [&](std::span<std::int32_t> run) {
            // addRun() sorts, which keeps its order under the shifts.
            result.single.addRun(run);
            const auto shifted = [&](int by, PairDifferences& into) {
                std::int32_t ranks[runOfPairs];
                std::transform(run.begin(), run.end(), ranks, [by](std::int32_t r) { return r / (1 << by); });
                into.addRun(std::span(ranks).first(run.size()));
            };
            shifted(halfShift, result.half);
            shifted(brainShift, result.brain);
        });
    }

    /// Runs of neighbours in a row, without those that rank() has none for; every stride_-th of the tensor.
    template <class Rank, class Use>
    void eachRun(std::size_t elements, std::int64_t first, const Rank& rank, const Use& use) const {
        const auto width = static_cast<std::size_t>(rows_.columns());
        const std::size_t runs = width / runOfPairs;
        for (std::size_t row = 0; runs > 0 && row < elements / width; ++row) {
            const std::uint64_t before = (static_cast<std::uint64_t>(first) + row) * runs;
            for (std::size_t run = (stride_ - before % stride_) % stride_; run < runs; run += stride_) {
                std::int32_t ranks[runOfPairs];
                std::size_t count = 0;
                const std::size_t begin = row * width + run * runOfPairs;
                for (std::size_t i = begin; i < begin + runOfPairs; ++i) {
                    if (const auto found = rank(i))
                        ranks[count++] = *found;
                }
                use(std::span(ranks).first(count));
            }
        }
    }

    const Tensor& tensor_;
    const RowSource& rows_;
    const RowSource* original_;
    const Format* format_;
    CodeRanks ranks_;
    std::uint64_t stride_;
};

} // namespace

void NumberDifferences::add(const NumberDifferences& other) {
    single.add(other.single);
    half.add(other.half);
    brain.add(other.brain);
    bits |= other.bits;
}

const PairDifferences& NumberDifferences::fitting() const {
    const int unused = std::countr_zero(bits);
    return unused >= brainShift ? brain : unused >= halfShift ? half : single;
}

void TensorTally::add(const TensorTally& next) {
    elements += next.elements;
    nans += next.nans;
    infinities += next.infinities;
    if (badRow < 0) {
        badRow = next.badRow;
        badColumn = next.badColumn;
    }
    lowest = std::min(lowest, next.lowest);
    highest = std::max(highest, next.highest);
    scales += next.scales;
    zeroScales += next.zeroScales;
    badScales += next.badScales;
    codeCounts.resize(std::max(codeCounts.size(), next.codeCounts.size()));
    for (std::size_t i = 0; i < next.codeCounts.size(); ++i)
        codeCounts[i] += next.codeCounts[i];
    outermostLow += next.outermostLow;
    outermostHigh += next.outermostHigh;
    codes.add(next.codes);
    numbers.add(next.numbers);
    sums.add(next.sums);
}

std::size_t TensorTally::usedCodes() const {
    return codeCounts.size() -
           static_cast<std::size_t>(std::count(codeCounts.begin(), codeCounts.end(), std::uint64_t{0}));
}

Result<TensorTally> tally(const std::shared_ptr<const Tensor>& tensor, const RowSource* original,
                          const Task& task) {
    MANTISSA_TRY(const auto rows, openRows(tensor));
    const std::int64_t step =
        std::max<std::int64_t>(1, pieceElements / std::max<std::int64_t>(1, rows->columns()));
    const Tallier tallier(*tensor, *rows, original);
    return parallelReduce(
        ceilDivide(rows->rows(), step), task, TensorTally(),
        [&](std::int64_t chunk) -> Result<TensorTally> {
            const std::int64_t first = chunk * step;
            const std::int64_t count = std::min(step, rows->rows() - first);
            auto piece = tallier.piece(first, count);
            task.advance(static_cast<std::uint64_t>(count * rows->columns()));
            return piece;
        },
        [](TensorTally& sum, TensorTally&& part) { sum.add(part); });
}

} // namespace mantissa
