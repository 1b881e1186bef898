// ggml's encoders of IQ2_XXS to IQ3_S in vectors. The specification is reference/lattice_ggml.cpp.
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/lattice_runs.h"
#include "formats/gguf/kernels/lattice_words.h"
#include "formats/gguf/reference/lattice_coder.h"

#include <cmath>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/lattice_encode.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/lattice_lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

constexpr float oddNumbers[] = {1, 3, 5, 7, 9, 11, 13, 15};

/// What is known of a lane's sub-block beside its entries.
struct Lanes {
    LatticeLanes shared;
    LatticeChoice best;
    HWY_ALIGN float scales[maxLanes];
    std::uint32_t empty;
    std::uint32_t refused;
};

/// Weights of a run, and their roots.
void weigh(const LatticeRules& rules, const float* x, const float* importance, float sigma2, float* weights,
           float* roots) {
    const D d;
    const V sigma = set(sigma2);
    for (int i = 0; i < rules.layout.subElements; i += static_cast<int>(hn::Lanes(d))) {
        const V value = hn::LoadU(d, x + i);
        const V square = hn::Mul(value, value);
        V w = square;
        if (importance != nullptr)
            w = hn::Mul(hn::LoadU(d, importance + i), hn::Sqrt(hn::Add(sigma, square)));
        else if (rules.plain == LatticeRules::Plain::Refused)
            w = hn::Sqrt(hn::Add(sigma, square));
        else if (rules.plain == LatticeRules::Plain::SquaresAndMean)
            w = hn::Add(hn::Mul(set(0.25F), sigma), square);
        hn::Store(w, d, weights + i);
        hn::Store(hn::Sqrt(w), d, roots + i);
    }
}

/// The scales that tries surround; lanes that turn out as zero are noted.
V basesOf(const LatticeRules& rules, Lanes& lanes, V& scale) {
    const D d;
    const LatticeLanes& shared = lanes.shared;
    V base = row(shared.x, 0);
    for (int i = 1; i < shared.count(); ++i)
        base = select(hn::Gt(row(shared.x, i), base), row(shared.x, i), base);
    lanes.empty = bitsOf(hn::Lt(base, set(rules.emptyBelow)));
    scale = hn::Div(base, set(static_cast<float>(rules.edge())));
    if (rules.startsFromFit) {
        HWY_ALIGN std::int32_t unused[32 * maxLanes];
        scale = fitPositiveLanes(shared.x, shared.weights, shared.count(), rules.levels() + 1, unused);
        base = hn::Mul(scale, set(static_cast<float>(rules.levels())));
        lanes.empty |= bitsOf(hn::Le(base, hn::Zero(d)));
    }
    return base;
}

/// tryScales, lane by lane.
V tryScales(const LatticeRules& rules, const kernels::LatticeWords& book, Lanes& lanes, V base, V scale) {
    const V zero = hn::Zero(D());
    V most = zero;
    LatticeChoice tried;
    std::uint32_t wanted[8];
    std::fill_n(wanted, 8, lanes.shared.live & ~lanes.empty);
    for (int attempt = -rules.attempts; attempt <= rules.attempts; ++attempt) {
        const float edge = static_cast<float>(rules.edge()) + static_cast<float>(attempt) * rules.step;
        const V inverse = hn::Div(set(edge), base);
        lanes.refused |= roundLanes(book, lanes.shared, inverse, hn::Div(set(1.0F), inverse), wanted, tried);
        const LatticeSums sums = sumsOf(book, lanes.shared, tried);
        const M better =
            hn::And(hn::Gt(sums.qq, zero), hn::Gt(hn::Mul(sums.qx, sums.qx), hn::Mul(most, sums.qq)));
        scale = select(better, hn::Div(sums.qx, sums.qq), scale);
        most = select(better, hn::Mul(scale, sums.qx), most);
        takeChoice(lanes.shared, tried, better, lanes.best);
    }
    return scale;
}

/// refit, lane by lane.
V refit(const LatticeRules& rules, const kernels::LatticeWords& book, Lanes& lanes, V scale) {
    const D d;
    LatticeChoice& best = lanes.best;
    std::uint32_t off = 0;
    for (int k = 0; k < lanes.shared.groups; ++k)
        off |= best.off[k];
    std::uint32_t wanted = bitsOf(hn::Gt(scale, hn::Zero(d))) & lanes.shared.live & ~lanes.empty;
    if (rules.refit != LatticeRules::Refit::All)
        wanted &= off;
    if (wanted == 0)
        return scale;
    std::uint32_t groups[8];
    for (int k = 0; k < lanes.shared.groups; ++k)
        groups[k] = rules.refit == LatticeRules::Refit::Off ? wanted & best.off[k] : wanted;
    LatticeChoice again;
    lanes.refused |= roundLanes(book, lanes.shared, hn::Div(set(1.0F), scale), scale, groups, again);
    for (int k = 0; k < lanes.shared.groups; ++k)
        takeGroup(again, k, maskOf(groups[k]), best);
    const LatticeSums sums = sumsOf(book, lanes.shared, best);
    return select(hn::And(maskOf(wanted), hn::Gt(sums.qq, hn::Zero(d))), hn::Div(sums.qx, sums.qq), scale);
}

