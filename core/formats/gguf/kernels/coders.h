#pragma once
// The coders that formats use: vector kernels where there are any, the specification where not.
#include "formats/gguf/reference/iq1_steps.h"
#include "formats/gguf/reference/lattice_blocks.h"
#include "formats/gguf/reference/lattice_coder.h"
#include "formats/gguf/reference/level_blocks.h"
#include "formats/gguf/reference/small_blocks.h"
#include "formats/gguf/reference/super_blocks.h"

namespace mantissa::gguf::kernels {

const Coder& coder(DType dtype);

/// ggml's encoders; the same bytes as the specification.
void encodeSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out);
void encodeSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out);

void encodeFew(const LevelLayout& layout, const Rows& rows, std::uint8_t* out);  ///< the other table types
void encodeBell(const LevelLayout& layout, const Rows& rows, std::uint8_t* out); ///< IQ4_NL, IQ4_XS

const Iq1Steps& iq1Steps(); ///< of both methods
/// IQ2_XXS to IQ3_S; and the blocks that it would write.
void encodeLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out);
void latticeBlocks(const LatticeRules& rules, const Rows& rows, LatticeCodes* out);

/// `search`; the same bytes as the specification.
void searchSmall(const SmallLayout& layout, const Rows& rows, std::uint8_t* out);
void searchSuper(const SuperLayout& layout, const Rows& rows, std::uint8_t* out);
void searchLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out);
void searchLevels(const LevelLayout& layout, const Rows& rows, std::uint8_t* out); ///< not Q1_0

void decodeSmall(const SmallLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out);
void decodeSuper(const SuperLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out);
void decodeLevels(const LevelLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out);
void decodeLattice(const LatticeLayout& layout, const std::uint8_t* blocks, std::int64_t count, float* out);

} // namespace mantissa::gguf::kernels
