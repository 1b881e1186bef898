#include "formats/gguf/reference/level_coder.h"

#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mantissa::gguf::reference {

int usableCodes(const LevelLayout& layout) {
    return layout.dtype == DType::TQ2_0 ? 3 : static_cast<int>(layout.levels.size());
}

namespace {

float storable(float value) {
    return floatFromHalf(halfFromFloat(std::clamp(value, -65504.0F, 65504.0F)));
}

bool isFp4(const LevelLayout& layout) {
    return layout.dtype == DType::MXFP4 || layout.dtype == DType::NVFP4;
}

/// The nearest of the ascending levels 0 .. count-1, halfway up.
int nearestAscending(std::span<const float> levels, int count, float steps) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (steps + steps >= levels[middle] + levels[middle + 1])
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::uint8_t nearest(const LevelLayout& layout, float value, float inverse) {
    const float steps = value * inverse;
    if (!isFp4(layout))
        return static_cast<std::uint8_t>(nearestAscending(layout.levels, usableCodes(layout), steps));
    // Codes 8 .. 15 are the negative numbers; 8 itself would be another zero.
    const int magnitude = nearestAscending(layout.levels, 8, std::abs(steps));
    return static_cast<std::uint8_t>(steps < 0 && magnitude != 0 ? magnitude + 8 : magnitude);
}

/// Nearest codes of a sub-block under its stored scale; their weighted error.
float roundSub(const LevelLayout& layout, const float* x, const float* weights, int sub, LevelBlock& block) {
    const float scale = layout.scale(block, sub);
    const float inverse = scale != 0 ? 1 / scale : 0.0F;
    float sum = 0;
    for (int i = sub * layout.subElements; i < (sub + 1) * layout.subElements; ++i) {
        block.codes[i] = nearest(layout, x[i], inverse);
        const float difference = layout.levels[block.codes[i]] * scale - x[i];
        sum += (weights == nullptr ? 1.0F : weights[i]) * (difference * difference);
    }
    return sum;
}

float largestMagnitude(const float* x, int count) {
    float found = 0;
    for (int i = 0; i < count; ++i)
        found = std::max(found, std::abs(x[i]));
    return found;
}

/// The least-squares scale for the present codes of a sub-block.
float solvedScale(const LevelLayout& layout, const float* x, const float* weights, int sub,
                  const LevelBlock& block) {
    float lx = 0;
    float ll = 0;
    for (int i = sub * layout.subElements; i < (sub + 1) * layout.subElements; ++i) {
        const float level = layout.levels[block.codes[i]];
        lx += weights[i] * (level * x[i]);
        ll += weights[i] * (level * level);
    }
    return ll > 0 ? lx / ll : 0.0F;
}

/// Types with one free binary16 scale: scales of both signs around the one that fits the largest magnitude,
/// each improved by two rounds of least squares.
LevelBlock scanFree(const LevelLayout& layout, const float* x, const float* weights) {
    const float largest = largestMagnitude(x, layout.elements);
    const float outermost =
        std::abs(*std::max_element(layout.levels.begin(), layout.levels.begin() + usableCodes(layout),
                                   [](float a, float b) { return std::abs(a) < std::abs(b); }));
    LevelBlock best;
    float least = HUGE_VALF;
    for (const float sign : {1.0F, -1.0F}) {
        for (int k = 0; k < 10; ++k) {
            LevelBlock tried;
            float scale = sign * largest / outermost * (1.1F - 0.07F * static_cast<float>(k));
            for (int round = 0; round < 2; ++round) {
                tried.d = halfFromFloat(storable(scale));
                const float error = roundSub(layout, x, weights, 0, tried);
                if (error < least) {
                    least = error;
                    best = tried;
                }
                scale = solvedScale(layout, x, weights, 0, tried);
            }
        }
    }
    return best;
}

/// Ternary, exactly: whatever the scale, the elements that are not zero are the k largest, and for them the
/// best scale explains (sum w|x|)^2 / sum w. So all k are tried.
LevelBlock scanTernary(const LevelLayout& layout, const float* x, const float* weights) {
    int order[256];
    for (int i = 0; i < layout.elements; ++i)
        order[i] = i;
    std::stable_sort(order, order + layout.elements,
                     [x](int a, int b) { return std::abs(x[a]) > std::abs(x[b]); });
    double wx = 0;
    double w = 0;
    double most = 0;
    double scale = 0;
    for (int k = 0; k < layout.elements; ++k) {
        wx += static_cast<double>(weights[order[k]]) * std::abs(x[order[k]]);
        w += weights[order[k]];
        if (w > 0 && wx * wx / w > most) {
            most = wx * wx / w;
            scale = wx / w;
        }
    }
    LevelBlock block;
    block.d = halfFromFloat(storable(static_cast<float>(scale)));
    roundSub(layout, x, weights, 0, block);
    return block;
}

/// Signs: the weighted mean magnitude is the exact optimum.
LevelBlock scanSigns(const float* x, const float* weights) {
    double wx = 0;
    double w = 0;
    LevelBlock block;
    for (int i = 0; i < q1_0.elements; ++i) {
        wx += static_cast<double>(weights[i]) * std::abs(x[i]);
        w += weights[i];
        block.codes[i] = x[i] >= 0 ? 1 : 0;
    }
    block.d = halfFromFloat(storable(static_cast<float>(w > 0 ? wx / w : 0.0)));
    return block;
}

/// Types whose scale is one byte of a small float: all bytes around the textbook one.
LevelBlock scanBytes(const LevelLayout& layout, const float* x, const float* weights) {
    LevelBlock best = rtnBlock(layout, x);
    const int below = layout.dtype == DType::NVFP4 ? 10 : 2;
    const int highest = layout.dtype == DType::NVFP4 ? 0x7e : 0xfe;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        LevelBlock tried = best;
        float least = roundSub(layout, x, weights, j, best);
        const int middle = best.scales[j];
        for (int scale = std::max(0, middle - below); scale <= std::min(highest, middle + 6); ++scale) {
            tried.scales[j] = static_cast<std::uint8_t>(scale);
            const float error = roundSub(layout, x, weights, j, tried);
            if (error < least) {
                least = error;
                best = tried;
            }
        }
        tried = best;
    }
    return best;
}

