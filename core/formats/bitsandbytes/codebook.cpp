#include "formats/bitsandbytes/codebook.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::bitsandbytes {

namespace {

Codebook makeNormalFloat4() {
    Codebook book{{-1.0F, -0.6961928009986877F, -0.5250730514526367F, -0.39491748809814453F,
                   -0.28444138169288635F, -0.18477343022823334F, -0.09105003625154495F, 0.0F,
                   0.07958029955625534F, 0.16093020141124725F, 0.24611230194568634F, 0.33791524171829224F,
                   0.44070982933044434F, 0.5626170039176941F, 0.7229568362236023F, 1.0F},
                  {},
                  {}};
    for (std::size_t i = 0; i < 16; ++i) {
        book.codes[i] = static_cast<std::uint8_t>(i);
        if (i < 15)
            book.pivots[i] = static_cast<float>(
                (static_cast<double>(book.levels[i]) + static_cast<double>(book.levels[i + 1])) / 2);
    }
    return book;
}

Codebook makeFloat4() {
    // Magnitudes with their three-bit codes, ascending, and the borders between them as bitsandbytes rounds
    // them.
    constexpr std::array<float, 8> magnitudes{0.0F, 5.208333333e-03F, 0.16666667F, 0.25F, 0.33333333F,
                                              0.5F, 0.66666667F,      1.0F};
    constexpr std::array<std::uint8_t, 8> codes{0, 1, 6, 7, 4, 5, 2, 3};
    constexpr std::array<float, 7> borders{0.00260417F, 0.0859375F, 0.20833333F, 0.29166667F,
                                           0.4166667F,  0.583333F,  0.8333333F};
    constexpr std::uint8_t negative = 8;
    Codebook book{};
    for (std::size_t i = 0; i < 8; ++i) {
        book.levels[8 + i] = magnitudes[i];
        book.levels[7 - i] = -magnitudes[i];
        book.codes[8 + i] = codes[i];
        book.codes[7 - i] = codes[i] | negative;
    }
    // A magnitude on a border belongs to the smaller one; below zero that is the higher rank.
    constexpr float lowest = -std::numeric_limits<float>::infinity();
    book.pivots[7] = std::nextafter(0.0F, lowest);
    for (std::size_t i = 0; i < 7; ++i) {
        book.pivots[8 + i] = borders[i];
        book.pivots[6 - i] = std::nextafter(-borders[i], lowest);
    }
    return book;
}

// In 32-bit floats step by step, as torch computes it.
std::array<float, 256> makeDynamicMap() {
    std::array<float, 256> map{};
    std::size_t count = 0;
    constexpr int exponents = 7;
    for (int exponent = 0; exponent < exponents; ++exponent) {
        const int means = 1 << exponent;
        const float step = (1.0F - 0.1F) / static_cast<float>(means);
        const auto boundary = [&](int i) {
            // torch.linspace counts from both ends.
            return i < (means + 1) / 2 ? 0.1F + step * static_cast<float>(i)
                                       : 1.0F - step * static_cast<float>(means - i);
        };
        const auto scale = static_cast<float>(std::pow(10.0, exponent - (exponents - 1)));
        for (int i = 0; i < means; ++i) {
            const float mean = scale * ((boundary(i) + boundary(i + 1)) / 2.0F);
            map[count++] = mean;
            map[count++] = -mean;
        }
    }
    map[count++] = 0.0F;
    map[count++] = 1.0F;
    std::sort(map.begin(), map.end());
    return map;
}

} // namespace

std::array<float, 16> Codebook::levelOfCode() const {
    std::array<float, 16> result{};
    for (std::size_t rank = 0; rank < 16; ++rank)
        result[codes[rank]] = levels[rank];
    return result;
}

const Codebook& normalFloat4() {
    static const Codebook book = makeNormalFloat4();
    return book;
}

const Codebook& float4() {
    static const Codebook book = makeFloat4();
    return book;
}

const std::array<float, 256>& dynamicMap() {
    static const std::array<float, 256> map = makeDynamicMap();
    return map;
}

std::uint8_t nearestInDynamicMap(float value) {
    const auto& map = dynamicMap();
    const auto above = std::lower_bound(map.begin(), map.end(), value);
    if (above == map.begin())
        return 0;
    const auto index = static_cast<std::size_t>(above - map.begin());
    if (above == map.end())
        return static_cast<std::uint8_t>(index - 1);
    return static_cast<std::uint8_t>(value - map[index - 1] <= map[index] - value ? index - 1 : index);
}

} // namespace mantissa::bitsandbytes
