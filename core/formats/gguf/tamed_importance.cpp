#include "formats/gguf/tamed_importance.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf {

bool tameImportance(std::span<const float> importance) {
    const float largest = importance.empty() ? 0 : *std::max_element(importance.begin(), importance.end());
    return largest == 0 || (largest >= 0x1p-30F && largest <= 0x1p30F);
}

std::vector<float> tamedImportance(std::span<const float> importance) {
    std::vector<float> tamed(importance.begin(), importance.end());
    if (tameImportance(importance))
        return tamed;
    const int exponent = -std::ilogb(*std::max_element(tamed.begin(), tamed.end()));
    for (float& weight : tamed)
        weight = std::ldexp(weight, exponent);
    return tamed;
}

} // namespace mantissa::gguf
