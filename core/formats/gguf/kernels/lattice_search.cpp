// The method `search` for IQ2_XXS to IQ3_S in vectors. The specification is reference/lattice_search.cpp;
// names here follow it.
#include "formats/gguf/reference/lattice_search.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/kernels/lattice_runs.h"
#include "formats/gguf/kernels/lattice_words.h"
#include "tensor/float_convert.h"

#include <cmath>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formats/gguf/kernels/lattice_search.cpp"
#include <hwy/foreach_target.h>

#include "formats/gguf/kernels/lattice_lanes-inl.h"
#include "formats/gguf/reference/search_sums.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

namespace {

/// Sub-blocks side by side, and the best that is known of each.
struct Piece {
    LatticeLanes shared;
    LatticeChoice best;
    HWY_ALIGN float bestCodes[maxLanes]; ///< scales
    LatticeChoice tried;
    HWY_ALIGN float triedCodes[maxLanes];
    HWY_ALIGN float errors[maxLanes]; ///< of what is tried
    HWY_ALIGN float xu[maxLanes];     ///< of the best, for the unit
    HWY_ALIGN float uu[maxLanes];
};

/// Whole blocks: several that share the lanes, or one in several pieces.
struct Cluster {
    const LatticeRules& rules;
    const kernels::LatticeWords& book;
    std::vector<Piece> pieces;
    int blocks;              ///< there is room for
    LatticeStart starts[16]; ///< of each block
    float bestD[16];
    float bestErrors[16];

    explicit Cluster(const LatticeRules& r)
        : rules(r), book(kernels::latticeWords(r.layout.dtype, latticeRun)) {
        const auto width = static_cast<int>(hn::Lanes(D()));
        pieces.resize(static_cast<std::size_t>(std::max(1, rules.subBlocks() / width)));
        blocks = std::max(1, width / rules.subBlocks());
        for (Piece& piece : pieces)
            setUp(rules, latticeValues(rules), piece.shared);
    }

