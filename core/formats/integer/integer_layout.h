#pragma once
// How a row of an integer format lies in memory: the scales of its groups, then (asymmetric) their zeros of
// `bits` bits each, then the codes of `bits` bits each; zeros and codes are packed without gaps and each part
// begins at a byte. With one scale for the tensor a row is its codes only.
#include "formats/integer/bit_packing.h"
#include "formats/integer/integer_fit.h"

namespace mantissa::integer {

struct Layout {
    Grid grid;
    std::int64_t group = 128; ///< columns under one step; 0: the row, -1: the tensor

    bool perTensor() const { return group < 0; }
    std::int64_t groupElements(std::int64_t columns) const;
    /// Steps that a row stores; the last group may be shorter.
    std::int64_t groups(std::int64_t columns) const;
    std::int64_t zeroBytes(std::int64_t columns) const;
    std::int64_t rowBytes(std::int64_t columns) const;
    /// Of the tensor's own step, where there is one.
    std::int64_t parameterBytes() const;

    /// codes: one a column; steps: groups(columns). out: rowBytes(columns).
    void writeRow(std::span<const std::uint8_t> codes, std::span<const Step> steps, std::byte* out) const;
    void readRow(const std::byte* in, std::span<std::uint8_t> codes, std::span<Step> steps) const;
};

} // namespace mantissa::integer
