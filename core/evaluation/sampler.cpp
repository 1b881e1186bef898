#include "evaluation/sampler.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace mantissa {

namespace {

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;

std::uint64_t mix(std::uint64_t z) {
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

} // namespace

double Sampler::uniform(std::uint64_t seed, std::uint64_t step, std::uint64_t token) {
    const std::uint64_t bits = mix(mix(seed + (step + 1) * golden) + (token + 1) * golden);
    return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;
}

/// The topK-th largest logit.
float Sampler::smallestChosen(std::span<const float> logits) {
    if (options_.topK <= 0 || options_.topK >= static_cast<std::int64_t>(logits.size()))
        return -std::numeric_limits<float>::infinity();
    sorted_.assign(logits.begin(), logits.end());
    const auto last = sorted_.begin() + (options_.topK - 1);
    std::nth_element(sorted_.begin(), last, sorted_.end(), std::greater<>());
    return *last;
}

std::int32_t Sampler::choose(std::span<const float> logits, std::uint64_t step) {
    if (options_.temperature <= 0)
        return static_cast<std::int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
    const float smallest = smallestChosen(logits);
    double best = -std::numeric_limits<double>::infinity();
    std::size_t chosen = 0;
    for (std::size_t token = 0; token < logits.size(); ++token) {
        if (logits[token] < smallest)
            continue;
        const double luck = -std::log(-std::log(uniform(options_.seed, step, token)));
        const double value = static_cast<double>(logits[token]) / options_.temperature + luck;
        if (value > best) {
            best = value;
            chosen = token;
        }
    }
    return static_cast<std::int32_t>(chosen);
}

} // namespace mantissa
