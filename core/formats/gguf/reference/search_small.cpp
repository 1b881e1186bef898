#include "formats/gguf/reference/search_sums.h"
#include "formats/gguf/reference/small_coder.h"

namespace mantissa::gguf {

CodeRange codeRange(const SmallLayout& layout) {
    const int lowest = layout.bits == 8 ? -127 : -layout.levels; // see q8_0
    return {static_cast<float>(lowest), static_cast<float>(layout.highest() - layout.levels)};
}

Scan scanOf(const SmallLayout& layout) {
    // With 255 codes the error hardly depends on the scale itself but on how the values happen to fall: many
    // scales are worth trying, also such that clip a few of 127 steps.
    return layout.bits == 8 ? Scan{-6.0F, 0.25F, 48} : Scan{-1.8F, 0.2F, 18};
}

} // namespace mantissa::gguf

namespace mantissa::gguf::reference {

namespace {

/// The nearest codes under the block's own numbers, dividing as a decoder's inverse would.
void roundUnder(const SmallLayout& layout, const float* x, SmallBlock& block) {
    const float scale = floatFromHalf(block.d);
    const float min = layout.hasMin ? -floatFromHalf(block.m) : 0.0F;
    const float inverse = inverseOf(scale);
    for (int j = 0; j < smallElements; ++j)
        block.codes[j] = static_cast<std::uint8_t>(
            static_cast<int>(nearestCode(x[j] + min, inverse, codeRange(layout))) + layout.levels);
}

SmallBlock scanCentred(const SmallLayout& layout, const float* x, const float* weights) {
    const CodeRange range = codeRange(layout);
    const float first = storable(scanScale(x, weights, smallElements, range, scanOf(layout)));
    // Rounding again may have moved codes: solve once more for those.
    const Explained sums = explained(x, weights, smallElements, inverseOf(first), range);
    const float second = storable(sums.ll > 0 ? sums.xl / sums.ll : 0.0F);
    const bool better = errorUnder(x, weights, smallElements, second, 0, range) <
                        errorUnder(x, weights, smallElements, first, 0, range);
    SmallBlock block;
    block.d = halfFromFloat(better ? second : first);
    roundUnder(layout, x, block);
    return block;
}

SmallBlock scanFromMin(const SmallLayout& layout, const float* x, const float* weights) {
    std::uint8_t codes[smallElements];
    const ScaleMin fit = fitScaleMin({x, smallElements}, weights, layout.highest(), smallSearchTries, codes);
    SmallBlock block;
    block.d = halfFromFloat(storable(fit.scale));
    block.m = halfFromFloat(storable(-fit.min));
    roundUnder(layout, x, block);
    return block;
}

double decodedError(const SmallLayout& layout, const float* x, const float* weights,
                    const SmallBlock& block) {
    float decoded[smallElements];
    decodeBlock(layout, block, decoded);
    double sum = 0;
    for (int j = 0; j < smallElements; ++j) {
        const double difference = static_cast<double>(decoded[j]) - x[j];
        sum += weights[j] * (difference * difference);
    }
    return sum;
}

} // namespace

SmallBlock scanBlock(const SmallLayout& layout, const float* x, const float* weights) {
    return layout.hasMin ? scanFromMin(layout, x, weights) : scanCentred(layout, x, weights);
}

const SmallBlock& bestOf(const SmallLayout& layout, const float* x, const float* weights,
                         std::initializer_list<const SmallBlock*> blocks) {
    const SmallBlock* best = *blocks.begin();
    double least = HUGE_VAL;
    for (const SmallBlock* block : blocks) {
        const double error = decodedError(layout, x, weights, *block);
        if (error < least) { // never true for NaN: a candidate that overflowed cannot win
            least = error;
            best = block;
        }
    }
    return *best;
}

} // namespace mantissa::gguf::reference
