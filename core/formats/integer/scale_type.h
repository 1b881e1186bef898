#pragma once
// The floats that scales are stored in.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mantissa {

enum class ScaleType : std::uint8_t { F16, BF16, F32 };

/// "f16", "bf16", "f32": the choices of a format's parameter, in the order of the enum.
const std::vector<std::string>& scaleTypeNames();
ScaleType scaleTypeFromName(const std::string& name);
std::int64_t scaleBytes(ScaleType type);

/// The nearest number that the type holds, but for a positive scale never zero. Infinite where it overflows.
float storedScale(ScaleType type, double scale);

void writeScale(ScaleType type, float scale, std::byte* out);
float readScale(ScaleType type, const std::byte* in);

} // namespace mantissa
