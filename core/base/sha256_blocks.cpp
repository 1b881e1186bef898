#include "base/sha256_blocks.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <utility>
#endif

namespace mantissa {

#if defined(__x86_64__)

#define MANTISSA_SHA __attribute__((target("sha,sse4.1")))
#define MANTISSA_SHA_INLINE MANTISSA_SHA __attribute__((always_inline)) inline

namespace {

/// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
alignas(16) constexpr std::uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// One stream: the state in the order that the instructions want, and the last sixteen words of the schedule.
struct Stream {
    __m128i abef;
    __m128i cdgh;
    __m128i words[4];
    const std::byte* data;
};

MANTISSA_SHA_INLINE void begin(const Sha256Words& state, const std::byte* data, Stream& s) {
    const auto* words = reinterpret_cast<const __m128i*>(state.data());
    const __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xb1);
    const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1b);
    s.abef = _mm_alignr_epi8(badc, efgh, 8);
    s.cdgh = _mm_blend_epi16(efgh, badc, 0xf0);
    s.data = data;
}

MANTISSA_SHA_INLINE void end(const Stream& s, Sha256Words& state) {
    auto* words = reinterpret_cast<__m128i*>(state.data());
    const __m128i feba = _mm_shuffle_epi32(s.abef, 0x1b);
    const __m128i dchg = _mm_shuffle_epi32(s.cdgh, 0xb1);
    _mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

/// Rounds 4 * step to 4 * step + 3.
template <std::size_t step>
MANTISSA_SHA_INLINE void fourRounds(Stream& s) {
    __m128i& now = s.words[step % 4];
    if constexpr (step < 4) {
        const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203); // words are big-endian
        const auto* from = reinterpret_cast<const __m128i*>(s.data) + step;
        now = _mm_shuffle_epi8(_mm_loadu_si128(from), swap);
    } else {
        const __m128i last = s.words[(step + 3) % 4];
        const __m128i before = s.words[(step + 2) % 4];
        const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(now, s.words[(step + 1) % 4]),
                                          _mm_alignr_epi8(last, before, 4));
        now = _mm_sha256msg2_epu32(sum, last);
    }
    const __m128i k = _mm_load_si128(reinterpret_cast<const __m128i*>(constants + 4 * step));
    const __m128i sum = _mm_add_epi32(now, k);
    s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, sum);
    s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, _mm_shuffle_epi32(sum, 0x0e));
}

template <std::size_t... steps>
MANTISSA_SHA_INLINE void allRounds(Stream& s, std::index_sequence<steps...>) {
    (fourRounds<steps>(s), ...);
}

template <std::size_t... steps>
MANTISSA_SHA_INLINE void allRounds(Stream& a, Stream& b, std::index_sequence<steps...>) {
    ((fourRounds<steps>(a), fourRounds<steps>(b)), ...);
}

/// The block is part of the state from now on.
MANTISSA_SHA_INLINE void finish(__m128i abef, __m128i cdgh, Stream& s) {
    s.abef = _mm_add_epi32(s.abef, abef);
    s.cdgh = _mm_add_epi32(s.cdgh, cdgh);
    s.data += 64;
}

} // namespace

bool hasSha256Blocks() {
    static const bool has = [] {
        unsigned a = 0;
        unsigned b = 0;
        unsigned c = 0;
        unsigned d = 0;
        const bool sse41 = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0;
        return sse41 && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
    }();
    return has;
}

MANTISSA_SHA void addSha256Blocks(Sha256Words& state, const std::byte* data, std::size_t blocks) {
    Stream s;
    begin(state, data, s);
    for (; blocks > 0; --blocks) {
        const __m128i abef = s.abef;
        const __m128i cdgh = s.cdgh;
        allRounds(s, std::make_index_sequence<16>());
        finish(abef, cdgh, s);
    }
    end(s, state);
}

MANTISSA_SHA void addSha256Blocks(Sha256Words& first, const std::byte* firstData, Sha256Words& second,
                                  const std::byte* secondData, std::size_t blocks) {
    Stream a;
    Stream b;
    begin(first, firstData, a);
    begin(second, secondData, b);
    for (; blocks > 0; --blocks) {
        const __m128i states[4] = {a.abef, a.cdgh, b.abef, b.cdgh};
        allRounds(a, b, std::make_index_sequence<16>());
        finish(states[0], states[1], a);
        finish(states[2], states[3], b);
    }
    end(a, first);
    end(b, second);
}

#else

bool hasSha256Blocks() {
    return false;
}

void addSha256Blocks(Sha256Words&, const std::byte*, std::size_t) {}
void addSha256Blocks(Sha256Words&, const std::byte*, Sha256Words&, const std::byte*, std::size_t) {}

#endif

} // namespace mantissa