void fitLanes(const LatticeRules& rules, const kernels::LatticeWords& book, Lanes& lanes) {
    lanes.refused = 0;
    std::fill_n(lanes.best.entries, 8 * maxLanes, 0);
    // Where no try explains anything, IQ3_S takes all groups to be off the codebook.
    std::fill_n(lanes.best.off, 8, rules.refit == LatticeRules::Refit::AllIfAnyOff ? ~0U : 0U);
    V scale;
    const V base = basesOf(rules, lanes, scale);
    scale = tryScales(rules, book, lanes, base, scale);
    scale = refit(rules, book, lanes, scale);
    hn::Store(scale, D(), lanes.scales);
}

LatticePart partOf(const Lanes& lanes, std::size_t lane) {
    LatticePart part;
    part.empty = (lanes.empty >> lane & 1U) != 0;
    part.scale = (lanes.refused >> lane & 1U) != 0 ? NAN : lanes.scales[lane];
    for (int k = 0; k < lanes.shared.groups; ++k)
        part.entries[k] = static_cast<std::uint16_t>(lanes.best.entries[place(k, static_cast<int>(lane))]);
    return part;
}

/// Mean squares of the blocks, times the type's factor.
void sigmasOf(const LatticeRules& rules, const float* values, VI index, float* sigmas) {
    const D d;
    V sum = hn::Zero(d);
    for (int i = 0; i < latticeElements; ++i) {
        const V value = hn::GatherIndex(d, values + i, index);
        sum = hn::Add(sum, hn::Mul(value, value));
    }
    const V scaled = hn::Mul(set(static_cast<float>(rules.sigmaFactor)), sum);
    hn::Store(hn::Div(scaled, set(latticeElements)), d, sigmas);
}

/// As many blocks as there are lanes, or fewer.
struct Batch {
    const float* values;
    const float* importance; ///< of the row, or null
    std::int64_t first;      ///< its number
    std::int64_t perRow;     ///< blocks
    std::int64_t blocks;
    HWY_ALIGN float sigmas[maxLanes]; ///< stored to in whole vectors

    const float* importanceOf(std::int64_t block) const {
        return importance == nullptr ? nullptr : importance + (first + block) % perRow * latticeElements;
    }
};

void encodeBatch(const LatticeRules& rules, const kernels::LatticeWords& book, const Batch& batch,
                 Lanes& lanes, LatticePart* parts) {
    const int count = rules.layout.subElements;
    const std::int64_t perBlock = rules.subBlocks();
    const std::int64_t all = batch.blocks * perBlock;
    HWY_ALIGN float x[32];
    HWY_ALIGN float weights[32];
    HWY_ALIGN float roots[32];
    const auto width = static_cast<std::int64_t>(hn::Lanes(D()));
    for (std::int64_t first = 0; first < all; first += width) {
        const auto live = std::min(width, all - first);
        lanes.shared.live = static_cast<std::uint32_t>((std::uint64_t{1} << live) - 1);
        for (std::int64_t lane = 0; lane < live; ++lane) {
            const std::int64_t part = first + lane;
            const float* values = batch.values + part * count;
            const float* importance = batch.importanceOf(part / perBlock);
            if (importance != nullptr)
                importance += part % perBlock * count;
            weigh(rules, values, importance, batch.sigmas[part / perBlock], weights, roots);
            for (int k = 0; k < count / 8; ++k)
                parts[part].signs[k] = splitSigns(rules, values + 8 * k, weights + 8 * k, x + 8 * k);
            putLane(lanes.shared, static_cast<int>(lane), x, weights, roots);
        }
        fitLanes(rules, book, lanes);
        for (std::int64_t lane = 0; lane < live; ++lane) {
            const std::array<std::uint8_t, 4> signs = parts[first + lane].signs;
            parts[first + lane] = partOf(lanes, static_cast<std::size_t>(lane));
            parts[first + lane].signs = signs;
        }
    }
}

} // namespace

void LatticeBlocks(const LatticeRules& rules, const Rows& rows, LatticeCodes* out) {
    const kernels::LatticeWords& book = kernels::latticeWords(rules.layout.dtype, latticeRun);
    const std::int64_t perRow = rows.columns / latticeElements;
    const std::int64_t blocks = rows.rows * perRow;
    std::vector<LatticePart> parts(static_cast<std::size_t>(rules.subBlocks()) * maxLanes);
    Lanes lanes = {};
    setUp(rules, oddNumbers, lanes.shared);
    const auto width = static_cast<std::int64_t>(hn::Lanes(D()));
    for (std::int64_t first = 0; first < blocks; first += width) {
        Batch batch{rows.values + first * latticeElements,
                    rows.importance,
                    first,
                    perRow,
                    std::min(width, blocks - first),
                    {}};
        const LaneIndex index = laneIndex(first, blocks, perRow, latticeElements);
        sigmasOf(rules, batch.values, index.values, batch.sigmas);
        encodeBatch(rules, book, batch, lanes, parts.data());
        for (std::int64_t b = 0; b < batch.blocks; ++b)
            out[first + b] = assembled(rules, parts.data() + b * rules.subBlocks());
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(LatticeBlocks);

namespace kernels {

void latticeBlocks(const LatticeRules& rules, const Rows& rows, LatticeCodes* out) {
    HWY_DYNAMIC_DISPATCH(LatticeBlocks)(rules, rows, out);
}

void encodeLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out) {
    forLatticeRuns(rules, rows, out,
                   [&](const Rows& run, LatticeCodes* codes) { latticeBlocks(rules, run, codes); });
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
