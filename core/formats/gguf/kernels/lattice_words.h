#pragma once
// The neighbour lists of a codebook (reference/lattice_neighbours.h) written out for vector table lookups.
#include "formats/gguf/reference/lattice_neighbours.h"

namespace mantissa::gguf::kernels {

struct LatticeWords {
    /// For each point: its entry, or -(list + 1).
    std::vector<std::int32_t> at;
    /// Where in words each list begins; one more for the end.
    std::vector<std::uint32_t> begins;
    /// A nibble for each element of an entry: where in a vector of costs to look. Costs lie 32 / elements
    /// slots apart, a slot for each digit; so the nibble is the digit plus slots * element, modulo 16.
    std::vector<std::uint32_t> words;
    std::vector<std::uint16_t> entries; ///< which entry a word is
    std::vector<std::int32_t> digits;   ///< of each entry of the codebook, packed as there
};

/// run: 8 or 16. Lists begin and end at multiples of it; the last entry is repeated to fill up.
const LatticeWords& latticeWords(DType dtype, std::size_t run);

} // namespace mantissa::gguf::kernels
