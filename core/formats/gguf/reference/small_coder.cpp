#include "formats/gguf/reference/small_coder.h"

#include "formats/gguf/reference/fits.h"
#include "formats/gguf/reference/rounding.h"
#include "formats/gguf/reference/search.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mantissa::gguf::reference {

namespace {

/// As halfFromFloat, but never infinity.
std::uint16_t storableHalf(float value) {
    return halfFromFloat(std::clamp(value, -65504.0F, 65504.0F));
}

/// The nearest codes under the block's own scale (and min).
void roundTo(const SmallLayout& layout, const float* x, SmallBlock& block) {
    const float d = floatFromHalf(block.d);
    const float offset = layout.hasMin ? floatFromHalf(block.m) : 0.0F;
    // A signed byte could hold -128, but see q8_0's comment; symmetric rounding leaves the lowest code out.
    const int lowest = layout.hasMin ? 0 : 1;
    for (int j = 0; j < smallElements; ++j) {
        const float steps = d != 0 ? (x[j] - offset) / d : 0.0F;
        const float nearest = std::nearbyint(std::clamp(steps, -1e6F, 1e6F));
        block.codes[j] = static_cast<std::uint8_t>(
            std::clamp(static_cast<int>(nearest) + layout.levels, lowest, layout.highest()));
    }
}

/// The value of largest magnitude, the first of equals.
float extreme(const float* x) {
    float found = 0;
    for (int j = 0; j < smallElements; ++j) {
        if (std::abs(found) < std::abs(x[j]))
            found = x[j];
    }
    return found;
}

float inverseOf(float d) {
    return d != 0 ? 1.0F / d : 0.0F;
}

/// ggml casts to a signed byte and then takes the smaller of it and the highest code, as an unsigned byte.
std::uint8_t smallCode(float value, int highest) {
    return static_cast<std::uint8_t>(
        std::min(highest, static_cast<int>(static_cast<std::int8_t>(truncated(value)))));
}

SmallBlock ggmlCentred(const SmallLayout& layout, const float* x) {
    const auto levels = static_cast<float>(layout.levels);
    const float d = extreme(x) / -levels;
    const float inverse = inverseOf(d);
    SmallBlock block;
    block.d = halfFromFloat(d);
    for (int j = 0; j < smallElements; ++j)
        block.codes[j] = smallCode(x[j] * inverse + (levels + 0.5F), layout.highest());
    return block;
}

SmallBlock ggmlFromMin(const SmallLayout& layout, const float* x) {
    const float min = *std::min_element(x, x + smallElements);
    const float max = *std::max_element(x, x + smallElements);
    const float d = (max - min) / static_cast<float>(layout.highest());
    const float inverse = inverseOf(d);
    SmallBlock block;
    block.d = halfFromFloat(d);
    block.m = halfFromFloat(min);
    for (int j = 0; j < smallElements; ++j) {
        const float code = (x[j] - min) * inverse + 0.5F;
        block.codes[j] = layout.bits == 4 ? smallCode(code, layout.highest())
                                          : static_cast<std::uint8_t>(truncated(code)); // Q5_1 does not clip
    }
    return block;
}

SmallBlock ggmlBytes(const float* x) {
    const float d = std::abs(extreme(x)) / 127.0F;
    const float inverse = inverseOf(d);
    SmallBlock block;
    block.d = halfFromFloat(d);
    for (int j = 0; j < smallElements;
         ++j) // half away from zero; the cast to a byte keeps the low eight bits
        block.codes[j] = static_cast<std::uint8_t>(truncated(std::round(x[j] * inverse)) + 128);
    return block;
}

} // namespace

SmallBlock ggmlBlock(const SmallLayout& layout, const float* x) {
    if (layout.bits == 8)
        return ggmlBytes(x);
    return layout.hasMin ? ggmlFromMin(layout, x) : ggmlCentred(layout, x);
}

float meanSquare(const float* row, std::int64_t columns) {
    float sum = 0;
    for (std::int64_t i = 0; i < columns; ++i)
        sum += row[i] * row[i];
    return sum / static_cast<float>(columns);
}

