#include "formats/gguf/scale_products.h"

#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf {

std::uint16_t productUnit(std::span<const float> products, int lowest, int highest, std::int8_t* integers) {
    const float largest = *std::max_element(products.begin(), products.end(),
                                            [](float a, float b) { return std::abs(a) < std::abs(b); });
    std::fill_n(integers, products.size(), std::int8_t{0});
    for (int k = std::max(highest, -lowest); k >= lowest && largest != 0; --k) {
        if (k == 0 || k > highest)
            continue;
        const std::uint16_t half = halfFromFloat(largest / static_cast<float>(k));
        const float unit = floatFromHalf(half);
        const auto fits = [&](float product) {
            const float integer = std::nearbyint(product / unit);
            return unit * integer == product && integer >= static_cast<float>(lowest) &&
                   integer <= static_cast<float>(highest);
        };
        if (unit == 0 || !std::all_of(products.begin(), products.end(), fits))
            continue;
        for (std::size_t j = 0; j < products.size(); ++j)
            integers[j] = static_cast<std::int8_t>(std::nearbyint(products[j] / unit));
        return half;
    }
    return 0;
}

} // namespace mantissa::gguf
