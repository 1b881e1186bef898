// What the encoders of IQ2_XXS to IQ3_S share: a sub-block in each lane for everything that is counted along
// its elements, and for the choice among the entries around a point, an entry in each lane. Included once per
// Highway target.
#if defined(MANTISSA_GGUF_LATTICE_LANES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_GGUF_LATTICE_LANES_INL_H
#undef MANTISSA_GGUF_LATTICE_LANES_INL_H
#else
#define MANTISSA_GGUF_LATTICE_LANES_INL_H
#endif

#include "formats/gguf/kernels/lanes-inl.h"
#include "formats/gguf/kernels/lattice_words.h"
#include "formats/gguf/reference/lattice_coder.h"

#include <bit>
#include <cfloat>

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

/// Costs of one group: elements times slots. slots: 4 for three digits, 8 for eight.
inline constexpr int costs = 32;
/// Whether a vector has a slot for each of eight digits.
inline constexpr bool wideLanes = maxLanes >= 8;
inline constexpr std::size_t latticeRun = maxLanes >= 16 ? 16 : 8;

/// As many sub-blocks as there are lanes.
struct LatticeLanes {
    int group;                              ///< elements of a group
    int groups;                             ///< in a sub-block
    int digits;                             ///< values of a digit
    std::uint32_t live;                     ///< a bit for each lane in use
    HWY_ALIGN float x[32 * maxLanes];       ///< magnitudes, a row an element
    HWY_ALIGN float weights[32 * maxLanes]; ///< likewise
    /// For each group and lane (see place): magnitudes, and what errors are weighed by, each in all slots of
    /// its element.
    HWY_ALIGN float spreadX[maxLanes * 8 * costs];
    HWY_ALIGN float spreadW[maxLanes * 8 * costs];
    HWY_ALIGN float values[costs]; ///< of the digits, over and over; slots without a digit hold 0

    int count() const { return group * groups; }
    int slots() const { return costs / group; }
};

/// Entries chosen, a row a group; and for each group a bit for each lane that had to look around.
struct LatticeChoice {
    HWY_ALIGN std::int32_t entries[8 * maxLanes];
    std::uint32_t off[8];
};

/// Where a lane of a row is, rows being elements or groups.
HWY_INLINE std::size_t place(int row, int lane) {
    return static_cast<std::size_t>(row) * maxLanes + static_cast<std::size_t>(lane);
}

HWY_INLINE std::uint32_t bitsOf(M mask) {
    std::uint8_t bytes[8] = {};
    hn::StoreMaskBits(D(), mask, bytes);
    return bytes[0] | static_cast<std::uint32_t>(bytes[1]) << 8U;
}