SmallBlock ggmlBlock(const SmallLayout& layout, const float* x, const float* importance, float meanSquare) {
    float weights[smallElements];
    for (int j = 0; j < smallElements; ++j)
        weights[j] = importance[j] * std::sqrt(meanSquare + x[j] * x[j]);
    SmallBlock block;
    if (!layout.hasMin) {
        block.d = halfFromFloat(fitSymmetric({x, smallElements}, weights, layout.levels, block.codes.data()));
        return block;
    }
    const ScaleMin fit =
        fitScaleMin({x, smallElements}, weights, layout.highest(), triesWithMatrix, block.codes.data());
    block.d = halfFromFloat(fit.scale);
    block.m = halfFromFloat(-fit.min);
    return block;
}

SmallBlock rtnBlock(const SmallLayout& layout, const float* x) {
    const float min = *std::min_element(x, x + smallElements);
    const float max = *std::max_element(x, x + smallElements);
    SmallBlock block;
    if (layout.hasMin) {
        block.d = storableHalf((max - min) / static_cast<float>(layout.highest()));
        block.m = storableHalf(min);
    } else {
        block.d = storableHalf(std::max(max, -min) / static_cast<float>(layout.levels - 1));
    }
    roundTo(layout, x, block);
    return block;
}

void decodeBlock(const SmallLayout& layout, const SmallBlock& block, float* out) {
    const float d = floatFromHalf(block.d);
    const float m = floatFromHalf(block.m);
    for (int j = 0; j < smallElements; ++j) {
        const float value = static_cast<float>(block.codes[j] - layout.levels) * d;
        out[j] = layout.hasMin ? value + m : value;
    }
}

namespace {

template <const SmallLayout& layout>
void decode(const std::uint8_t* blocks, std::int64_t count, float* out) {
    for (std::int64_t i = 0; i < count; ++i)
        decodeBlock(layout, readBlock(layout, blocks + i * layout.bytes), out + i * smallElements);
}

template <const SmallLayout& layout>
void rtn(const Rows& rows, std::uint8_t* out) {
    const std::int64_t blocks = rows.rows * rows.columns / smallElements;
    for (std::int64_t i = 0; i < blocks; ++i)
        writeBlock(layout, rtnBlock(layout, rows.values + i * smallElements), out + i * layout.bytes);
}

template <const SmallLayout& layout>
void ggml(const Rows& rows, std::uint8_t* out) {
    for (std::int64_t row = 0; row < rows.rows; ++row) {
        const float* x = rows.values + row * rows.columns;
        const bool weighted = rows.importance != nullptr && layout.bits != 8;
        const float square = weighted ? meanSquare(x, rows.columns) : 0.0F;
        for (std::int64_t i = 0; i < rows.columns; i += smallElements, out += layout.bytes)
            writeBlock(layout,
                       weighted ? ggmlBlock(layout, x + i, rows.importance + i, square)
                                : ggmlBlock(layout, x + i),
                       out);
    }
}

template <const SmallLayout& layout>
void search(const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0,
                                  1.0F);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    for (std::int64_t row = 0; row < rows.rows; ++row) {
        const float* x = rows.values + row * rows.columns;
        const bool weighted = rows.importance != nullptr && layout.bits != 8;
        const float square = weighted ? meanSquare(x, rows.columns) : 0.0F;
        for (std::int64_t i = 0; i < rows.columns; i += smallElements, out += layout.bytes) {
            const SmallBlock scan = scanBlock(layout, x + i, weights + i);
            const SmallBlock rtn = rtnBlock(layout, x + i);
            const SmallBlock ggml =
                weighted ? ggmlBlock(layout, x + i, weights + i, square) : ggmlBlock(layout, x + i);
            writeBlock(layout, bestOf(layout, x + i, weights + i, {&ggml, &rtn, &scan}), out);
        }
    }
}

template <const SmallLayout& layout>
constexpr Coder coder{decode<layout>, rtn<layout>, ggml<layout>, search<layout>};

} // namespace

const Coder& smallCoder(DType dtype) {
    switch (dtype) {
    case DType::Q4_0:
        return coder<q4_0>;
    case DType::Q4_1:
        return coder<q4_1>;
    case DType::Q5_0:
        return coder<q5_0>;
    case DType::Q5_1:
        return coder<q5_1>;
    default:
        return coder<q8_0>;
    }
}

} // namespace mantissa::gguf::reference
