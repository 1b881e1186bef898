#pragma once
// The specification of the level types: one block at a time, in plain C++.
#include "formats/gguf/reference/level_blocks.h"

namespace mantissa::gguf::reference {

/// What ggml writes. importance: of these elements, or null; only the IQ4 types look at it.
LevelBlock ggmlBlock(const LevelLayout& layout, const float* x, const float* importance);
/// The largest magnitude on the outermost level, then the nearest level under the scale as stored.
LevelBlock rtnBlock(const LevelLayout& layout, const float* x);
/// The scales alone; not for Q1_0.
LevelBlock rtnScales(const LevelLayout& layout, const float* x);
/// The least error that the scan finds. weights: of these elements.
LevelBlock scanBlock(const LevelLayout& layout, const float* x, const float* weights);

/// The first of least weighted squared error.
const LevelBlock& bestOf(const LevelLayout& layout, const float* x, const float* weights,
                         std::initializer_list<const LevelBlock*> blocks);
/// How many codes encoders use: not TQ2_0's fourth, which engines that pack ternary weights differently may
/// not know.
int usableCodes(const LevelLayout& layout);

/// value = scale * level
void decodeBlock(const LevelLayout& layout, const LevelBlock& block, float* out);

const Coder& levelCoder(DType dtype);

} // namespace mantissa::gguf::reference
