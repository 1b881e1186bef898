// The specification of IQ1's steps. Sums run in ggml's order (quantize_row_iq1_s_impl, _m_impl), so that the
// bytes are the same.
#include "formats/gguf/reference/iq1_steps.h"

#include "formats/gguf/reference/grids.h"
#include "formats/gguf/reference/lattice_neighbours.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace mantissa::gguf {

namespace {

/// The elements of a run in ascending order. Equal ones keep their order: glibc's qsort merges.
using Order = std::array<std::uint8_t, iq1LongestRun>;

Order ascending(const float* x, int count) {
    Order order{};
    for (int i = 0; i < count; ++i)
        order[i] = static_cast<std::uint8_t>(i);
    std::stable_sort(order.begin(), order.begin() + count, [x](int a, int b) { return x[a] < x[b]; });
    return order;
}

/// Elements before `first` become -1, those from `second` on 1.
struct Cut {
    int first = -1;
    int second = -1;
    int shifts = 0; ///< bit 1: the first half goes down; bit 0: the second
    float scale = 0;
    float score = -FLT_MAX;

    void offer(int i, int j, int shift, float xq, float qq) {
        if (!(qq > 0 && xq * xq > score * qq))
            return;
        first = i;
        second = j;
        shifts = shift;
        scale = xq / qq;
        score = scale * xq;
    }
};

/// IQ1_S: all of the run is shifted alike.
Cut cutShared(const float* x, const float* weights, const Order& order) {
    constexpr int count = 32;
    float sx[count + 1] = {};
    float sw[count + 1] = {};
    for (int i = 0; i < count; ++i) {
        sx[i + 1] = sx[i] + weights[order[i]] * x[order[i]];
        sw[i + 1] = sw[i] + weights[order[i]];
    }
    Cut cut;
    for (int i = 0; i <= count; ++i) {
        for (int j = i; j <= count; ++j) {
            for (const bool down : {false, true}) {
                const float* v = iq1Values(down);
                const float xq = sx[i] * v[0] + (sx[j] - sx[i]) * v[1] + (sx[count] - sx[j]) * v[2];
                const float qq =
                    sw[i] * v[0] * v[0] + (sw[j] - sw[i]) * v[1] * v[1] + (sw[count] - sw[j]) * v[2] * v[2];
                cut.offer(i, j, down ? 3 : 0, xq, qq);
            }
        }
    }
    return cut;
}

/// Sums of one half of an IQ1_M run, over the first 0 .. 16 elements of the whole run in ascending order.
struct HalfSums {
    float x[17] = {};
    float w[17] = {};