HWY_INLINE M maskOf(std::uint32_t bits) {
    const DI di;
    HWY_ALIGN static constexpr std::int32_t ofLane[] = {1,   2,   4,    8,    16,   32,   64,    128,
                                                        256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
    return hn::RebindMask(D(), hn::TestBit(hn::Set(di, static_cast<int>(bits)), hn::Load(di, ofLane)));
}

inline void setUp(const LatticeRules& rules, const float* values, LatticeLanes& lanes) {
    lanes.group = rules.group;
    lanes.groups = rules.layout.subElements / rules.group;
    lanes.digits = rules.levels();
    for (int i = 0; i < costs; ++i)
        lanes.values[i] = i % lanes.slots() < lanes.digits ? values[i % lanes.slots()] : 0.0F;
}

/// One lane's sub-block. choice: the weights that single entries are chosen by.
HWY_INLINE void putLane(LatticeLanes& lanes, int lane, const float* x, const float* weights,
                        const float* choice) {
    const hn::CappedTag<float, 4> d4;
    const auto slots = static_cast<std::size_t>(lanes.slots());
    for (int k = 0; k < lanes.groups; ++k) {
        float* spreadX = lanes.spreadX + place(k, lane) * costs;
        float* spreadW = lanes.spreadW + place(k, lane) * costs;
        for (int i = k * lanes.group; i < (k + 1) * lanes.group; ++i) {
            lanes.x[place(i, lane)] = x[i];
            lanes.weights[place(i, lane)] = weights[i];
            for (std::size_t slot = 0; slot < slots; slot += hn::Lanes(d4)) {
                hn::StoreU(hn::Set(d4, x[i]), d4, spreadX + slot);
                hn::StoreU(hn::Set(d4, choice[i]), d4, spreadW + slot);
            }
            spreadX += slots;
            spreadW += slots;
        }
    }
}

/// The cost of each digit of each element of a group.
HWY_INLINE V costsAt(const LatticeLanes& lanes, std::size_t group, std::size_t at, V scale) {
    const D d;
    const V difference = hn::Sub(hn::Mul(scale, hn::Load(d, lanes.values + at)),
                                 hn::Load(d, lanes.spreadX + group * costs + at));
    return hn::Mul(hn::Mul(hn::Load(d, lanes.spreadW + group * costs + at), difference), difference);
}

/// What is left of an index that may have more bits than a table lookup takes. x86 ignores those itself.
HWY_INLINE VI lowestBits(VI index) {
#if HWY_ARCH_X86 && !HWY_IS_DEBUG_BUILD
    return index;
#else
    return hn::And(index, hn::Set(DI(), std::min<int>(maxLanes, 16) - 1));
#endif
}

/// The costs of a group, slot after slot.
struct CostTables {
    V parts[costs / maxLanes];
};

// These loops are unrolled by hand: left to itself, the compiler keeps the tables in memory.
template <std::size_t t = 0>
HWY_INLINE void fillTables(const LatticeLanes& lanes, std::size_t group, V scale, CostTables& tables) {
    tables.parts[t] = costsAt(lanes, group, t * maxLanes, scale);
    if constexpr (t + 1 < costs / maxLanes)
        fillTables<t + 1>(lanes, group, scale, tables);
}

/// Costs of `maxLanes` entries, added in the order of their elements.
template <int elements, int i = 0>
HWY_INLINE V sumCosts(const CostTables& tables, VI word, V sum) {
    constexpr std::size_t slots = costs / elements;
    constexpr std::size_t table = i * slots / maxLanes;
    const VI index = lowestBits(hn::ShiftRight<4 * i>(word));
    const V cost = hn::TableLookupLanes(tables.parts[table], hn::IndicesFromVec(D(), index));
    const V added = i == 0 ? cost : hn::Add(sum, cost);
    if constexpr (i + 1 < elements)
        return sumCosts<elements, i + 1>(tables, word, added);
    else
        return added;
}

/// nearestEntry for a point off the codebook, whose list has `runs` vectors (0: as many as it has). at: the
/// group's place. Negative where no error is finite.
template <int elements, int runs>
HWY_INLINE int nearestAround(const kernels::LatticeWords& book, const LatticeLanes& lanes, int list,
                             std::size_t at, float scale) {
    const D d;
    const DI di;
    const hn::RebindToUnsigned<D> du;
    CostTables tables;
    fillTables(lanes, at, set(scale), tables);
    const std::uint32_t begin = book.begins[static_cast<std::size_t>(list)];
    const std::uint32_t end =
        runs > 0 ? begin + runs * maxLanes : book.begins[static_cast<std::size_t>(list) + 1];
    V least = set(FLT_MAX);
    auto where = hn::Zero(du);
    for (std::uint32_t word = begin; word < end; word += maxLanes) {
        const VI words = hn::BitCast(di, hn::LoadU(du, book.words.data() + word));
        const V sum = sumCosts<elements>(tables, words, hn::Zero(d));
        const M better = hn::Lt(sum, least);
        least = select(better, sum, least);
        where = hn::IfThenElse(hn::RebindMask(du, better), hn::Set(du, word), where);
    }
    const V overall = hn::MinOfLanes(d, least);
    if (!(hn::GetLane(overall) < FLT_MAX))
        return -1;
    const std::uint32_t equals = bitsOf(hn::Eq(least, overall));
    if constexpr (runs == 1)
        return book.entries[begin + static_cast<std::uint32_t>(std::countr_zero(equals))];
    // The first of equals; there is seldom more than one.
    HWY_ALIGN std::uint32_t places[maxLanes];
    hn::Store(where, du, places);
    std::uint32_t best = UINT32_MAX;
    for (std::uint32_t rest = equals; rest != 0; rest &= rest - 1) {
        const auto lane = static_cast<std::uint32_t>(std::countr_zero(rest));
        best = std::min(best, places[lane] + lane);
    }
    return book.entries[best];
}

/// The same without vectors that are wide enough.
inline int nearestAroundSlowly(const kernels::LatticeWords& book, const LatticeLanes& lanes, int list,
                               std::size_t group, float scale) {
    float cost[costs];
    for (std::size_t i = 0; i < costs; ++i) {
        const float difference = scale * lanes.values[i] - lanes.spreadX[group * costs + i];
        cost[i] = lanes.spreadW[group * costs + i] * difference * difference;
    }
    const int slots = lanes.slots();
    float least = FLT_MAX;
    int best = -1;
    for (std::uint32_t at = book.begins[static_cast<std::size_t>(list)];
         at < book.begins[static_cast<std::size_t>(list) + 1]; ++at) {
        float sum = 0;
        for (int i = 0; i < lanes.group; ++i)
            sum += cost[i * slots + static_cast<int>(book.words[at] >> 4 * i & (slots - 1U))];
        if (sum < least) {
            least = sum;
            best = book.entries[at];
        }
    }
    return best;
}

/// Groups off the codebook, waiting for their entry.
struct LatticeQueue {
    static constexpr std::size_t room = 9 * maxLanes; ///< a vector more than can wait, as stores are whole
    /// Lists of one, of two vectors and of more have queues of their own: loops whose length is known are not
    /// mispredicted.
    static constexpr int kinds = 3;
    HWY_ALIGN std::int32_t places[room];
    HWY_ALIGN std::int32_t lists[room];
    std::size_t count = 0;
    std::uint8_t sorted[kinds][8 * maxLanes];
    std::size_t counts[kinds];

    void sort(const kernels::LatticeWords& book) {
        std::fill_n(counts, kinds, std::size_t{0});
        for (std::size_t i = 0; i < count; ++i) {
            const auto list = static_cast<std::size_t>(lists[i]);
            const auto vectors = (book.begins[list + 1] - book.begins[list]) / std::uint32_t{maxLanes};
            const std::uint32_t kind = std::min<std::uint32_t>(vectors, kinds) - 1;
            sorted[kind][counts[kind]++] = static_cast<std::uint8_t>(i);
        }
    }
};

/// Looks for all that wait in one of the queues. Returns the lanes in which no error is finite.
template <int elements, int kind>
HWY_INLINE std::uint32_t workOff(const kernels::LatticeWords& book, const LatticeLanes& lanes,
                                 const LatticeQueue& queue, const float* scales, std::int32_t* entries) {
    constexpr int runs = kind + 1 < LatticeQueue::kinds ? kind + 1 : 0;
    std::uint32_t refused = 0;
    for (std::size_t i = 0; i < queue.counts[kind]; ++i) {
        const std::size_t waiting = queue.sorted[kind][i];
        const auto at = static_cast<std::size_t>(queue.places[waiting]);
        const std::size_t lane = at % maxLanes;
        const int entry = nearestAround<elements, runs>(book, lanes, queue.lists[waiting], at, scales[lane]);
        refused |= static_cast<std::uint32_t>(entry < 0) << lane;
        entries[at] = std::max(entry, 0);
    }
    return refused;
}

template <int elements>
HWY_INLINE std::uint32_t workOffAll(const kernels::LatticeWords& book, const LatticeLanes& lanes,
                                    LatticeQueue& queue, const float* scales, std::int32_t* entries) {
    queue.sort(book);
    std::uint32_t refused = workOff<elements, 0>(book, lanes, queue, scales, entries);
    refused |= workOff<elements, 1>(book, lanes, queue, scales, entries);
    return refused | workOff<elements, 2>(book, lanes, queue, scales, entries);
}

inline std::uint32_t workOffSlowly(const kernels::LatticeWords& book, const LatticeLanes& lanes,
                                   const LatticeQueue& queue, const float* scales, std::int32_t* entries) {
    std::uint32_t refused = 0;
    for (std::size_t i = 0; i < queue.count; ++i) {
        const auto at = static_cast<std::size_t>(queue.places[i]);
        const std::size_t lane = at % maxLanes;
        const int entry = nearestAroundSlowly(book, lanes, queue.lists[i], at, scales[lane]);
        refused |= static_cast<std::uint32_t>(entry < 0) << lane;
        entries[at] = std::max(entry, 0);
    }
    return refused;
}

/// The point of group k in each lane.
HWY_INLINE VI pointsOf(const LatticeLanes& lanes, int k, V inverse) {
    const DI di;
    const VI highest = hn::Set(di, lanes.digits - 1);
    VI point = hn::Zero(di);
    for (int i = lanes.group - 1; i >= 0; --i) {
        const V steps = hn::Sub(hn::Mul(inverse, row(lanes.x, k * lanes.group + i)), set(1.0F));
        const VI digit = hn::Min(hn::Max(nearestInts(hn::Mul(set(0.5F), steps)), hn::Zero(di)), highest);
        const VI shifted = lanes.group == 8 ? hn::Add(hn::Add(point, point), point) : hn::ShiftLeft<3>(point);
        point = hn::Add(shifted, digit);
    }
    return point;
}

/// Group k: entries for points on the codebook; the others wait, if their lane is wanted, and have entry 0 as
/// long.
HWY_INLINE void lookUp(const kernels::LatticeWords& book, const LatticeLanes& lanes, int k, V inverse,
                       std::uint32_t wanted, LatticeChoice& out, LatticeQueue& queue) {
    const DI di;
    const VI at = hn::GatherIndex(di, book.at.data(), pointsOf(lanes, k, inverse));
    const auto off = hn::Lt(at, hn::Zero(di));
    out.off[k] = bitsOf(hn::RebindMask(D(), off));
    hn::Store(hn::Max(at, hn::Zero(di)), di, out.entries + place(k, 0));
    const auto waits = hn::And(off, hn::RebindMask(di, maskOf(wanted)));
    hn::CompressStore(hn::Sub(hn::Set(di, -1), at), waits, di, queue.lists + queue.count);
    queue.count +=
        hn::CompressStore(hn::Iota(di, static_cast<int>(place(k, 0))), waits, di, queue.places + queue.count);
}

/// The nearest entries of each group in the lanes wanted for it. Returns the lanes in which no error is
/// finite.
HWY_INLINE std::uint32_t roundLanes(const kernels::LatticeWords& book, const LatticeLanes& lanes, V inverse,
                                    V scale, const std::uint32_t* wanted, LatticeChoice& out) {
    HWY_ALIGN float scales[maxLanes];
    hn::Store(scale, D(), scales);
    LatticeQueue queue;
    for (int k = 0; k < lanes.groups; ++k)
        lookUp(book, lanes, k, inverse, wanted[k], out, queue);
    if (!wideLanes)
        return workOffSlowly(book, lanes, queue, scales, out.entries);
    return lanes.group == 8 ? workOffAll<8>(book, lanes, queue, scales, out.entries)
                            : workOffAll<4>(book, lanes, queue, scales, out.entries);
}

/// The values of element i of an entry's digits, in each lane.
HWY_INLINE V valuesOf(const LatticeLanes& lanes, VI digits, int i) {
    const DI di;
    const VI digit = lanes.group == 8 ? hn::And(hn::ShiftRightSame(digits, 2 * i), hn::Set(di, 3))
                                      : hn::And(hn::ShiftRightSame(digits, 3 * i), hn::Set(di, 7));
    if constexpr (wideLanes)
        return hn::TableLookupLanes(hn::Load(D(), lanes.values), hn::IndicesFromVec(D(), digit));
    else
        return hn::GatherIndex(D(), lanes.values, digit);
}

HWY_INLINE VI digitsOf(const kernels::LatticeWords& book, const LatticeChoice& choice, int k) {
    const DI di;
    return hn::GatherIndex(di, book.digits.data(), hn::Load(di, choice.entries + place(k, 0)));
}

struct LatticeSums {
    V qx;
    V qq;
};

/// sum w x q and sum w q^2 along each sub-block.
HWY_INLINE LatticeSums sumsOf(const kernels::LatticeWords& book, const LatticeLanes& lanes,
                              const LatticeChoice& choice) {
    LatticeSums sums{hn::Zero(D()), hn::Zero(D())};
    for (int k = 0; k < lanes.groups; ++k) {
        const VI digits = digitsOf(book, choice, k);
        for (int i = 0; i < lanes.group; ++i) {
            const V q = valuesOf(lanes, digits, i);
            const V w = row(lanes.weights, k * lanes.group + i);
            sums.qx = hn::Add(sums.qx, hn::Mul(hn::Mul(w, row(lanes.x, k * lanes.group + i)), q));
            sums.qq = hn::Add(sums.qq, hn::Mul(hn::Mul(w, q), q));
        }
    }
    return sums;
}

/// Takes over the lanes in `which`.
HWY_INLINE void takeGroup(const LatticeChoice& from, int k, M which, LatticeChoice& to) {
    const DI di;
    hn::Store(hn::IfThenElse(hn::RebindMask(di, which), hn::Load(di, from.entries + place(k, 0)),
                             hn::Load(di, to.entries + place(k, 0))),
              di, to.entries + place(k, 0));
}

HWY_INLINE void takeChoice(const LatticeLanes& lanes, const LatticeChoice& from, M which, LatticeChoice& to) {
    const std::uint32_t bits = bitsOf(which);
    for (int k = 0; k < lanes.groups; ++k) {
        takeGroup(from, k, which, to);
        to.off[k] = (to.off[k] & ~bits) | (from.off[k] & bits);
    }
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