    static int width() { return static_cast<int>(hn::Lanes(D())); }
    /// Which block, and which sub-block of it, a lane of a piece holds.
    int blockOf(int piece, int lane) const { return (piece * width() + lane) / rules.subBlocks(); }
    int partOf(int piece, int lane) const { return (piece * width() + lane) % rules.subBlocks(); }
    Piece& pieceOf(int block, int part) {
        return pieces[static_cast<std::size_t>((block * rules.subBlocks() + part) / width())];
    }
    int laneOf(int block, int part) const { return (block * rules.subBlocks() + part) % width(); }
};

HWY_INLINE V inverse(V scale) {
    const V zero = hn::Zero(D());
    return select(hn::Eq(scale, zero), zero, hn::Div(set(1.0F), scale));
}

HWY_INLINE V scaleOf(const LatticeRules& rules, V d, V code) {
    return hn::Mul(hn::Mul(d, hn::Add(hn::Add(code, code), set(1.0F))), set(rules.scaleStep));
}

/// The second half of roundPart.
HWY_INLINE V errorsOf(const kernels::LatticeWords& book, const LatticeLanes& lanes,
                      const LatticeChoice& choice, V scale) {
    V error = hn::Zero(D());
    for (int k = 0; k < lanes.groups; ++k) {
        const VI digits = digitsOf(book, choice, k);
        for (int i = 0; i < lanes.group; ++i) {
            const int element = k * lanes.group + i;
            const V difference = hn::Sub(hn::Mul(scale, valuesOf(lanes, digits, i)), row(lanes.x, element));
            error = hn::Add(error, hn::Mul(hn::Mul(row(lanes.weights, element), difference), difference));
        }
    }
    return error;
}

/// settle, for all sub-blocks of a piece. codes: the scales wanted.
void settlePiece(const LatticeRules& rules, const kernels::LatticeWords& book, Piece& piece, V d, V codes) {
    const LatticeLanes& lanes = piece.shared;
    std::uint32_t wanted[8];
    std::fill_n(wanted, 8, lanes.live);
    V least = set(HUGE_VALF);
    V best = hn::Zero(D());
    std::fill_n(piece.tried.entries, 8 * maxLanes, 0);
    LatticeChoice choice;
    for (int step = -1; step <= 1; ++step) {
        const V code =
            hn::Min(hn::Max(hn::Add(codes, set(static_cast<float>(step))), hn::Zero(D())), set(15.0F));
        const V scale = scaleOf(rules, d, code);
        roundLanes(book, lanes, inverse(hn::Mul(scale, set(rules.unitOfLevels))), scale, wanted, choice);
        const V error = errorsOf(book, lanes, choice, scale);
        const M better = hn::Lt(error, least);
        least = select(better, error, least);
        best = select(better, code, best);
        for (int k = 0; k < lanes.groups; ++k)
            takeGroup(choice, k, better, piece.tried);
    }
    hn::Store(least, D(), piece.errors);
    hn::Store(best, D(), piece.triedCodes);
}

/// Lanes of blocks whose whole error shrank take over what was tried.
void takeBetter(Cluster& cluster, const LatticeStart* tried) {
    bool better[16] = {};
    for (int block = 0; block < cluster.blocks; ++block) {
        float error = 0;
        for (int j = 0; j < cluster.rules.subBlocks(); ++j)
            error += cluster.pieceOf(block, j).errors[cluster.laneOf(block, j)];
        better[block] = error < cluster.bestErrors[block];
        if (better[block]) {
            cluster.bestErrors[block] = error;
            cluster.bestD[block] = tried[block].d;
        }
    }
    for (int p = 0; p < static_cast<int>(cluster.pieces.size()); ++p) {
        Piece& piece = cluster.pieces[static_cast<std::size_t>(p)];
        std::uint32_t bits = 0;
        for (int lane = 0; lane < cluster.width(); ++lane)
            bits |= static_cast<std::uint32_t>(better[cluster.blockOf(p, lane)]) << lane;
        const M which = maskOf(bits);
        for (int k = 0; k < piece.shared.groups; ++k)
            takeGroup(piece.tried, k, which, piece.best);
        hn::Store(select(which, row(piece.triedCodes, 0), row(piece.bestCodes, 0)), D(), piece.bestCodes);
    }
}

void settle(Cluster& cluster, const LatticeStart* starts) {
    for (int p = 0; p < static_cast<int>(cluster.pieces.size()); ++p) {
        HWY_ALIGN float units[maxLanes] = {};
        HWY_ALIGN float codes[maxLanes] = {};
        for (int lane = 0; lane < cluster.width(); ++lane) {
            const LatticeStart& start = starts[cluster.blockOf(p, lane)];
            units[lane] = start.d;
            codes[lane] = static_cast<float>(start.scales[static_cast<std::size_t>(cluster.partOf(p, lane))]);
        }
        settlePiece(cluster.rules, cluster.book, cluster.pieces[static_cast<std::size_t>(p)],
                    hn::Load(D(), units), hn::Load(D(), codes));
    }
    takeBetter(cluster, starts);
}

/// The sums of solveUnit.
void sumUnits(const LatticeRules& rules, const kernels::LatticeWords& book, Piece& piece) {
    const LatticeLanes& lanes = piece.shared;
    const V scale = scaleOf(rules, set(1.0F), row(piece.bestCodes, 0));
    V xu = hn::Zero(D());
    V uu = hn::Zero(D());
    for (int k = 0; k < lanes.groups; ++k) {
        const VI digits = digitsOf(book, piece.best, k);
        for (int i = 0; i < lanes.group; ++i) {
            const V u = hn::Mul(scale, valuesOf(lanes, digits, i));
            const V w = row(lanes.weights, k * lanes.group + i);
            xu = hn::Add(xu, hn::Mul(hn::Mul(w, row(lanes.x, k * lanes.group + i)), u));
            uu = hn::Add(uu, hn::Mul(hn::Mul(w, u), u));
        }
    }
    hn::Store(xu, D(), piece.xu);
    hn::Store(uu, D(), piece.uu);
}

/// The best so far under the unit that fits it best.
LatticeStart solved(Cluster& cluster, int block) {
    LatticeStart again{cluster.bestD[block], {}};
    float xu = 0;
    float uu = 0;
    for (int j = 0; j < cluster.rules.subBlocks(); ++j) {
        const Piece& piece = cluster.pieceOf(block, j);
        const int lane = cluster.laneOf(block, j);
        xu += piece.xu[lane];
        uu += piece.uu[lane];
        again.scales[static_cast<std::size_t>(j)] = static_cast<int>(piece.bestCodes[lane]);
    }
    return rescaled(cluster.rules, again, uu > 0 && xu > 0 ? reference::storable(xu / uu) : again.d);
}

void scan(Cluster& cluster) {
    LatticeStart tried[16];
    for (int block = 0; block < cluster.blocks; ++block) {
        cluster.bestErrors[block] = HUGE_VALF;
        cluster.bestD[block] = cluster.starts[block].d;
    }
    for (Piece& piece : cluster.pieces) {
        std::fill_n(piece.best.entries, 8 * maxLanes, 0);
        std::fill_n(piece.bestCodes, maxLanes, 0.0F);
    }
    for (const float factor : latticeUnits) {
        for (int block = 0; block < cluster.blocks; ++block) {
            const LatticeStart& start = cluster.starts[block];
            tried[block] = rescaled(cluster.rules, start, reference::storable(start.d * factor));
        }
        settle(cluster, tried);
    }
    for (int round = 0; round < latticeRounds; ++round) {
        for (Piece& piece : cluster.pieces)
            sumUnits(cluster.rules, cluster.book, piece);
        for (int block = 0; block < cluster.blocks; ++block)
            tried[block] = solved(cluster, block);
        settle(cluster, tried);
    }
}

/// Loads a block; returns its signs.
std::array<std::uint8_t, 32> putBlock(Cluster& cluster, int block, const float* x, const float* weights) {
    const LatticeRules& rules = cluster.rules;
    HWY_ALIGN float magnitudes[latticeElements];
    std::array<std::uint8_t, 32> signs;
    for (int k = 0; k < latticeElements / 8; ++k)
        signs[static_cast<std::size_t>(k)] =
            splitSigns(rules, x + 8 * k, weights + 8 * k, magnitudes + 8 * k);
    for (int j = 0; j < rules.subBlocks(); ++j) {
        Piece& piece = cluster.pieceOf(block, j);
        const int first = j * rules.layout.subElements;
        putLane(piece.shared, cluster.laneOf(block, j), magnitudes + first, weights + first, weights + first);
        piece.shared.live |= 1U << cluster.laneOf(block, j);
    }
    return signs;
}

LatticeCodes codesOf(Cluster& cluster, int block) {
    LatticeCodes codes;
    codes.d = halfFromFloat(cluster.bestD[block]);
    const int groups = cluster.pieces[0].shared.groups;
    for (int j = 0; j < cluster.rules.subBlocks(); ++j) {
        const Piece& piece = cluster.pieceOf(block, j);
        const int lane = cluster.laneOf(block, j);
        codes.scales[static_cast<std::size_t>(j)] = static_cast<std::uint8_t>(piece.bestCodes[lane]);
        for (int k = 0; k < groups; ++k)
            codes.entries[static_cast<std::size_t>(j * groups + k)] =
                static_cast<std::uint16_t>(piece.best.entries[place(k, lane)]);
    }
    return codes;
}

} // namespace

