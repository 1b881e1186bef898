// What ggml writes (quantize_row_iq1_s_impl, quantize_row_iq1_m_impl).
#include "formats/gguf/reference/grids.h"
#include "formats/gguf/reference/iq1_runs.h"
#include "formats/gguf/reference/lattice_neighbours.h"
#include "formats/gguf/reference/rounding.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::gguf {

namespace {

/// importance * sqrt(sigma2 + x^2) with sigma2 twice the block's mean square, or x^2.
void ggmlWeights(const float* x, const float* importance, float* weights) {
    float sum = 0;
    for (int i = 0; i < iq1Elements; ++i)
        sum += x[i] * x[i];
    const float sigma2 = 2 * sum / iq1Elements;
    for (int i = 0; i < iq1Elements; ++i)
        weights[i] = importance == nullptr ? x[i] * x[i] : importance[i] * std::sqrt(sigma2 + x[i] * x[i]);
}

/// Every run's integer, by its scale.
void roundScales(const Iq1Type& type, const Iq1Runs& runs, float unit, Iq1Block& block) {
    const float inverse = 1 / unit;
    for (int r = 0; r < type.runs(); ++r)
        block.scales[r] = static_cast<std::uint8_t>(
            std::clamp(nearestByMantissa(0.5F * (inverse * runs[r].scale - 1)), 0, 7));
}

/// IQ1_M solves for d once more, for the entries and integers chosen.
float solvedUnit(const Iq1Type& type, const float* x, const float* weights, const Iq1Block& block,
                 float unit) {
    Iq1Sums sums;
    for (int group = 0; group < iq1Elements / iq1GroupElements; ++group) {
        const auto steps = static_cast<float>(2 * block.scales[group / type.groups()] + 1);
        sums.add(x + 8 * group, weights + 8 * group, block.entries[group], block.down[group], steps);
    }
    return sums.qq > 0 ? sums.xq / sums.qq : unit;
}

Iq1Block blockOf(const Iq1Type& type, const float* x, const float* weights, const Iq1Runs& runs) {
    Iq1Block block;
    float largest = 0;
    bool overflowed = false;
    for (int r = 0; r < type.runs(); ++r) {
        largest = std::max(largest, runs[r].scale);
        overflowed = overflowed || std::isnan(runs[r].scale);
        std::copy_n(runs[r].entries.begin(), type.groups(), block.entries.begin() + r * type.groups());
    }
    if (overflowed)
        block.d = halfFromFloat(std::numeric_limits<float>::quiet_NaN());
    if (overflowed || largest == 0)
        return block;
    for (int group = 0; group < iq1Elements / iq1GroupElements; ++group)
        block.down[group] = runs[group / type.groups()].down[type.halfOf(group % type.groups())];
    float unit = largest / 15;
    roundScales(type, runs, unit, block);
    if (type.layout.dtype == DType::IQ1_M)
        unit = solvedUnit(type, x, weights, block, unit);
    block.d = halfFromFloat(unit * type.widened);
    return block;
}

} // namespace

void Iq1Sums::add(const float* x, const float* weights, int entry, bool down, float steps) {
    const float* values = iq1Values(down);
    for (int i = 0; i < iq1GroupElements; ++i) {
        const float q = values[iq1sGrid[entry] >> 2 * i & 3] * steps;
        xq += weights[i] * q * x[i];
        qq += weights[i] * q * q;
    }
}

Iq1Run settle(const Iq1Type& type, const Iq1Steps& steps, const float* x, const float* weights,
              const Iq1Split& split) {
    const LatticeNeighbours& book = latticeNeighbours(DType::IQ1_S);
    Iq1Run run;
    if (!split.found)
        return run;
    run.scale = split.scale;
    run.down = split.down;
    bool moved = false;
    Iq1Sums sums;
    for (int group = 0; group < type.groups(); ++group) {
        const int first = group * iq1GroupElements;
        const bool down = run.down[type.halfOf(group)];
        const int point = book.pointOf(split.digits.data() + first);
        int entry = book.at[static_cast<std::size_t>(point)];
        if (entry < 0) {
            moved = true;
            entry = steps.nearest(x + first, weights + first, split.scale, down, point).entry;
        }
        if (entry < 0) { // ggml gives up here; so do we, by a scale that cannot be stored
            run.scale = std::numeric_limits<float>::quiet_NaN();
            return run;
        }
        run.entries[group] = static_cast<std::uint16_t>(entry);
        sums.add(x + first, weights + first, entry, down, 1);
    }
    if (moved && sums.xq > 0 && sums.qq > 0)
        run.scale = sums.xq / sums.qq;
    return run;
}

void encodeIq1(const Iq1Type& type, const Iq1Steps& steps, const Rows& rows, std::uint8_t* out) {
    const std::int64_t perRow = rows.columns / iq1Elements;
    const std::int64_t blocks = rows.rows * perRow;
    float weights[iq1BlocksTogether * iq1Elements];
    Iq1Split splits[iq1BlocksTogether * 16];
    for (std::int64_t first = 0; first < blocks; first += iq1BlocksTogether) {
        const auto count = static_cast<int>(std::min<std::int64_t>(iq1BlocksTogether, blocks - first));
        const float* x = rows.values + first * iq1Elements;
        for (int b = 0; b < count; ++b) {
            const float* importance =
                rows.importance == nullptr ? nullptr : rows.importance + (first + b) % perRow * iq1Elements;
            ggmlWeights(x + b * iq1Elements, importance, weights + b * iq1Elements);
        }
        steps.split(type, x, weights, count * type.runs(), splits);
        for (int b = 0; b < count; ++b) {
            const Iq1Runs runs = settleAll(type, steps, x + b * iq1Elements, weights + b * iq1Elements,
                                           splits + b * type.runs());
            writeBlock(type, blockOf(type, x + b * iq1Elements, weights + b * iq1Elements, runs),
                       out + (first + b) * type.layout.bytes);
        }
    }
}

Iq1Runs settleAll(const Iq1Type& type, const Iq1Steps& steps, const float* x, const float* weights,
                  const Iq1Split* splits) {
    Iq1Runs runs;
    for (int r = 0; r < type.runs(); ++r) {
        const int first = r * type.runElements;
        runs[r] = settle(type, steps, x + first, weights + first, splits[r]);
    }
    return runs;
}

} // namespace mantissa::gguf