/// IQ4_XS: each sub-block's own best scale first, then units and the integers around the wanted ones.
LevelBlock scanSuper(const LevelLayout& layout, const float* x, const float* weights) {
    float wishes[8];
    float largest = 0;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        wishes[j] = floatFromHalf(scanFree(iq4NL, x + 32 * j, weights + 32 * j).d);
        if (std::abs(wishes[j]) > std::abs(largest))
            largest = wishes[j];
    }
    LevelBlock best;
    float least = HUGE_VALF;
    for (int k = 0; k < 4; ++k) {
        LevelBlock tried;
        tried.d = halfFromFloat(storable(-largest / 32 * (1 + 0.02F * static_cast<float>(k))));
        const float unit = floatFromHalf(tried.d);
        float sum = 0;
        for (int j = 0; j < layout.subBlocks(); ++j) {
            const int wish =
                unit != 0 ? static_cast<int>(std::nearbyint(std::clamp(wishes[j] / unit, -64.0F, 64.0F))) : 0;
            LevelBlock trial = tried;
            float leastSub = HUGE_VALF;
            for (int integer = wish - 1; integer <= wish + 1; ++integer) {
                trial.scales[j] = static_cast<std::uint8_t>(std::clamp(integer, -32, 31) + 32);
                const float error = roundSub(layout, x, weights, j, trial);
                if (error < leastSub) {
                    leastSub = error;
                    tried = trial;
                }
            }
            sum += leastSub;
        }
        if (sum < least) {
            least = sum;
            best = tried;
        }
    }
    return best;
}

} // namespace

LevelBlock rtnScales(const LevelLayout& layout, const float* x) {
    LevelBlock block;
    float scales[8];
    const float outermost = layout.dtype == DType::IQ4_NL || layout.dtype == DType::IQ4_XS ? 113.0F
                            : layout.levels.size() == 16                                   ? 12.0F
                                                                                           : 1.0F;
    float largest = 0;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        scales[j] = largestMagnitude(x + j * layout.subElements, layout.subElements) / outermost;
        largest = std::max(largest, scales[j]);
    }
    block.d = halfFromFloat(storable(layout.dtype == DType::IQ4_XS ? largest / 31 : largest));
    for (int j = 0; j < layout.subBlocks(); ++j) {
        if (layout.dtype == DType::NVFP4)
            block.scales[j] = ue4m3FromFloat(2 * scales[j]);
        else if (layout.dtype == DType::MXFP4 && scales[j] > 0) // OCP: floor(log2(max)) - 2
            block.scales[j] =
                static_cast<std::uint8_t>(std::clamp(std::ilogb(12 * scales[j]) - 2 + 127, 0, 254));
        else if (layout.dtype == DType::IQ4_XS && largest > 0)
            block.scales[j] =
                static_cast<std::uint8_t>(32 + static_cast<int>(std::nearbyint(scales[j] / largest * 31)));
        else if (layout.dtype == DType::IQ4_XS)
            block.scales[j] = 32;
    }
    return block;
}

