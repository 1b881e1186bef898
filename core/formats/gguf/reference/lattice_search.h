#pragma once
// The method `search` for IQ2_XXS to IQ3_S. It starts from ggml's block, tries units d around that one and,
// for each sub-block, the scales next to the wanted one; entries are chosen by the error of what really
// decodes (ggml's encoders take the levels for odd numbers and weigh an entry by the root of the weights).
// Then d by least squares, and once more. Where ggml's block is still better, it stays.
#include "formats/gguf/reference/lattice_coder.h"

namespace mantissa::gguf {

/// Units tried, as factors of the first.
inline constexpr float latticeUnits[] = {1.0F, 0.96F, 0.98F, 1.02F, 1.04F};
/// How often d is solved for afterwards.
inline constexpr int latticeRounds = 2;

/// A unit and scales to start from; scales may lie outside of 0 .. 15.
struct LatticeStart {
    float d = 0;
    std::array<int, 16> scales{};
};

/// Those of ggml's block, or (where it has none worth starting from) those under which the largest magnitudes
/// take the outermost level.
LatticeStart latticeStart(const LatticeRules& rules, const float* x, const LatticeCodes& ggml);
/// The same for another unit.
LatticeStart rescaled(const LatticeRules& rules, const LatticeStart& start, float d);

/// sum w * (decoded - x)^2 of a whole block.
double decodedError(const LatticeRules& rules, const float* x, const float* weights,
                    const LatticeCodes& codes);
/// ggml's block, unless the other one decodes to less error.
const LatticeCodes& betterOf(const LatticeRules& rules, const float* x, const float* weights,
                             const LatticeCodes& ggml, const LatticeCodes& scan);

/// The values of the digits, without sign, for a scale of 1.
inline const float* latticeValues(const LatticeRules& rules) {
    return rules.layout.levels.data() + rules.levels();
}

} // namespace mantissa::gguf

namespace mantissa::gguf::reference {

/// The block that the search alone finds. weights: of these elements.
LatticeCodes scanBlock(const LatticeRules& rules, const float* x, const float* weights,
                       const LatticeCodes& ggml);

} // namespace mantissa::gguf::reference
