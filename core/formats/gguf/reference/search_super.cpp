#include "formats/gguf/reference/search_sums.h"
#include "formats/gguf/reference/super_coder.h"

namespace mantissa::gguf {

CodeRange codeRange(const SuperLayout& layout) {
    return {static_cast<float>(-layout.levels()), static_cast<float>(layout.highest() - layout.levels())};
}

Scan scanOf(const SuperLayout& layout) {
    return layout.bits == 6 ? Scan{-3.5F, 0.35F, 18} : Scan{-0.5F, 0.35F, 5};
}

ScaleMinTries searchTries(const SuperLayout& layout) {
    if (layout.bits == 2)
        return {-0.9F, 0.1F, 18, false};
    return layout.bits == 4 ? ScaleMinTries{-2.0F, 0.15F, 20, false} : ScaleMinTries{-3.0F, 0.4F, 12, false};
}

UnitTries unitsOf(const SuperLayout& layout) {
    switch (layout.bits) {
    case 2:
        return {3, 1.02F, 3, 3};
    case 3: // ggml's own encoder is quick here
        return {3, 1.03F, 1, 0};
    case 4:
        return {5, 1.02F, 2, 1};
    case 5:
        return {3, 1.02F, 3, 4};
    default:
        return {5, 1.02F, 2, 1};
    }
}

} // namespace mantissa::gguf