LevelBlock rtnBlock(const LevelLayout& layout, const float* x) {
    if (layout.dtype == DType::Q1_0) // rounding to a sign has no step: the mean magnitude it is
        return ggmlBlock(layout, x, nullptr);
    LevelBlock block = rtnScales(layout, x);
    for (int j = 0; j < layout.subBlocks(); ++j)
        roundSub(layout, x, nullptr, j, block);
    return block;
}

LevelBlock scanBlock(const LevelLayout& layout, const float* x, const float* weights) {
    switch (layout.dtype) {
    case DType::TQ1_0:
    case DType::TQ2_0:
        return scanTernary(layout, x, weights);
    case DType::Q1_0:
        return scanSigns(x, weights);
    case DType::MXFP4:
    case DType::NVFP4:
        return scanBytes(layout, x, weights);
    case DType::IQ4_XS:
        return scanSuper(layout, x, weights);
    default:
        return scanFree(layout, x, weights);
    }
}

void decodeBlock(const LevelLayout& layout, const LevelBlock& block, float* out) {
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const float scale = layout.scale(block, j);
        for (int i = j * layout.subElements; i < (j + 1) * layout.subElements; ++i)
            out[i] = scale * layout.levels[block.codes[i]];
    }
}

namespace {

double decodedError(const LevelLayout& layout, const float* x, const float* weights,
                    const LevelBlock& block) {
    float decoded[256];
    decodeBlock(layout, block, decoded);
    double sum = 0;
    for (int i = 0; i < layout.elements; ++i) {
        const double difference = static_cast<double>(decoded[i]) - x[i];
        sum += weights[i] * (difference * difference);
    }
    return sum;
}

} // namespace

const LevelBlock& bestOf(const LevelLayout& layout, const float* x, const float* weights,
                         std::initializer_list<const LevelBlock*> blocks) {
    const LevelBlock* best = *blocks.begin();
    double least = HUGE_VAL;
    for (const LevelBlock* block : blocks) {
        const double error = decodedError(layout, x, weights, *block);
        if (error < least) {
            least = error;
            best = block;
        }
    }
    return *best;
}

namespace {

template <const LevelLayout& layout>
void decode(const std::uint8_t* blocks, std::int64_t count, float* out) {
    for (std::int64_t i = 0; i < count; ++i)
        decodeBlock(layout, layout.read(blocks + i * layout.bytes), out + i * layout.elements);
}

template <const LevelLayout& layout>
void rtn(const Rows& rows, std::uint8_t* out) {
    for (std::int64_t i = 0; i < rows.rows * rows.columns; i += layout.elements, out += layout.bytes)
        layout.write(rtnBlock(layout, rows.values + i), out);
}

template <const LevelLayout& layout>
void ggml(const Rows& rows, std::uint8_t* out) {
    for (std::int64_t i = 0; i < rows.rows * rows.columns; i += layout.elements, out += layout.bytes) {
        const float* importance = rows.importance == nullptr ? nullptr : rows.importance + i % rows.columns;
        layout.write(ggmlBlock(layout, rows.values + i, importance), out);
    }
}

template <const LevelLayout& layout>
void search(const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0,
                                  1.0F);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    for (std::int64_t i = 0; i < rows.rows * rows.columns; i += layout.elements, out += layout.bytes) {
        const float* x = rows.values + i;
        const float* w = weights + i % rows.columns;
        const LevelBlock ggml = ggmlBlock(layout, x, rows.importance == nullptr ? nullptr : w);
        const LevelBlock rtn = rtnBlock(layout, x);
        const LevelBlock scan = scanBlock(layout, x, w);
        layout.write(bestOf(layout, x, w, {&ggml, &rtn, &scan}), out);
    }
}

template <const LevelLayout& layout>
constexpr Coder coder{decode<layout>, rtn<layout>, ggml<layout>, search<layout>};

} // namespace

const Coder& levelCoder(DType dtype) {
    switch (dtype) {
    case DType::IQ4_NL:
        return coder<iq4NL>;
    case DType::IQ4_XS:
        return coder<iq4XS>;
    case DType::MXFP4:
        return coder<mxfp4>;
    case DType::NVFP4:
        return coder<nvfp4>;
    case DType::TQ1_0:
        return coder<tq1_0>;
    case DType::TQ2_0:
        return coder<tq2_0>;
    case DType::Q1_0:
        return coder<q1_0>;
    default:
        return coder<q2_0>;
    }
}

} // namespace mantissa::gguf::reference