/// weights: of a row's columns. blocks: ggml's in; the best out.
void SearchLattice(const LatticeRules& rules, const Rows& rows, const float* weights, LatticeCodes* blocks) {
    const std::int64_t perRow = rows.columns / latticeElements;
    const std::int64_t all = rows.rows * perRow;
    Cluster cluster(rules);
    std::array<std::uint8_t, 32> signs[16];
    for (std::int64_t first = 0; first < all; first += cluster.blocks) {
        const auto count = static_cast<int>(std::min<std::int64_t>(cluster.blocks, all - first));
        for (Piece& piece : cluster.pieces)
            piece.shared.live = 0;
        for (int block = 0; block < count; ++block) {
            const float* x = rows.values + (first + block) * latticeElements;
            const float* w = weights + (first + block) % perRow * latticeElements;
            signs[block] = putBlock(cluster, block, x, w);
            cluster.starts[block] = latticeStart(rules, x, blocks[first + block]);
        }
        scan(cluster);
        for (int block = 0; block < count; ++block) {
            LatticeCodes found = codesOf(cluster, block);
            found.signs = signs[block];
            blocks[first + block] =
                betterOf(rules, rows.values + (first + block) * latticeElements,
                         weights + (first + block) % perRow * latticeElements, blocks[first + block], found);
        }
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mantissa::gguf {

HWY_EXPORT(SearchLattice);

namespace kernels {

void searchLattice(const LatticeRules& rules, const Rows& rows, std::uint8_t* out) {
    const std::vector<float> ones(rows.importance == nullptr ? static_cast<std::size_t>(rows.columns) : 0,
                                  1.0F);
    const float* weights = rows.importance == nullptr ? ones.data() : rows.importance;
    forLatticeRuns(rules, rows, out, [&](const Rows& run, LatticeCodes* codes) {
        latticeBlocks(rules, run, codes);
        HWY_DYNAMIC_DISPATCH(SearchLattice)(rules, run, weights, codes);
    });
}

} // namespace kernels
} // namespace mantissa::gguf
#endif
