#pragma once
// A weight as bitsandbytes packs it in 4 bits: nibbles over the flattened matrix, the first in the high half,
// under a maximum for each block, which may itself be a code (double quantization).
#include "packings/packed_content.h"

#include <array>

namespace mantissa::packings {

struct FourBitGeometry {
    std::string kind; ///< "nf4" or "fp4"
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t block = 64;        ///< elements under one maximum
    std::int64_t nestedBlock = 0;   ///< maxima under one of theirs; 0: maxima are plain floats
    float nestedOffset = 0;         ///< what was taken off the maxima
    std::array<float, 16> levels{}; ///< of each code, as the file has them
    std::vector<float> nestedMap{}; ///< likewise, 256

    std::int64_t blocks() const;
};

struct FourBitParts {
    std::shared_ptr<const Tensor> codes;
    std::shared_ptr<const Tensor> absmax;
    std::shared_ptr<const Tensor> nestedAbsmax; ///< null: no double quantization
    std::vector<std::shared_ptr<const Tensor>> all;
};

class FourBitContent final : public PackedContent, public std::enable_shared_from_this<FourBitContent> {
public:
    FourBitContent(FourBitGeometry geometry, FourBitParts parts)
        : geometry_(std::move(geometry)), parts_(std::move(parts)) {}

    std::string type() const override;
    std::span<const std::shared_ptr<const Tensor>> parts() const override { return parts_.all; }
    Shape shape() const override { return {geometry_.rows, geometry_.columns}; }
    Result<std::shared_ptr<const RowSource>> rows() const override;
    /// NF4 or FP4. Errors: Unsupported where the file's levels are not bitsandbytes' own, or blocks of a size
    /// that it never writes.
    Result<FormatPtr> format() const override;
    Result<EncodedWeight> encoded(const Task& task) const override;

    const FourBitGeometry& geometry() const { return geometry_; }
    /// The code of an element, counted over the flattened matrix.
    std::uint8_t code(std::int64_t element) const;
    /// What the levels of a block are multiplied with.
    float absmax(std::int64_t block) const;
    Result<void> check() const; ///< that the file has not changed under us

private:
    FourBitGeometry geometry_;
    FourBitParts parts_;
};

} // namespace mantissa::packings
