#include "formats/gguf/reference/super_coder.h"

#include "formats/gguf/reference/search.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mantissa::gguf::reference {

namespace {

std::uint16_t storableHalf(float value) {
    return halfFromFloat(std::clamp(value, -65504.0F, 65504.0F));
}

int nearestSteps(float value, float unit) {
    return unit != 0 ? static_cast<int>(std::nearbyint(std::clamp(value / unit, -1e6F, 1e6F))) : 0;
}

void roundSubBlock(const SuperLayout& layout, const float* x, int j, SuperBlock& block) {
    const float scale = floatFromHalf(block.d) * static_cast<float>(block.scales[j]);
    const float min = floatFromHalf(block.dmin) * static_cast<float>(block.mins[j]);
    for (int i = j * layout.subElements; i < (j + 1) * layout.subElements; ++i)
        block.codes[i] = static_cast<std::uint8_t>(
            std::clamp(nearestSteps(x[i] + min, scale) + layout.levels(), 0, layout.highest()));
}

} // namespace

SuperBlock rtnBlock(const SuperLayout& layout, const float* x) {
    float scales[16];
    float mins[16] = {};
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const auto [low, high] =
            std::minmax_element(x + j * layout.subElements, x + (j + 1) * layout.subElements);
        if (layout.hasMin) {
            mins[j] = std::max(0.0F, -*low); // what is subtracted cannot be negative
            scales[j] = (std::max(0.0F, *high) + mins[j]) / static_cast<float>(layout.highest());
        } else {
            scales[j] = std::max(*high, -*low) / static_cast<float>(layout.levels() - 1);
        }
    }
    const int count = layout.subBlocks();
    const auto steps = static_cast<float>(layout.highestScale);
    SuperBlock block;
    block.d = storableHalf(*std::max_element(scales, scales + count) / steps);
    block.dmin = storableHalf(*std::max_element(mins, mins + count) / steps);
    for (int j = 0; j < count; ++j) {
        block.scales[j] = static_cast<std::int8_t>(
            std::min(layout.highestScale, nearestSteps(scales[j], floatFromHalf(block.d))));
        block.mins[j] = static_cast<std::int8_t>(
            std::min(layout.highestScale, nearestSteps(mins[j], floatFromHalf(block.dmin))));
        roundSubBlock(layout, x, j, block);
    }
    return block;
}

void decodeBlock(const SuperLayout& layout, const SuperBlock& block, float* out) {
    const float d = floatFromHalf(block.d);
    const float dmin = floatFromHalf(block.dmin);
    for (int i = 0; i < superElements; ++i) {
        const int j = i / layout.subElements;
        const float scale = d * static_cast<float>(block.scales[j]);
        const float value = scale * static_cast<float>(block.codes[i] - layout.levels());
        out[i] = layout.hasMin ? value - dmin * static_cast<float>(block.mins[j]) : value;
    }
}

namespace {

template <const SuperLayout& layout>
void decode(const std::uint8_t* blocks, std::int64_t count, float* out) {
    for (std::int64_t i = 0; i < count; ++i)
        decodeBlock(layout, layout.read(blocks + i * layout.bytes), out + i * superElements);
}

template <const SuperLayout& layout>
void rtn(const Rows& rows, std::uint8_t* out) {
    const std::int64_t blocks = rows.rows * rows.columns / superElements;
    for (std::int64_t i = 0; i < blocks; ++i)
        layout.write(rtnBlock(layout, rows.values + i * superElements), out + i * layout.bytes);
}

template <const SuperLayout& layout>
void ggml(const Rows& rows, std::uint8_t* out) {
    const std::int64_t perRow = rows.columns / superElements;
    for (std::int64_t i = 0; i < rows.rows * perRow; ++i) {
        const float* importance =
            rows.importance == nullptr ? nullptr : rows.importance + i % perRow * superElements;
        layout.write(ggmlBlock(layout, rows.values + i * superElements, importance), out + i * layout.bytes);
    }
}

template <const SuperLayout& layout>
void search(const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0,
                                  1.0F);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    const std::int64_t perRow = rows.columns / superElements;
    for (std::int64_t i = 0; i < rows.rows * perRow; ++i, out += layout.bytes) {
        const float* x = rows.values + i * superElements;
        const float* w = weights + i % perRow * superElements;
        const SuperBlock scan = scanBlock(layout, x, w);
        const SuperBlock rtn = rtnBlock(layout, x);
        const SuperBlock ggml = ggmlBlock(layout, x, rows.importance == nullptr ? nullptr : w);
        layout.write(bestOf(layout, x, w, {&ggml, &rtn, &scan}), out);
    }
}

template <const SuperLayout& layout>
constexpr Coder coder{decode<layout>, rtn<layout>, ggml<layout>, search<layout>};

} // namespace

const Coder& superCoder(DType dtype) {
    switch (dtype) {
    case DType::Q2_K:
        return coder<q2K>;
    case DType::Q3_K:
        return coder<q3K>;
    case DType::Q4_K:
        return coder<q4K>;
    case DType::Q5_K:
        return coder<q5K>;
    default:
        return coder<q6K>;
    }
}

} // namespace mantissa::gguf::reference
