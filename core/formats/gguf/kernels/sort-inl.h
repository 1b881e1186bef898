// Sorting a run in each lane. Included once per Highway target.
#if defined(MANTISSA_GGUF_SORT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef MANTISSA_GGUF_SORT_INL_H
#undef MANTISSA_GGUF_SORT_INL_H
#else
#define MANTISSA_GGUF_SORT_INL_H
#endif

#include "formats/gguf/kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace mantissa::gguf::HWY_NAMESPACE {

/// The smaller key, or of equal ones the lower element, to row a.
HWY_INLINE void putInOrder(float* HWY_RESTRICT keys, std::int32_t* HWY_RESTRICT elements, int a, int b) {
    const D d;
    const DI di;
    const V xa = row(keys, a);
    const V xb = row(keys, b);
    const VI ea = hn::Load(di, elements + a * maxLanes);
    const VI eb = hn::Load(di, elements + b * maxLanes);
    const M earlier = hn::RebindMask(d, hn::Lt(eb, ea));
    const M swap = hn::Or(hn::Lt(xb, xa), hn::And(hn::Eq(xb, xa), earlier));
    const auto swapInts = hn::RebindMask(di, swap);
    hn::Store(select(swap, xb, xa), d, keys + a * maxLanes);
    hn::Store(select(swap, xa, xb), d, keys + b * maxLanes);
    hn::Store(hn::IfThenElse(swapInts, eb, ea), di, elements + a * maxLanes);
    hn::Store(hn::IfThenElse(swapInts, ea, eb), di, elements + b * maxLanes);
}

/// Puts rows of keys in ascending order, and the elements' numbers 0 .. count-1 with them; count: a power of
/// two. Batcher's odd-even merge sort (1968); the numbers break ties, so it is stable.
inline void sortRows(float* keys, std::int32_t* elements, int count) {
    const DI di;
    for (int i = 0; i < count; ++i)
        hn::Store(hn::Set(di, i), di, elements + i * maxLanes);
    for (int p = 1; p < count; p *= 2) {
        for (int k = p; k >= 1; k /= 2) {
            for (int j = k % p; j + k < count; j += 2 * k) {
                for (int i = 0; i < std::min(k, count - j - k); ++i) {
                    if ((i + j) / (2 * p) == (i + j + k) / (2 * p))
                        putInOrder(keys, elements, i + j, i + j + k);
                }
            }
        }
    }
}

/// Of each lane the row that `element` names.
HWY_INLINE V rowsAt(const float* rows, VI element) {
    const DI di;
    const VI index = hn::Add(hn::Mul(element, hn::Set(di, static_cast<int>(maxLanes))), hn::Iota(di, 0));
    return hn::GatherIndex(D(), rows, index);
}

} // namespace mantissa::gguf::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
