// `search` for IQ1. ggml decides on patterns first and rounds the scales afterwards; here the patterns are
// chosen again under the scales as they will be stored, for the integers around the wanted one and both
// shifts, and d is solved for again.
#include "formats/gguf/reference/iq1_runs.h"
#include "formats/gguf/reference/search_sums.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mantissa::gguf {

namespace {

constexpr int rounds = 2;
constexpr int groupsOfBlock = iq1Elements / iq1GroupElements;

struct Input {
    const Iq1Type& type;
    const Iq1Steps& steps;
    const float* x;
    const float* weights;
};

/// Entries and shifts of one run under one scale.
struct RunChoice {
    float error = HUGE_VALF;
    std::array<int, 4> entries{};
    std::array<bool, 4> down{};
};

/// All groups shifted alike; stops once the error reaches `limit`.
RunChoice chooseAlike(const Input& in, int run, float scale, bool down, float limit) {
    RunChoice choice{0.0F, {}, {}};
    for (int group = 0; group < in.type.groups(); ++group) {
        const int first = run * in.type.runElements + group * iq1GroupElements;
        const Iq1Choice found =
            in.steps.rounded(in.x + first, in.weights + first, scale, down, limit - choice.error);
        if (found.entry < 0)
            return {};
        choice.entries[group] = found.entry;
        choice.down[group] = down;
        choice.error += found.error;
    }
    return choice;
}

/// Each group shifted as suits it, which IQ1_M can.
RunChoice chooseEach(const Input& in, int run, float scale, float limit) {
    RunChoice choice{0.0F, {}, {}};
    for (int group = 0; group < in.type.groups(); ++group) {
        const int first = run * in.type.runElements + group * iq1GroupElements;
        Iq1Choice best{-1, limit - choice.error};
        for (const bool down : {false, true}) {
            const Iq1Choice found =
                in.steps.rounded(in.x + first, in.weights + first, scale, down, best.error);
            if (found.entry < 0 || !(found.error < best.error))
                continue;
            best = found;
            choice.down[group] = down;
        }
        if (best.entry < 0)
            return {};
        choice.entries[group] = best.entry;
        choice.error += best.error;
    }
    return choice;
}

/// Replaces `best` by what is found under this scale if that is better.
bool improve(const Input& in, int run, float scale, RunChoice& best) {
    bool improved = false;
    const auto offer = [&](const RunChoice& choice) {
        if (choice.error < best.error) {
            best = choice;
            improved = true;
        }
    };
    if (in.type.layout.dtype == DType::IQ1_M) {
        offer(chooseEach(in, run, scale, best.error));
    } else {
        offer(chooseAlike(in, run, scale, false, best.error));
        offer(chooseAlike(in, run, scale, true, best.error));
    }
    return improved;
}

/// The best integer at most `reach` from the present one, with its entries. Returns the error.
float improveRun(const Input& in, int run, float unit, int reach, Iq1Block& block) {
    const int middle = block.scales[run];
    RunChoice best;
    for (const int steps : {middle, middle - 1, middle + 1}) {
        if (std::abs(steps - middle) <= reach && steps >= 0 && steps <= 7 &&
            improve(in, run, unit * static_cast<float>(2 * steps + 1), best))
            block.scales[run] = static_cast<std::uint8_t>(steps);
    }
    for (int group = 0; group < in.type.groups(); ++group) {
        const auto at = static_cast<std::size_t>(run * in.type.groups() + group);
        block.entries[at] = static_cast<std::uint16_t>(best.entries[group]);
        block.down[at] = best.down[group];
    }
    return best.error;
}

float solvedUnit(const Input& in, const Iq1Block& block) {
    Iq1Sums sums;
    for (int group = 0; group < groupsOfBlock; ++group) {
        const auto steps = static_cast<float>(2 * block.scales[group / in.type.groups()] + 1);
        const int first = group * iq1GroupElements;
        sums.add(in.x + first, in.weights + first, block.entries[group], block.down[group], steps);
    }
    return sums.qq > 0 ? sums.xq / sums.qq : 0.0F;
}

/// From the runs' own best scales to a block. Its d is 0 where nothing can be gained.
Iq1Block searchedBlock(const Input& in, const Iq1Runs& runs) {
    Iq1Block tried;
    float largest = 0;
    for (int r = 0; r < in.type.runs(); ++r)
        largest = std::max(largest, runs[r].scale);
    float unit = reference::storable(largest / 15);
    Iq1Block best;
    float least = HUGE_VALF;
    for (int r = 0; r < in.type.runs() && unit > 0; ++r)
        tried.scales[r] = static_cast<std::uint8_t>(
            std::clamp(static_cast<int>(std::nearbyint((runs[r].scale / unit - 1) / 2)), 0, 7));
    for (int round = 0; round < rounds && unit > 0; ++round) {
        // IQ1_M, whose groups are shifted one by one, takes longest: its first round only serves to solve for
        // d.
        const int reach = round == 0 && in.type.layout.dtype == DType::IQ1_M ? 0 : 1;
        tried.d = halfFromFloat(unit);
        float error = 0;
        for (int r = 0; r < in.type.runs(); ++r)
            error += improveRun(in, r, unit, reach, tried);
        if (error < least) {
            least = error;
            best = tried;
        }
        unit = reference::storable(solvedUnit(in, tried));
    }
    return best;
}

double errorOf(const Iq1Type& type, const float* x, const float* importance, const std::uint8_t* bytes) {
    float decoded[iq1Elements];
    reference::latticeCoder(type.layout.dtype).decode(bytes, 1, decoded);
    double sum = 0;
    for (int i = 0; i < iq1Elements; ++i) {
        const double difference = static_cast<double>(decoded[i]) - x[i];
        sum += importance[i] * (difference * difference);
    }
    return sum;
}

/// Copies of the numbers within bounds that let no sum overflow: beyond the largest value that a block can
/// hold only the sign matters, and only the ratios of weights do.
void tame(const float* x, const float* importance, float factor, float* values, float* weights) {
    constexpr float largest = 65504.0F * 15 * 1.125F;
    for (int i = 0; i < iq1Elements; ++i) {
        values[i] = std::clamp(x[i], -largest, largest);
        weights[i] = importance[i] * factor;
    }
}

/// A power of two that brings the largest importance to about 1 where it is enormous.
float weightFactor(const float* importance, std::int64_t columns) {
    const float largest = *std::max_element(importance, importance + columns);
    return largest > 1e12F ? std::ldexp(1.0F, -std::ilogb(largest)) : 1.0F;
}

} // namespace

