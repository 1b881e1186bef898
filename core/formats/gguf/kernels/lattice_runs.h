#pragma once
// Rows in runs of enough blocks to fill the lanes, without holding the codes of all of them.
#include "formats/gguf/reference/lattice_coder.h"

#include <algorithm>
#include <vector>

namespace mantissa::gguf::kernels {

/// Calls body(run, codes) for runs of whole rows and writes the blocks it made.
template <class Body>
void forLatticeRuns(const LatticeRules& rules, const Rows& rows, std::uint8_t* out, const Body& body) {
    constexpr std::int64_t enough = 64;
    const std::int64_t perRow = rows.columns / latticeElements;
    const std::int64_t atOnce = std::max<std::int64_t>(1, enough / std::max<std::int64_t>(1, perRow));
    std::vector<LatticeCodes> codes(static_cast<std::size_t>(std::min(atOnce, rows.rows) * perRow));
    for (std::int64_t first = 0; first < rows.rows; first += atOnce) {
        const Rows run{rows.values + first * rows.columns, std::min(atOnce, rows.rows - first), rows.columns,
                       rows.importance};
        body(run, codes.data());
        for (std::int64_t b = 0; b < run.rows * perRow; ++b, out += rules.layout.bytes)
            writeLattice(rules, codes[static_cast<std::size_t>(b)], out);
    }
}

} // namespace mantissa::gguf::kernels
