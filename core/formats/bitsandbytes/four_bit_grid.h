#pragma once
// What methods that round one weight at a time see of NF4 and FP4 (not under double quantization, where
// scales are coded together).
#include "formats/bitsandbytes/codebook_kernels.h"
#include "formats/format.h"

namespace mantissa::bitsandbytes {

class FourBitGrid final : public ScalarGrid {
public:
    FourBitGrid(const Codebook& book, std::int64_t block) : book_(book), block_(block) {}

    std::span<const float> levels() const override { return book_.levels; }
    std::int64_t fitElements(std::int64_t) const override { return block_; }
    std::int64_t scaleElements(std::int64_t) const override { return block_; }
    void fit(std::span<const float> values, std::span<const float> importance,
             std::span<Affine> out) const override;
    int round(const Affine& affine, float value) const override;
    float value(const Affine& affine, int code) const override;
    void pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
              std::span<std::byte> out) const override;

private:
    const Codebook& book_;
    std::int64_t block_;
};

/// Two codes a byte, the first in the high half; an odd last one leaves the low half zero.
template <class Ranks>
void packNibbles(const Codebook& book, const Ranks& ranks, std::byte* out) {
    for (std::size_t i = 0; i < ranks.size(); i += 2) {
        const unsigned high = book.codes[ranks[i]];
        const unsigned low = i + 1 < ranks.size() ? book.codes[ranks[i + 1]] : 0;
        *out++ = static_cast<std::byte>(high << 4U | low);
    }
}

} // namespace mantissa::bitsandbytes
