#include "formats/gguf/levels.h"

#include <algorithm>
#include <cmath>

namespace mantissa::gguf {

std::vector<float> levelsOf(int bits, int centre) {
    std::vector<float> levels(std::size_t{1} << bits);
    for (std::size_t code = 0; code < levels.size(); ++code)
        levels[code] = static_cast<float>(static_cast<int>(code) - centre);
    return levels;
}

int nearestLevel(std::span<const float> levels, const Affine& affine, float value, int lowest) {
    const auto highest = static_cast<float>(levels.size() - 1);
    if (affine.scale == 0)
        return static_cast<int>(std::clamp(-levels[0], static_cast<float>(lowest), highest));
    const float steps = std::nearbyint((value - affine.offset) / affine.scale - levels[0]);
    return static_cast<int>(std::clamp(steps, static_cast<float>(lowest), highest));
}

float levelValue(std::span<const float> levels, const Affine& affine, int code) {
    return affine.scale * levels[static_cast<std::size_t>(code)] + affine.offset;
}

} // namespace mantissa::gguf