namespace mantissa::gguf::reference {

namespace {

constexpr int maxSubBlocks = 16;

/// What each sub-block would like to have.
struct Wishes {
    float scales[maxSubBlocks] = {};
    float mins[maxSubBlocks] = {};
    float largestScale = 0; ///< by magnitude, with its sign
    float largestMin = 0;
};

Wishes wishesOf(const SuperLayout& layout, const float* x, const float* weights) {
    Wishes wishes;
    const int count = layout.subElements;
    for (int j = 0; j < layout.subBlocks(); ++j) {
        const float* part = x + j * count;
        if (layout.hasMin) {
            std::uint8_t codes[32];
            const ScaleMin fit = fitScaleMin({part, static_cast<std::size_t>(count)}, weights + j * count,
                                             layout.highest(), searchTries(layout), codes);
            wishes.scales[j] = fit.scale;
            wishes.mins[j] = fit.min;
        } else {
            wishes.scales[j] = scanScale(part, weights + j * count, count, codeRange(layout), scanOf(layout));
        }
        if (std::abs(wishes.scales[j]) > std::abs(wishes.largestScale))
            wishes.largestScale = wishes.scales[j];
        wishes.largestMin = std::max(wishes.largestMin, wishes.mins[j]);
    }
    return wishes;
}

/// Units and integers, all as floats: a block without its codes.
struct Choice {
    float d = 0;
    float dmin = 0;
    float scales[maxSubBlocks] = {};
    float mins[maxSubBlocks] = {};
    float error = 0;
};

float nearestInteger(float wish, float unit, float lowest, float highest) {
    return nearestCode(wish, inverseOf(unit), {lowest, highest});
}

/// The best of the integers around the present ones for one sub-block; reach: see UnitTries. Returns its
/// error.
float improve(const SuperLayout& layout, const float* x, const float* weights, int j, int reach,
              Choice& choice) {
    const auto lowest = static_cast<float>(layout.lowestScale);
    const auto highest = static_cast<float>(layout.highestScale);
    const int first = j * layout.subElements;
    const float scale = choice.scales[j];
    const float min = choice.mins[j];
    float least = HUGE_VALF;
    for (int b = -reach; b <= reach; ++b) {
        const float triedMin =
            layout.hasMin ? std::min(std::max(min + static_cast<float>(b), 0.0F), highest) : min;
        const float centre = layout.hasMin ? scale : scale + static_cast<float>(3 * b);
        for (int a = -1; a <= 1; ++a) {
            const float triedScale = std::min(std::max(centre + static_cast<float>(a), lowest), highest);
            const float error = errorUnder(x + first, weights + first, layout.subElements,
                                           choice.d * triedScale, choice.dmin * triedMin, codeRange(layout));
            if (error < least) {
                least = error;
                choice.scales[j] = triedScale;
                choice.mins[j] = triedMin;
            }
        }
    }
    return least;
}

/// Weighted least squares for d and dmin, integers and codes given: x ~ d * (scale * code) - dmin * min.
void solveUnits(const SuperLayout& layout, const float* x, const float* weights, Choice& choice) {
    float uu = 0;
    float um = 0;
    float mm = 0;
    float xu = 0;
    float xm = 0;
    for (int i = 0; i < superElements; ++i) {
        const int j = i / layout.subElements;
        const float inverse = inverseOf(choice.d * choice.scales[j]);
        const float min = choice.mins[j];
        const float u = choice.scales[j] * nearestCode(x[i] + choice.dmin * min, inverse, codeRange(layout));
        const float w = weights[i];
        uu += w * (u * u);
        xu += w * (x[i] * u);
        um += w * (u * min);
        mm += w * (min * min);
        xm += w * (x[i] * min);
    }
    const float determinant = uu * mm - um * um;
    if (determinant > 0) {
        choice.d = storable((xu * mm - xm * um) / determinant);
        choice.dmin = storable(std::max(0.0F, (xu * um - xm * uu) / determinant));
    } else if (uu > 0) {
        choice.d = storable(xu / uu);
    }
}

/// Units for the present integers, then integers for those units; into `best` if it is better.
void settle(const SuperLayout& layout, const float* x, const float* weights, int reach, Choice choice,
            Choice& best) {
    solveUnits(layout, x, weights, choice);
    choice.error = 0;
    for (int j = 0; j < layout.subBlocks(); ++j)
        choice.error += improve(layout, x, weights, j, reach, choice);
    if (choice.error < best.error)
        best = choice;
}

/// The nearest integers under a pair of units.
Choice start(const SuperLayout& layout, const Wishes& wishes, float factor) {
    // Centred types have one integer more below zero: the largest scale goes there.
    const int outermost = layout.hasMin ? layout.highestScale : layout.lowestScale;
    Choice choice;
    choice.d = storable(wishes.largestScale / static_cast<float>(outermost) * factor);
    choice.dmin = storable(wishes.largestMin / static_cast<float>(layout.highestScale) * factor);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        choice.scales[j] = nearestInteger(wishes.scales[j], choice.d, static_cast<float>(layout.lowestScale),
                                          static_cast<float>(layout.highestScale));
        choice.mins[j] =
            nearestInteger(wishes.mins[j], choice.dmin, 0, static_cast<float>(layout.highestScale));
    }
    return choice;
}

SuperBlock blockOf(const SuperLayout& layout, const float* x, const Choice& choice) {
    SuperBlock block;
    block.d = halfFromFloat(choice.d);
    block.dmin = halfFromFloat(choice.dmin);
    for (int j = 0; j < layout.subBlocks(); ++j) {
        block.scales[j] = static_cast<std::int8_t>(choice.scales[j]);
        block.mins[j] = static_cast<std::int8_t>(choice.mins[j]);
        const float inverse = inverseOf(choice.d * choice.scales[j]);
        for (int i = j * layout.subElements; i < (j + 1) * layout.subElements; ++i) {
            const float code = nearestCode(x[i] + choice.dmin * choice.mins[j], inverse, codeRange(layout));
            block.codes[i] = static_cast<std::uint8_t>(static_cast<int>(code) + layout.levels());
        }
    }
    return block;
}

double decodedError(const SuperLayout& layout, const float* x, const float* weights,
                    const SuperBlock& block) {
    float decoded[superElements];
    decodeBlock(layout, block, decoded);
    double sum = 0;
    for (int i = 0; i < superElements; ++i) {
        const double difference = static_cast<double>(decoded[i]) - x[i];
        sum += weights[i] * (difference * difference);
    }
    return sum;
}

} // namespace

SuperBlock scanBlock(const SuperLayout& layout, const float* x, const float* weights) {
    const Wishes wishes = wishesOf(layout, x, weights);
    const UnitTries units = unitsOf(layout);
    Choice best;
    best.error = HUGE_VALF;
    float factor = 1;
    for (int unit = 0; unit < units.count; ++unit, factor *= units.step)
        settle(layout, x, weights, nearReach(layout), start(layout, wishes, factor), best);
    for (int round = 0; round < units.refinements; ++round)
        settle(layout, x, weights, units.reach, best, best);
    return blockOf(layout, x, best);
}

const SuperBlock& bestOf(const SuperLayout& layout, const float* x, const float* weights,
                         std::initializer_list<const SuperBlock*> blocks) {
    const SuperBlock* best = *blocks.begin();
    double least = HUGE_VAL;
    for (const SuperBlock* block : blocks) {
        const double error = decodedError(layout, x, weights, *block);
        if (error < least) { // never true for NaN: a candidate that overflowed cannot win
            least = error;
            best = block;
        }
    }
    return *best;
}

} // namespace mantissa::gguf::reference
