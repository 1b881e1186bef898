#pragma once
// The specification of the encoders of IQ2_XXS to IQ3_S: one block at a time, in plain C++.
#include "formats/gguf/reference/lattice_blocks.h"
#include "formats/gguf/reference/lattice_neighbours.h"

namespace mantissa::gguf {

inline constexpr int latticeElements = 256;

/// A block's integers.
struct LatticeCodes {
    std::uint16_t d = 0;                     ///< binary16
    std::array<std::uint8_t, 16> scales{};   ///< 0 .. 15, one a sub-block
    std::array<std::uint16_t, 64> entries{}; ///< of the codebook, one a group of eight or four
    std::array<std::uint8_t, 32> signs{};    ///< a bit for each of eight elements
};

/// What sets ggml's five encoders apart.
struct LatticeRules {
    /// ggml's weights without a matrix.
    enum class Plain { Refused, Squares, SquaresAndMean };
    /// Which groups are rounded again under the scale found: all; all, if one was off the codebook; those off
    /// it.
    enum class Refit { All, AllIfAnyOff, Off };

    const LatticeLayout& layout;
    int group;          ///< elements that share an entry
    bool evenSigns;     ///< the number of minus signs among eight is even, so that seven bits tell all
    bool startsFromFit; ///< tries surround the scale of a fit without codebook, not the largest magnitude
    int attempts;       ///< on each side of that scale
    float step;         ///< between tries, in units of half a level
    int sigmaFactor;    ///< sigma2 is that many times the block's mean square
    Plain plain;
    Refit refit;
    float emptyBelow;   ///< sub-blocks whose largest magnitude is below count as zero
    float unitFactor;   ///< d is stored this much larger than the encoder itself believes
    bool keepsCodes;    ///< where all scales came out as zero, the indices and signs stay
    float unitOfLevels; ///< value = scale * levels, and levels are near this times 1, 3, 5, ...
    bool closesGaps; ///< index bytes and signs behind a zero sub-block move up into its place (IQ3_S: a slip
                     ///< of ggml's, which decodes to other weights; its bytes are like that)
    float scaleStep; ///< scale = d * (2 * code + 1) * this

    int subBlocks() const { return latticeElements / layout.subElements; }
    int levels() const { return group == 8 ? 3 : 8; }
    /// The largest of the odd numbers 1, 3, 5, ... for which ggml's encoders take the levels.
    int edge() const { return 2 * levels() - 1; }
};

/// Null for types without such an encoder.
const LatticeRules* latticeRules(DType dtype);

void writeLattice(const LatticeRules& rules, const LatticeCodes& codes, std::uint8_t* bytes);

/// This d marks a block that ggml would not have written: it ends the process there (GGML_ASSERT). It is NaN,
/// so nothing can be read from such a block by mistake.
inline constexpr std::uint16_t refusedUnit = 0x7e00;
bool refusedLattice(const std::uint8_t* block);

/// What ggml's encoders find for a sub-block.
struct LatticePart {
    float scale = 0;   ///< NaN where ggml refuses; below zero all signs turn
    bool empty = true; ///< counts as zero, the rest does not matter
    std::array<std::uint16_t, 8> entries{};
    std::array<std::uint8_t, 4> signs{};
};

/// The last step of ggml's encoders. parts: a block's.
LatticeCodes assembled(const LatticeRules& rules, const LatticePart* parts);

/// Magnitudes (or, where signs must be even, one of them negative) and signs of eight elements.
std::uint8_t splitSigns(const LatticeRules& rules, const float* x, const float* weights, float* magnitudes);

} // namespace mantissa::gguf

namespace mantissa::gguf::reference {

/// What ggml writes (quantize_row_iq2_xxs_impl and so on). importance: of these elements, or null; null
/// counts as ones where ggml has no encoder without.
LatticeCodes ggmlBlock(const LatticeRules& rules, const float* x, const float* importance);

/// Whole rows: ggml's encoder, and the method `search`.
void encodeLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out);
void searchLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out);

/// The entry of least error for a point, the first of equals: the one at it, or the best of the list around
/// it. Negative where no error is a finite number. levels: values of the digits.
int nearestEntry(const LatticeNeighbours& book, const std::uint8_t* digits, const float* x,
                 const float* weights, float scale, const float* levels);

/// ggml's rounding: the odd numbers' halves, in 0 .. highest.
int latticeDigit(float x, float inverse, int highest);

} // namespace mantissa::gguf::reference
