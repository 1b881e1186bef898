#pragma once
// The method `search`: least sum of importance * error^2 in the same bytes. It scans scales, solves least
// squares for the codes they give, rounds the scales to what the type can store, and rounds the values again
// under the stored ones. Sums run in element order in 32-bit floats, so that kernels can do blocks side by
// side and find the same. The last choice, among the scan's block, ggml's and rtn's, is made in 64 bits on
// what really decodes: so the result is never worse than those two.
#include "formats/gguf/reference/small_blocks.h"
#include "formats/gguf/reference/super_blocks.h"

namespace mantissa::gguf {

/// The codes that values may take, centred ones as signed numbers.
struct CodeRange {
    float lowest;
    float highest;
};

CodeRange codeRange(const SmallLayout& layout);
CodeRange codeRange(const SuperLayout& layout);

/// A scan of scales around the one that puts the largest magnitude on the outermost code: `count` scales, the
/// first of which puts it `first` steps beyond that code (negative: within), each further one `step` more.
struct Scan {
    float first;
    float step;
    int count;
};

Scan scanOf(const SmallLayout& layout);
Scan scanOf(const SuperLayout& layout);
/// The same for blocks and sub-blocks with a min.
inline constexpr ScaleMinTries smallSearchTries{-2.0F, 0.1F, 40, false};
ScaleMinTries searchTries(const SuperLayout& layout);

/// The units (d and dmin) tried for a K block: the first lets the largest scale take the highest code, each
/// further one is `step` times the one before. For each, the unit by least squares for the nearest integers,
/// then the best integers around those; the best of all then `refinements` times the same again, with mins up
/// to `reach` away: a sub-block's error has many hollows along its min, and the nearest is seldom the
/// deepest. Types without mins look for hollows along the scale instead, up to 3 * reach + 1 away.
struct UnitTries {
    int count;
    float step;
    int refinements;
    int reach;
};
UnitTries unitsOf(const SuperLayout& layout);
/// The reach where units are only tried.
inline int nearReach(const SuperLayout& layout) {
    return layout.hasMin ? 1 : 0;
}

} // namespace mantissa::gguf

namespace mantissa::gguf::reference {

/// The block that the scan alone finds. weights: of these elements.
SmallBlock scanBlock(const SmallLayout& layout, const float* x, const float* weights);
SuperBlock scanBlock(const SuperLayout& layout, const float* x, const float* weights);

/// The best of three blocks: the scan's, ggml's and rtn's.
const SmallBlock& bestOf(const SmallLayout& layout, const float* x, const float* weights,
                         std::initializer_list<const SmallBlock*> blocks);
const SuperBlock& bestOf(const SuperLayout& layout, const float* x, const float* weights,
                         std::initializer_list<const SuperBlock*> blocks);

} // namespace mantissa::gguf::reference
