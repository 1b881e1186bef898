#pragma once
// Weights to try encoders on, the same on every machine: a counter-based generator and the shapes of
// distribution that break quantizers.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

namespace sample {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t bits() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    /// in (0, 1]
    double uniform() { return static_cast<double>((bits() >> 11U) + 1) * 0x1p-53; }
    /// Box-Muller
    double normal() {
        return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform());
    }

private:
    std::uint64_t state_;
};

inline const std::vector<std::string>& distributions() {
    static const std::vector<std::string> names{
        "normal",    "small", "heavy", "sparse", "constant", "zero", "ties",    "positive", "offset",
        "denormals", "tiny",  "large", "huge",   "mixed",    "ramp", "outlier", "bits"};
    return names;
}

inline float draw(const std::string& kind, Random& random, std::size_t index) {
    const double normal = random.normal();
    if (kind == "small")
        return static_cast<float>(0.02 * normal);
    if (kind == "heavy") // Student's t with two degrees of freedom
        return static_cast<float>(0.05 * normal / std::sqrt(-std::log(random.uniform())));
    if (kind == "sparse")
        return random.uniform() < 0.9 ? 0.0F : static_cast<float>(normal);
    if (kind == "constant")
        return index / 512 % 2 == 0 ? 0.37F : -1.25F;
    if (kind == "zero")
        return index % 3 == 0 ? -0.0F : 0.0F;
    if (kind == "ties") // halves and quarters of a power of two: every rounding meets ties
        return static_cast<float>(std::nearbyint(normal * 4)) * 0.25F;
    if (kind == "positive")
        return static_cast<float>(std::abs(normal)) + 0.01F;
    if (kind == "offset")
        return static_cast<float>(5 + 0.1 * normal);
    if (kind == "denormals")
        return static_cast<float>(normal * 1e-40);
    if (kind == "tiny")
        return static_cast<float>(normal * 1e-12);
    if (kind == "large")
        return static_cast<float>(normal * 3e4);
    if (kind == "huge")
        return static_cast<float>(normal * 1e30);
    if (kind == "mixed") // scales differ wildly between sub-blocks
        return static_cast<float>(normal * std::pow(10.0, static_cast<double>(index / 16 % 13) - 8));
    if (kind == "ramp")
        return static_cast<float>(static_cast<int>(index % 256) - 128) / 64.0F;
    if (kind == "outlier")
        return static_cast<float>(index % 97 == 0 ? 50 * normal : 0.1 * normal);
    if (kind == "bits") { // any finite number
        const auto word = static_cast<std::uint32_t>(random.bits());
        float value = 0;
        std::memcpy(&value, &word, sizeof value);
        return std::isfinite(value) ? value : 0.0F;
    }
    return static_cast<float>(normal);
}

inline std::vector<float> weights(const std::string& kind, std::size_t count, std::uint64_t seed = 1) {
    Random random(seed * 1000003);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = draw(kind, random, i);
    return values;
}

/// Bell-shaped numbers made without the C library's functions, whose last bits may differ between machines:
/// for tests that hold hashes.
inline std::vector<float> exactWeights(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> values(count);
    for (float& value : values) {
        double sum = -2;
        for (int i = 0; i < 4; ++i)
            sum += random.uniform();
        value = static_cast<float>(sum);
    }
    return values;
}

inline std::vector<float> exactImportance(std::size_t columns, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> values(columns);
    for (float& value : values)
        value = static_cast<float>(random.uniform() * random.uniform() * 16);
    return values;
}

/// As an importance matrix has them: positive, spread over decades, with some zeros.
inline std::vector<float> importance(std::size_t columns, std::uint64_t seed = 7) {
    Random random(seed);
    std::vector<float> values(columns);
    for (float& value : values)
        value = random.uniform() < 0.02 ? 0.0F : static_cast<float>(std::exp(2 * random.normal()));
    return values;
}

} // namespace sample
