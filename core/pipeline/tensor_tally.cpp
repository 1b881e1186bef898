#include "pipeline/tensor_tally.h"

#include "base/checked.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "formats/registry.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

constexpr std::int64_t pieceElements = 128 * 1024;

class Tallier {
public:
    Tallier(const Tensor& tensor, const RowSource& rows, const RowSource* original)
        : tensor_(tensor), rows_(rows), original_(original),
          format_(isBlock(tensor.dtype) ? formatOf(tensor.dtype) : nullptr) {}

    Result<TensorTally> piece(std::int64_t first, std::int64_t count) const {
        std::vector<float> values(static_cast<std::size_t>(count * rows_.columns()));
        MANTISSA_CHECK(rows_.read(first, count, values));
        TensorTally result;
        countNumbers(values, first, result);
        if (format_)
            MANTISSA_CHECK(countCodes(first, count, result));
        if (original_) {
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
            if (std::isfinite(values[i])) [[likely]]
                continue;
            (std::isnan(values[i]) ? result.nans : result.infinities) += 1;
            if (result.badRow < 0) {
                result.badRow = first + static_cast<std::int64_t>(i) / rows_.columns();
                result.badColumn = static_cast<std::int64_t>(i) % rows_.columns();
            }
        }
    }

    Result<void> countCodes(std::int64_t first, std::int64_t count, TensorTally& result) const {
        const auto offset = format_->payloadBytes(first, rows_.columns());
        const auto size = format_->payloadBytes(count, rows_.columns());
        MANTISSA_TRY(const Unpacked unpacked, format_->unpack(nullptr, tensor_.bytes.subspan(offset, size),
                                                              first, count, rows_.columns()));
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
        return MappedFile::check(tensor_.bytes);
    }

    const Tensor& tensor_;
    const RowSource& rows_;
    const RowSource* original_;
    const Format* format_;
};

} // namespace

void TensorTally::add(const TensorTally& next) {
    elements += next.elements;
    nans += next.nans;
    infinities += next.infinities;
    if (badRow < 0) {
        badRow = next.badRow;
        badColumn = next.badColumn;
    }
    scales += next.scales;
    zeroScales += next.zeroScales;
    badScales += next.badScales;
    codeCounts.resize(std::max(codeCounts.size(), next.codeCounts.size()));
    for (std::size_t i = 0; i < next.codeCounts.size(); ++i)
        codeCounts[i] += next.codeCounts[i];
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
