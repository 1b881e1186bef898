#pragma once
// Double quantization (QLoRA, arXiv:2305.14314, section 3): the blocks' maxima are themselves coded in 8
// bits. Their mean is taken off, and each run of 256 is scaled by its largest magnitude and rounded to
// dynamicMap().
#include "formats/format.h"

namespace mantissa::bitsandbytes {

constexpr std::int64_t nestedBlock = 256;

struct NestedAbsmax final : TensorParameters {
    float offset = 0;          ///< the mean
    std::vector<float> absmax; ///< of each run of nestedBlock blocks

    /// What the code stands for in the block of that number.
    float decode(std::int64_t block, std::uint8_t code) const;
    std::uint8_t encode(std::int64_t block, float value) const;
};

/// One pass over the tensor. rowsPerUnit: the rows after which blocks and rows end together. Errors Numeric.
Result<std::shared_ptr<const NestedAbsmax>> findNestedAbsmax(const RowSource& rows,
                                                             std::int64_t blockElements,
                                                             std::int64_t rowsPerUnit, const Task& task);

} // namespace mantissa::bitsandbytes
