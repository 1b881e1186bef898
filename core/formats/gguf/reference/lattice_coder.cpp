#include "formats/gguf/reference/lattice_coder.h"

#include "formats/gguf/reference/lattice_search.h"

#include <vector>

namespace mantissa::gguf::reference {

namespace {

/// Calls body(x, importance or null, bytes) for each block.
template <class Body>
void forBlocks(const LatticeRules& rules, const Rows& rows, std::uint8_t* out, const Body& body) {
    for (std::int64_t i = 0; i < rows.rows * rows.columns; i += latticeElements, out += rules.layout.bytes)
        body(rows.values + i, rows.importance == nullptr ? nullptr : rows.importance + i % rows.columns, out);
}

} // namespace

void encodeLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out) {
    forBlocks(rules, rows, out, [&](const float* x, const float* importance, std::uint8_t* bytes) {
        writeLattice(rules, ggmlBlock(rules, x, importance), bytes);
    });
}

void searchLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(latticeElements, 1.0F);
    forBlocks(rules, rows, out, [&](const float* x, const float* importance, std::uint8_t* bytes) {
        const float* weights = importance == nullptr ? ones.data() : importance;
        const LatticeCodes ggml = ggmlBlock(rules, x, importance);
        const LatticeCodes scan = scanBlock(rules, x, weights, ggml);
        writeLattice(rules, betterOf(rules, x, weights, ggml, scan), bytes);
    });
}

} // namespace mantissa::gguf::reference