    /// With levels v[0], v[0] + 1, v[0] + 2 and cuts at i and j: sum w x q.
    float xq(const float* v, int i, int j) const { return x[16] * v[2] - (x[i] + x[j]); }
    /// sum w q^2
    float qq(const float* v, int i, int j) const {
        return w[16] * v[2] * v[2] + w[i] * (v[0] * v[0] - v[1] * v[1]) + w[j] * (v[1] * v[1] - v[2] * v[2]);
    }
};

/// IQ1_M: the run is cut as a whole, but its halves are shifted each in its own way.
Cut cutHalves(const float* x, const float* weights, const Order& order) {
    constexpr int count = 16;
    HalfSums halves[2];
    for (int i = 0; i < count; ++i) {
        const int element = order[i];
        for (int h = 0; h < 2; ++h) {
            const bool mine = (element >= count / 2) == (h == 1);
            HalfSums& sums = halves[h];
            sums.x[i + 1] = mine ? sums.x[i] + weights[element] * x[element] : sums.x[i];
            sums.w[i + 1] = mine ? sums.w[i] + weights[element] : sums.w[i];
        }
    }
    Cut cut;
    for (int i = 0; i <= count; ++i) {
        for (int j = i; j <= count; ++j) {
            for (int shifts = 0; shifts < 4; ++shifts) {
                const float* a = iq1Values(shifts / 2 == 1);
                const float* b = iq1Values(shifts % 2 == 1);
                cut.offer(i, j, shifts, halves[0].xq(a, i, j) + halves[1].xq(b, i, j),
                          halves[0].qq(a, i, j) + halves[1].qq(b, i, j));
            }
        }
    }
    return cut;
}

float largestMagnitude(const float* x, int count) {
    float found = 0;
    for (int i = 0; i < count; ++i)
        found = std::max(found, std::abs(x[i]));
    return found;
}

Iq1Split splitRun(const Iq1Type& type, const float* x, const float* weights) {
    Iq1Split split;
    const int count = type.runElements;
    if (largestMagnitude(x, count) < type.zeroBelow)
        return split;
    const Order order = ascending(x, count);
    const Cut cut = count == 32 ? cutShared(x, weights, order) : cutHalves(x, weights, order);
    if (cut.first < 0)
        return split;
    const bool mirrored = cut.scale < 0;
    for (int i = 0; i < count; ++i) {
        const int digit = i < cut.first ? 0 : i < cut.second ? 1 : 2;
        split.digits[order[i]] = static_cast<std::uint8_t>(mirrored ? 2 - digit : digit);
    }
    const int shifts = mirrored ? 3 - cut.shifts : cut.shifts;
    split.found = true;
    split.scale = mirrored ? -cut.scale : cut.scale;
    split.down = {shifts / 2 == 1, shifts % 2 == 1};
    return split;
}

void splitRuns(const Iq1Type& type, const float* x, const float* weights, int runs, Iq1Split* out) {
    for (int run = 0; run < runs; ++run)
        out[run] = splitRun(type, x + run * type.runElements, weights + run * type.runElements);
}

float errorOf(unsigned entry, const float* x, const float* weights, float scale, const float* values) {
    float sum = 0;
    for (int i = 0; i < iq1GroupElements; ++i) {
        const float difference = scale * values[entry >> 2 * i & 3U] - x[i];
        sum += weights[i] * difference * difference;
    }
    return sum;
}

Iq1Choice nearestOf(const float* x, const float* weights, float scale, bool down, int point,
                    std::size_t most) {
    const float* values = iq1Values(down);
    const LatticeNeighbours& book = latticeNeighbours(DType::IQ1_S);
    const int at = book.at[static_cast<std::size_t>(point)];
    if (at >= 0)
        return {at, errorOf(iq1sGrid[at], x, weights, scale, values)};
    Iq1Choice best{-1, FLT_MAX};
    const auto around = book.around(at);
    for (const std::uint16_t neighbour : around.first(std::min(most, around.size()))) {
        const float error = errorOf(iq1sGrid[neighbour], x, weights, scale, values);
        if (error < best.error)
            best = {neighbour, error};
    }
    return best;
}

Iq1Choice nearest(const float* x, const float* weights, float scale, bool down, int point) {
    return nearestOf(x, weights, scale, down, point, SIZE_MAX);
}

/// The level above a midpoint from the midpoint on.
Iq1Choice rounded(const float* x, const float* weights, float scale, bool down, float limit) {
    const float* values = iq1Values(down);
    const float low = scale * ((values[0] + values[1]) / 2);
    const float high = scale * ((values[1] + values[2]) / 2);
    std::uint8_t digits[iq1GroupElements];
    unsigned pattern = 0;
    for (int i = 0; i < iq1GroupElements; ++i) {
        digits[i] = x[i] >= high ? 2 : x[i] >= low ? 1 : 0;
        pattern |= static_cast<unsigned>(digits[i]) << 2 * i;
    }
    const float bound = errorOf(pattern, x, weights, scale, values);
    if (!(bound < limit))
        return {-1, bound};
    return nearestOf(x, weights, scale, down, latticeNeighbours(DType::IQ1_S).pointOf(digits),
                     iq1SearchedEntries);
}

} // namespace

const Iq1Steps iq1ReferenceSteps{splitRuns, nearest, rounded};

} // namespace mantissa::gguf
