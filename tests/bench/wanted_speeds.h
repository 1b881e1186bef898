#pragma once
// What the project set out to reach on one thread, so that the table of bench_formats tells what misses it.
#include "tensor/dtype.h"

#include <algorithm>
#include <string>
#include <vector>

namespace bench {

enum class Work { Encode, EncodeWeighted, Decode };

inline bool oneOf(mantissa::DType dtype, std::initializer_list<mantissa::DType> list) {
    return std::find(list.begin(), list.end(), dtype) != list.end();
}

/// Types with a codebook or a table: names that begin with IQ.
inline bool isIQuant(mantissa::DType dtype) {
    return mantissa::info(dtype).name.starts_with("IQ");
}

inline bool isKQuant(mantissa::DType dtype) {
    return mantissa::info(dtype).name.ends_with("_K");
}

/// How many times ggml's speed the method `ggml` should have with AVX-512; 0: nothing said.
inline double wantedTimes(mantissa::DType dtype, Work work, double ggml) {
    using enum mantissa::DType;
    if (work == Work::Decode) // three times where ggml is slow, and never less than ggml
        return ggml < 1000 || oneOf(dtype, {Q5_0, Q6_K, MXFP4}) || isIQuant(dtype) ? 3 : 1;
    if (oneOf(dtype, {Q2_K, Q4_K, Q5_K, IQ4_NL, IQ4_XS}))
        return 8;
    if (dtype == Q6_K)
        return 5;
    if (work == Work::EncodeWeighted && oneOf(dtype, {Q4_0, Q4_1, Q5_0, Q5_1, Q3_K}))
        return 8;
    return dtype == Q3_K || isIQuant(dtype) ? 4 : 0;
}

/// Two thirds of it on AVX2, but never slower than ggml.
inline double wantedTimesWithAvx2(double times) {
    return times == 0 ? 0 : std::max(1.0, times * 2 / 3);
}

/// What `search` should reach, in 10^6 weights a second.
inline double wantedSearch(mantissa::DType dtype, double ggml) {
    return isIQuant(dtype) || isKQuant(dtype) ? ggml : 20;
}

/// One row's speeds under one set of instructions, in 10^6 weights a second; 0 where there is none.
struct Speeds {
    double ggml = 0;
    double ours = 0;
    double search = 0;
    double rtn = 0;
    double times() const { return ggml > 0 ? ours / ggml : 0; }
};

/// "yes", or what misses.
inline std::string verdict(mantissa::DType dtype, Work work, const Speeds& best, const Speeds* avx2) {
    std::vector<std::string> misses;
    const double wanted = wantedTimes(dtype, work, best.ggml);
    if (best.ggml > 0 && best.times() < wanted)
        misses.emplace_back("times");
    if (best.search > 0 && best.search < wantedSearch(dtype, best.ggml))
        misses.emplace_back("search");
    if (avx2 != nullptr && avx2->ggml > 0 && avx2->times() < wantedTimesWithAvx2(wanted))
        misses.emplace_back("times with AVX2");
    if (avx2 != nullptr && avx2->search > 0 && avx2->search < wantedSearch(dtype, avx2->ggml))
        misses.emplace_back("search with AVX2");
    if (misses.empty())
        return "yes";
    std::string text = "NO: ";
    for (std::size_t i = 0; i < misses.size(); ++i)
        text += (i == 0 ? "" : ", ") + misses[i];
    return text;
}

} // namespace bench
