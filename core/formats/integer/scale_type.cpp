#include "formats/integer/scale_type.h"

#include "tensor/float_convert.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace mantissa {

const std::vector<std::string>& scaleTypeNames() {
    static const std::vector<std::string> names{"f16", "bf16", "f32"};
    return names;
}

ScaleType scaleTypeFromName(const std::string& name) {
    const auto& names = scaleTypeNames();
    return static_cast<ScaleType>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::int64_t scaleBytes(ScaleType type) {
    return type == ScaleType::F32 ? 4 : 2;
}

float storedScale(ScaleType type, double scale) {
    const auto value = static_cast<float>(scale);
    float stored = value;
    float smallest = std::numeric_limits<float>::denorm_min();
    if (type == ScaleType::F16) {
        stored = floatFromHalf(halfFromFloat(value));
        smallest = floatFromHalf(1);
    } else if (type == ScaleType::BF16) {
        stored = floatFromBfloat(bfloatFromFloat(value));
        smallest = floatFromBfloat(1);
    }
    return scale > 0 ? std::max(stored, smallest) : stored;
}

void writeScale(ScaleType type, float scale, std::byte* out) {
    if (type == ScaleType::F32) {
        std::memcpy(out, &scale, sizeof scale);
        return;
    }
    const std::uint16_t bits = type == ScaleType::F16 ? halfFromFloat(scale) : bfloatFromFloat(scale);
    std::memcpy(out, &bits, sizeof bits);
}

float readScale(ScaleType type, const std::byte* in) {
    if (type == ScaleType::F32) {
        float scale = 0;
        std::memcpy(&scale, in, sizeof scale);
        return scale;
    }
    std::uint16_t bits = 0;
    std::memcpy(&bits, in, sizeof bits);
    return type == ScaleType::F16 ? floatFromHalf(bits) : floatFromBfloat(bits);
}

} // namespace mantissa
