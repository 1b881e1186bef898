#pragma once
// Before its first row of an i-quant, ggml sorts the entries of the codebook by their distance from each
// point there is: some 80,000 calls of qsort, ten seconds for IQ1. A program that includes this header (once)
// has a qsort of its own, which ggml's library then calls, as the names of a program come first: it sorts
// just those lists by counting and leaves everything else to the C library, whose order of equal keys matters
// elsewhere. The link needs --export-dynamic-symbol=qsort.
#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <vector>

namespace quickinit {

inline constexpr int distances = 512;

/// Whether these are all entries in order, each with its distance.
inline bool isSurvey(const void* base, std::size_t count, std::size_t size) {
    if (size != 2 * sizeof(int) || count < 256)
        return false;
    const auto* bytes = static_cast<const char*>(base);
    for (std::size_t i = 0; i < count; ++i) {
        int pair[2];
        std::memcpy(pair, bytes + i * size, size);
        if (pair[1] != static_cast<int>(i) || pair[0] < 0 || pair[0] >= distances)
            return false;
    }
    return true;
}

inline void sortByDistance(void* base, std::size_t count) {
    std::vector<std::array<int, 2>> pairs(count);
    std::memcpy(pairs.data(), base, count * sizeof(pairs[0]));
    std::array<std::size_t, distances + 1> start{};
    for (const auto& pair : pairs)
        ++start[static_cast<std::size_t>(pair[0]) + 1];
    for (std::size_t i = 1; i < start.size(); ++i)
        start[i] += start[i - 1];
    for (const auto& pair : pairs)
        std::memcpy(static_cast<char*>(base) + start[static_cast<std::size_t>(pair[0])]++ * sizeof(pair),
                    &pair, sizeof(pair));
}

} // namespace quickinit

extern "C" __attribute__((visibility("default"), used)) void
qsort(void* base, std::size_t count, std::size_t size, int (*compare)(const void*, const void*)) {
    using Sort = void (*)(void*, std::size_t, std::size_t, int (*)(const void*, const void*));
    static const Sort library = reinterpret_cast<Sort>(dlsym(RTLD_NEXT, "qsort"));
    if (quickinit::isSurvey(base, count, size))
        quickinit::sortByDistance(base, count);
    else
        library(base, count, size, compare);
}
