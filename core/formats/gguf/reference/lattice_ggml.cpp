// ggml's encoders of IQ2_XXS to IQ3_S, one block at a time.
#include "formats/gguf/reference/fits.h"
#include "formats/gguf/reference/lattice_coder.h"
#include "formats/gguf/reference/rounding.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace mantissa::gguf::reference {

namespace {

constexpr float oddNumbers[] = {1, 3, 5, 7, 9, 11, 13, 15};

/// A sub-block on its way.
struct Part {
    const LatticeRules& rules;
    const LatticeNeighbours& book;
    float x[32]; ///< magnitudes
    float weights[32];
    float roots[32]; ///< of the weights: what single entries are chosen by

    int count() const { return rules.layout.subElements; }
    int groups() const { return count() / rules.group; }
};

/// Entries for a sub-block; bit k of `off` is set where group k had to look around.
struct Rounded {
    std::uint16_t entries[8] = {};
    unsigned off = 0;
    bool refused = false;
};

void roundGroup(const Part& part, int k, float inverse, float scale, Rounded& out) {
    const int first = k * part.rules.group;
    std::uint8_t digits[8];
    for (int i = 0; i < part.rules.group; ++i)
        digits[i] =
            static_cast<std::uint8_t>(latticeDigit(part.x[first + i], inverse, part.rules.levels() - 1));
    const bool on = part.book.at[static_cast<std::size_t>(part.book.pointOf(digits))] >= 0;
    const int entry = nearestEntry(part.book, digits, part.x + first, part.roots + first, scale, oddNumbers);
    out.refused = out.refused || entry < 0;
    out.entries[k] = static_cast<std::uint16_t>(std::max(entry, 0));
    out.off = on ? out.off & ~(1U << k) : out.off | 1U << k;
}

struct Sums {
    float qx = 0;
    float qq = 0;
};

Sums sumsOf(const Part& part, const Rounded& rounded) {
    Sums sums;
    for (int i = 0; i < part.count(); ++i) {
        const int k = i / part.rules.group;
        const float q = oddNumbers[part.book.digit(rounded.entries[k], i % part.rules.group)];
        sums.qx += part.weights[i] * part.x[i] * q;
        sums.qq += part.weights[i] * q * q;
    }
    return sums;
}

/// Tries scales around `base`, whose outermost level is the codebook's edge, and keeps what explains most.
/// Returns the scale.
float tryScales(const Part& part, float base, float scale, Rounded& best) {
    const LatticeRules& rules = part.rules;
    float most = 0;
    for (int attempt = -rules.attempts; attempt <= rules.attempts; ++attempt) {
        const float inverse =
            (static_cast<float>(rules.edge()) + static_cast<float>(attempt) * rules.step) / base;
        Rounded tried;
        for (int k = 0; k < part.groups(); ++k)
            roundGroup(part, k, inverse, 1 / inverse, tried);
        const Sums sums = sumsOf(part, tried);
        best.refused = best.refused || tried.refused;
        if (!(sums.qq > 0 && sums.qx * sums.qx > most * sums.qq))
            continue;
        scale = sums.qx / sums.qq;
        most = scale * sums.qx;
        tried.refused = best.refused;
        best = tried;
    }
    return scale;
}

/// Groups again under the scale found, then the scale by least squares.
float refit(const Part& part, float scale, Rounded& best) {
    const auto how = part.rules.refit;
    if (!(scale > 0) || (how != LatticeRules::Refit::All && best.off == 0))
        return scale;
    for (int k = 0; k < part.groups(); ++k) {
        if (how != LatticeRules::Refit::Off || (best.off >> k & 1U) != 0)
            roundGroup(part, k, 1 / scale, scale, best);
    }
    const Sums sums = sumsOf(part, best);
    return sums.qq > 0 ? sums.qx / sums.qq : scale;
}

/// The scale and entries of a sub-block.
LatticePart fitPart(const Part& part) {
    const LatticeRules& rules = part.rules;
    const auto count = static_cast<std::size_t>(part.count());
    float base = *std::max_element(part.x, part.x + count);
    if (base < rules.emptyBelow)
        return {};
    float scale = base / static_cast<float>(rules.edge());
    if (rules.startsFromFit) {
        std::uint8_t unused[32];
        scale = fitPositive({part.x, count}, part.weights, rules.levels() + 1, unused);
        base = scale * static_cast<float>(rules.levels());
        if (base <= 0)
            return {};
    }
    Rounded best;
    if (rules.refit == LatticeRules::Refit::AllIfAnyOff)
        best.off = 1; // also where no try explains anything
    scale = refit(part, tryScales(part, base, scale, best), best);
    LatticePart found;
    found.empty = false;
    found.scale = best.refused ? NAN : scale;
    std::copy_n(best.entries, part.groups(), found.entries.begin());
    return found;
}

void weigh(const LatticeRules& rules, const float* x, const float* importance, float sigma2, Part& part) {
    for (int i = 0; i < part.count(); ++i) {
        const float square = x[i] * x[i];
        if (importance != nullptr || rules.plain == LatticeRules::Plain::Refused)
            part.weights[i] = (importance != nullptr ? importance[i] : 1.0F) * std::sqrt(sigma2 + square);
        else
            part.weights[i] = rules.plain == LatticeRules::Plain::Squares ? square : 0.25F * sigma2 + square;
        part.roots[i] = std::sqrt(part.weights[i]);
    }
}

} // namespace

int latticeDigit(float x, float inverse, int highest) {
    return std::clamp(nearestByMantissa(0.5F * (inverse * x - 1)), 0, highest);
}

int nearestEntry(const LatticeNeighbours& book, const std::uint8_t* digits, const float* x,
                 const float* weights, float scale, const float* levels) {
    const std::int32_t at = book.at[static_cast<std::size_t>(book.pointOf(digits))];
    if (at >= 0)
        return at;
    float least = FLT_MAX;
    int best = -1;
    for (const std::uint16_t entry : book.around(at)) {
        float error = 0;
        for (int i = 0; i < book.elements; ++i) {
            const float difference = scale * levels[book.digit(entry, i)] - x[i];
            error += weights[i] * difference * difference;
        }
        if (error < least) {
            least = error;
            best = entry;
        }
    }
    return best;
}

LatticeCodes ggmlBlock(const LatticeRules& rules, const float* x, const float* importance) {
    float square = 0;
    for (int i = 0; i < latticeElements; ++i)
        square += x[i] * x[i];
    const float sigma2 = static_cast<float>(rules.sigmaFactor) * square / latticeElements;
    const int count = rules.layout.subElements;
    LatticePart parts[16];
    for (int j = 0; j < rules.subBlocks(); ++j) {
        Part part{rules, latticeNeighbours(rules.layout.dtype), {}, {}, {}};
        weigh(rules, x + j * count, importance == nullptr ? nullptr : importance + j * count, sigma2, part);
        std::uint8_t signs[4];
        for (int k = 0; k < count / 8; ++k)
            signs[k] = splitSigns(rules, x + j * count + 8 * k, part.weights + 8 * k, part.x + 8 * k);
        parts[j] = fitPart(part);
        std::copy_n(signs, count / 8, parts[j].signs.begin());
    }
    return assembled(rules, parts);
}

} // namespace mantissa::gguf::reference
