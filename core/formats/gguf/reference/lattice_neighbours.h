#pragma once
// Codebooks as ggml's encoders search them. Rounding a group of magnitudes one by one gives a point: a digit
// for each element. Where the codebook has no such entry, ggml tries the entries around it and keeps the
// first of least error, so which entries are tried, and in which order, decides the bytes. Source:
// ggml-quants.c (iq2xs_init_impl, iq3xs_init_impl).
#include "tensor/dtype.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mantissa::gguf {

struct LatticeNeighbours {
    int elements;     ///< that share an entry: 8 or 4
    int levels;       ///< values of a digit: 3 or 8
    int bitsPerDigit; ///< in an entry, lowest element first
    std::span<const std::uint16_t> entries;
    /// For each point, numbered with the first digit counting least: its entry; or, where there is none,
    /// -(where + 1), where pointing into lists.
    std::vector<std::int32_t> at;
    /// A count and then that many entries: nearest first, lower numbers first among equals.
    std::vector<std::uint16_t> lists;

    int digit(int entry, int element) const {
        return entries[static_cast<std::size_t>(entry)] >> bitsPerDigit * element & ((1 << bitsPerDigit) - 1);
    }
    int pointOf(const std::uint8_t* digits) const {
        int point = 0;
        for (int i = elements - 1; i >= 0; --i)
            point = point * levels + digits[i];
        return point;
    }
    /// The entries to try for a point whose `at` is negative.
    std::span<const std::uint16_t> around(std::int32_t negative) const {
        const std::uint16_t* list = lists.data() - negative - 1;
        return {list + 1, list[0]};
    }
};

/// Made at the first call for a type (some ten milliseconds), then shared. dtype: IQ1_S (whose codebook IQ1_M
/// has too) to IQ3_S.
const LatticeNeighbours& latticeNeighbours(DType dtype);

} // namespace mantissa::gguf
