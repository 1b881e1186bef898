#include "formats/gguf/reference/lattice_search.h"

#include "formats/gguf/reference/search_sums.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf {

namespace {

float largestMagnitude(const float* x, int count) {
    float found = 0;
    for (int i = 0; i < count; ++i)
        found = std::max(found, std::abs(x[i]));
    return found;
}

} // namespace

LatticeStart rescaled(const LatticeRules& rules, const LatticeStart& start, float d) {
    LatticeStart other{d, {}};
    const float ratio = d > 0 ? start.d / d : 0.0F;
    for (int j = 0; j < rules.subBlocks(); ++j) {
        const float wanted = (static_cast<float>(2 * start.scales[j] + 1) * ratio - 1) * 0.5F;
        other.scales[j] = static_cast<int>(std::nearbyint(std::clamp(wanted, 0.0F, 15.0F)));
    }
    return other;
}

LatticeStart latticeStart(const LatticeRules& rules, const float* x, const LatticeCodes& ggml) {
    LatticeStart start{floatFromHalf(ggml.d), {}};
    if (start.d > 0 && std::isfinite(start.d)) {
        std::copy(ggml.scales.begin(), ggml.scales.end(), start.scales.begin());
        return start;
    }
    const float outermost = rules.scaleStep * rules.layout.levels.back();
    start.d = reference::storable(largestMagnitude(x, latticeElements) / (31 * outermost));
    for (int j = 0; j < rules.subBlocks() && start.d > 0; ++j) {
        const float steps = largestMagnitude(x + j * rules.layout.subElements, rules.layout.subElements) /
                            outermost / start.d;
        start.scales[j] = static_cast<int>(std::nearbyint(std::clamp((steps - 1) * 0.5F, 0.0F, 15.0F)));
    }
    return start;
}

double decodedError(const LatticeRules& rules, const float* x, const float* weights,
                    const LatticeCodes& codes) {
    const LatticeNeighbours& book = latticeNeighbours(rules.layout.dtype);
    const float* values = latticeValues(rules);
    const float d = floatFromHalf(codes.d);
    double sum = 0;
    for (int i = 0; i < latticeElements; ++i) {
        const float scale =
            d * static_cast<float>(2 * codes.scales[i / rules.layout.subElements] + 1) * rules.scaleStep;
        const float magnitude = scale * values[book.digit(codes.entries[i / rules.group], i % rules.group)];
        const bool negative = (codes.signs[i / 8] >> i % 8 & 1) != 0;
        const double difference = static_cast<double>(negative ? -magnitude : magnitude) - x[i];
        sum += weights[i] * (difference * difference);
    }
    return sum;
}

const LatticeCodes& betterOf(const LatticeRules& rules, const float* x, const float* weights,
                             const LatticeCodes& ggml, const LatticeCodes& scan) {
    const double bound = decodedError(rules, x, weights, ggml);
    // NaN: ggml refused, or overflowed.
    return decodedError(rules, x, weights, scan) < bound || std::isnan(bound) ? scan : ggml;
}

} // namespace mantissa::gguf

namespace mantissa::gguf::reference {

namespace {

struct Search {
    const LatticeRules& rules;
    const LatticeNeighbours& book;
    const float* weights;
    float x[latticeElements]; ///< magnitudes
};

struct Choice {
    LatticeCodes codes;
    float d = 0;
    float error = HUGE_VALF;
};

float scaleOf(const Search& search, float d, int code) {
    return d * static_cast<float>(2 * code + 1) * search.rules.scaleStep;
}

/// The nearest entries of sub-block j under a scale. Returns their error.
float roundPart(const Search& search, int j, float scale, std::uint16_t* entries) {
    const LatticeRules& rules = search.rules;
    const float* values = latticeValues(rules);
    const float inverse = inverseOf(scale * rules.unitOfLevels);
    float error = 0;
    for (int k = 0; k < rules.layout.subElements / rules.group; ++k) {
        const int first = j * rules.layout.subElements + k * rules.group;
        std::uint8_t digits[8];
        for (int i = 0; i < rules.group; ++i)
            digits[i] =
                static_cast<std::uint8_t>(latticeDigit(search.x[first + i], inverse, rules.levels() - 1));
        const int entry =
            nearestEntry(search.book, digits, search.x + first, search.weights + first, scale, values);
        entries[k] = static_cast<std::uint16_t>(std::max(entry, 0));
        for (int i = 0; i < rules.group; ++i) {
            const float difference = scale * values[search.book.digit(entries[k], i)] - search.x[first + i];
            error += search.weights[first + i] * difference * difference;
        }
    }
    return error;
}

/// The best scales around the wanted ones.
Choice settle(const Search& search, const LatticeStart& start) {
    Choice choice;
    choice.d = start.d;
    choice.error = 0;
    const int groups = search.rules.layout.subElements / search.rules.group;
    for (int j = 0; j < search.rules.subBlocks(); ++j) {
        float least = HUGE_VALF;
        for (int code = start.scales[j] - 1; code <= start.scales[j] + 1; ++code) {
            const int stored = std::clamp(code, 0, 15);
            std::uint16_t entries[8];
            const float error = roundPart(search, j, scaleOf(search, start.d, stored), entries);
            if (!(error < least))
                continue;
            least = error;
            choice.codes.scales[j] = static_cast<std::uint8_t>(stored);
            std::copy_n(entries, groups, choice.codes.entries.begin() + j * groups);
        }
        choice.error += least;
    }
    return choice;
}

/// d by weighted least squares for the integers of a choice: x ~ d * (scale * level).
float solveUnit(const Search& search, const Choice& choice) {
    const LatticeRules& rules = search.rules;
    const float* values = latticeValues(rules);
    float xu = 0;
    float uu = 0;
    for (int j = 0; j < rules.subBlocks(); ++j) {
        const float scale = scaleOf(search, 1, choice.codes.scales[j]);
        float partXu = 0;
        float partUu = 0;
        for (int i = j * rules.layout.subElements; i < (j + 1) * rules.layout.subElements; ++i) {
            const float u =
                scale * values[search.book.digit(choice.codes.entries[i / rules.group], i % rules.group)];
            partXu += search.weights[i] * search.x[i] * u;
            partUu += search.weights[i] * u * u;
        }
        xu += partXu;
        uu += partUu;
    }
    return uu > 0 && xu > 0 ? storable(xu / uu) : choice.d;
}

} // namespace

LatticeCodes scanBlock(const LatticeRules& rules, const float* x, const float* weights,
                       const LatticeCodes& ggml) {
    Search search{rules, latticeNeighbours(rules.layout.dtype), weights, {}};
    LatticeCodes codes;
    for (int k = 0; k < latticeElements / 8; ++k)
        codes.signs[k] = splitSigns(rules, x + 8 * k, weights + 8 * k, search.x + 8 * k);
    const LatticeStart start = latticeStart(rules, x, ggml);
    Choice best;
    best.d = start.d;
    for (const float factor : latticeUnits) {
        const Choice choice = settle(search, rescaled(rules, start, storable(start.d * factor)));
        if (choice.error < best.error)
            best = choice;
    }
    for (int round = 0; round < latticeRounds; ++round) {
        LatticeStart again{best.d, {}};
        std::copy(best.codes.scales.begin(), best.codes.scales.end(), again.scales.begin());
        const Choice choice = settle(search, rescaled(rules, again, solveUnit(search, best)));
        if (choice.error < best.error)
            best = choice;
    }
    codes.d = halfFromFloat(best.d);
    codes.scales = best.codes.scales;
    codes.entries = best.codes.entries;
    return codes;
}

} // namespace mantissa::gguf::reference
