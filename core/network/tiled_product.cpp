#include "network/tiled_product.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "network/tiled_product.cpp"
// clang-format off
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
// clang-format on

#include "base/checked.h"

#include <algorithm>
#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace mantissa::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

// A block of the result is held in registers, two vectors wide, as in K. Goto and R. van de Geijn, "Anatomy
// of High-Performance Matrix Multiplication", 2008. AVX-512 has 32 registers, and so have the few other sets
// with as wide vectors; 6 rows leave room among 16.
constexpr std::int64_t lanes = static_cast<std::int64_t>(hn::MaxLanes(Floats()));
constexpr std::int64_t stripOutputs = std::min<std::int64_t>(2 * lanes, tileOutputs);
constexpr int mostRows = lanes >= 16 ? 12 : 6;
// A block of x stays in the second-level cache while all weights pass by: 96 x 1024 floats are 384 KiB.
constexpr std::int64_t blockRows = 96;
constexpr std::int64_t blockDepth = 1024;

/// Where a strip of outputs goes, for one row after another.
struct Place {
    float* y;
    std::int64_t stride;
    std::int64_t columns; ///< of the strip that exist
    const float* bias;    ///< null: none
    bool adds;            ///< to what an earlier block of the depth left there
};

HWY_INLINE void put(Vector low, Vector high, std::int64_t row, const Place& place) {
    const Floats d;
    float* y = place.y + row * place.stride;
    const float* addend = place.adds ? y : place.bias;
    if (HWY_LIKELY(place.columns == stripOutputs)) {
        if (addend != nullptr) {
            low = hn::Add(low, hn::LoadU(d, addend));
            high = hn::Add(high, hn::LoadU(d, addend + lanes));
        }
        hn::StoreU(low, d, y);
        hn::StoreU(high, d, y + lanes);
        return;
    }
    HWY_ALIGN float line[static_cast<std::size_t>(stripOutputs)];
    hn::Store(low, d, line);
    hn::Store(high, d, line + lanes);
    for (std::int64_t i = 0; i < place.columns; ++i)
        y[i] = addend != nullptr ? line[i] + addend[i] : line[i];
}

/// kRows rows of x times one strip; `w` steps by a whole tile from column to column.
template <int kRows>
HWY_NOINLINE void multiplyStrip(std::int64_t depth, MatrixView x, const float* w, const Place& place) {
    const Floats d;
    constexpr int groups = (kRows + 3) / 4; // of rows that one pointer reaches
    const float* group[groups];
    Vector low[kRows];
    Vector high[kRows];
    HWY_UNROLL(12)
    for (int r = 0; r < kRows; ++r) {
        group[r / 4] = x.data + r / 4 * 4 * x.stride;
        hwy::Prefetch(place.y + r * place.stride);
        hwy::Prefetch(place.y + r * place.stride + lanes);
        low[r] = hn::Zero(d);
        high[r] = hn::Zero(d);
    }
    for (std::int64_t i = 0; i < depth; ++i) {
        const auto w0 = hn::LoadU(d, w);
        const auto w1 = hn::LoadU(d, w + lanes);
        w += tileOutputs;
        HWY_UNROLL(12)
        for (int r = 0; r < kRows; ++r) {
            const auto value = hn::Set(d, group[r / 4][r % 4 * x.stride + i]);
            low[r] = hn::MulAdd(value, w0, low[r]);
            high[r] = hn::MulAdd(value, w1, high[r]);
        }
    }
    HWY_UNROLL(12)
    for (int r = 0; r < kRows; ++r)
        put(low[r], high[r], r, place);
}

/// As many of the rows as go by kRows, then the rest by fewer.
template <int kRows>
HWY_INLINE void multiplyRows(std::int64_t rows, std::int64_t depth, MatrixView x, const float* w,
                             Place place) {
    for (; rows >= kRows; rows -= kRows) {
        multiplyStrip<kRows>(depth, x, w, place);
        x.data += kRows * x.stride;
        place.y += kRows * place.stride;
    }
    constexpr int fewer = kRows > 8 ? 8 : kRows > 4 ? 4 : kRows / 2;
    if constexpr (fewer > 0) {
        if (rows > 0)
            multiplyRows<fewer>(rows, depth, x, w, place);
    }
}

void MultiplyTiled(std::int64_t rows, std::int64_t outputs, std::int64_t width, MatrixView x, Tiles weights,
                   const float* bias, float* y, std::int64_t yStride) {
    const std::int64_t depth = ceilDivide(width, std::max<std::int64_t>(1, ceilDivide(width, blockDepth)));
    for (std::int64_t row = 0; row < rows; row += blockRows) {
        const std::int64_t some = std::min(blockRows, rows - row);
        for (std::int64_t column = 0; column == 0 || column < width;
             column += std::max<std::int64_t>(1, depth)) {
            for (std::int64_t output = 0; output < outputs; output += stripOutputs) {
                const float* w = weights.data +
                                 (output / tileOutputs * weights.width + column) * tileOutputs +
                                 output % tileOutputs;
                const Place place{y + row * yStride + output, yStride,
                                  std::min(stripOutputs, outputs - output),
                                  bias != nullptr ? bias + output : nullptr, column > 0};
                multiplyRows<mostRows>(some, std::min(depth, width - column),
                                       {x.data + row * x.stride + column, x.stride}, w, place);
            }
        }
    }
}

} // namespace mantissa::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa {

HWY_EXPORT(MultiplyTiled);

std::size_t tiledSize(std::int64_t outputs, std::int64_t width) {
    return static_cast<std::size_t>(ceilDivide(outputs, tileOutputs) * tileOutputs * width);
}

void tileRows(std::int64_t outputs, std::int64_t width, MatrixView weights, float* tiles) {
    // Columns of a cache line at a time: the rows' lines are read once, those of the tile are written once.
    constexpr std::int64_t step = 16;
    for (std::int64_t first = 0; first < outputs; first += tileOutputs) {
        const std::int64_t some = std::min(tileOutputs, outputs - first);
        if (some < tileOutputs)
            std::fill_n(tiles, tileOutputs * width, 0.0F);
        for (std::int64_t column = 0; column < width; column += step) {
            const std::int64_t end = std::min(width, column + step);
            for (std::int64_t output = 0; output < some; ++output) {
                const float* row = weights.data + (first + output) * weights.stride;
                for (std::int64_t i = column; i < end; ++i)
                    tiles[i * tileOutputs + output] = row[i];
            }
        }
        tiles += tileOutputs * width;
    }
}

void tileColumns(std::int64_t outputs, std::int64_t width, MatrixView weights, float* tiles) {
    for (std::int64_t first = 0; first < outputs; first += tileOutputs) {
        const std::int64_t some = std::min(tileOutputs, outputs - first);
        for (std::int64_t column = 0; column < width; ++column, tiles += tileOutputs) {
            std::copy_n(weights.data + column * weights.stride + first, some, tiles);
            std::fill(tiles + some, tiles + tileOutputs, 0.0F);
        }
    }
}

void multiplyTiled(std::int64_t rows, std::int64_t outputs, std::int64_t width, MatrixView x, Tiles weights,
                   const float* bias, float* y, std::int64_t yStride) {
    HWY_DYNAMIC_DISPATCH(MultiplyTiled)(rows, outputs, width, x, weights, bias, y, yStride);
}

} // namespace mantissa
#endif