void searchIq1(const Iq1Type& type, const Iq1Steps& steps, const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0,
                                  1.0F);
    const float* importance = rows.importance == nullptr ? ones.data() : rows.importance;
    const float factor = weightFactor(importance, rows.columns);
    Rows weighted = rows;
    if (type.layout.dtype == DType::IQ1_S) // ggml has no IQ1_S without a matrix
        weighted.importance = importance;
    encodeIq1(type, steps, weighted, out); // what is there to beat
    const std::int64_t perRow = rows.columns / iq1Elements;
    const std::int64_t blocks = rows.rows * perRow;
    float values[iq1BlocksTogether * iq1Elements];
    float weights[iq1BlocksTogether * iq1Elements];
    Iq1Split splits[iq1BlocksTogether * 16];
    for (std::int64_t first = 0; first < blocks; first += iq1BlocksTogether) {
        const auto count = static_cast<int>(std::min<std::int64_t>(iq1BlocksTogether, blocks - first));
        for (int b = 0; b < count; ++b)
            tame(rows.values + (first + b) * iq1Elements, importance + (first + b) % perRow * iq1Elements,
                 factor, values + b * iq1Elements, weights + b * iq1Elements);
        steps.split(type, values, weights, count * type.runs(), splits);
        for (int b = 0; b < count; ++b) {
            const Input in{type, steps, values + b * iq1Elements, weights + b * iq1Elements};
            const Iq1Runs runs = settleAll(type, steps, in.x, in.weights, splits + b * type.runs());
            std::uint8_t searched[64];
            writeBlock(type, searchedBlock(in, runs), searched);
            const float* x = rows.values + (first + b) * iq1Elements;
            const float* w = importance + (first + b) % perRow * iq1Elements;
            std::uint8_t* bytes = out + (first + b) * type.layout.bytes;
            if (!(errorOf(type, x, w, bytes) <= errorOf(type, x, w, searched))) // ggml's may be no number
                std::copy_n(searched, type.layout.bytes, bytes);
        }
    }
}

} // namespace mantissa::gguf
