#include "formats/narrow/narrow_float.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::narrow {

const NarrowFloat e4m3{4, 3, 7, 0x7e};
const NarrowFloat e5m2{5, 2, 15, 0x7b};
const NarrowFloat e2m3{2, 3, 1, 0x1f};
const NarrowFloat e3m2{3, 2, 3, 0x1f};

namespace {

/// Of a code without its sign.
float magnitude(const NarrowFloat& kind, int code) {
    const int mantissa = code & ((1 << kind.mantissaBits) - 1);
    const int exponent = code >> kind.mantissaBits;
    const int hidden = exponent == 0 ? 0 : 1 << kind.mantissaBits; // subnormal where the exponent is 0
    return std::ldexp(static_cast<float>(hidden + mantissa),
                      std::max(exponent, 1) - kind.bias - kind.mantissaBits);
}

} // namespace

float NarrowFloat::largest() const {
    return magnitude(*this, largestCode);
}

float numberOf(const NarrowFloat& kind, int code) {
    const bool negative = (code & kind.signBit()) != 0;
    const int rest = code & (kind.signBit() - 1);
    float value = magnitude(kind, rest);
    if (rest > kind.largestCode) {
        const bool infinite = rest == kind.largestCode + 1 && kind.exponentBits == e5m2.exponentBits;
        value = infinite ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
    }
    return negative ? -value : value;
}

int nearestCode(const NarrowFloat& kind, float value) {
    const int sign = std::signbit(value) ? kind.signBit() : 0;
    const float size = std::abs(value);
    if (size >= kind.largest())
        return sign | kind.largestCode;
    const int exponent = size == 0 ? kind.leastExponent() : std::max(std::ilogb(size), kind.leastExponent());
    // In units of the last mantissa bit; a sum that reaches the next power of two carries by itself.
    const auto units = static_cast<int>(std::nearbyint(std::ldexp(size, kind.mantissaBits - exponent)));
    return sign |
           std::min(((exponent - kind.leastExponent()) << kind.mantissaBits) + units, kind.largestCode);
}

float powerOf(std::uint8_t code) {
    return code == 0xff ? std::numeric_limits<float>::quiet_NaN() : std::ldexp(1.0F, code - 127);
}

std::uint8_t powerCode(int exponent) {
    return static_cast<std::uint8_t>(std::clamp(exponent, -127, 127) + 127);
}

std::vector<float> levelsByCode(const NarrowFloat& kind) {
    std::vector<float> levels;
    for (int code = 0; code < kind.codeCount(); ++code) {
        const float value = numberOf(kind, code);
        levels.push_back(std::isfinite(value) ? value : std::copysign(kind.largest(), value));
    }
    return levels;
}

} // namespace mantissa::narrow
