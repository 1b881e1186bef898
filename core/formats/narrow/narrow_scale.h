#pragma once
// How the scales of narrow floats are chosen and stored.
#include "formats/integer/scale_type.h"
#include "formats/narrow/narrow_kernels.h"

#include <functional>
#include <optional>
#include <string>

namespace mantissa::narrow {

/// A type of scales.
struct ScaleStore {
    std::optional<ScaleType> plain; ///< nothing: a power of two in one byte, E8M0
    /// With powers of two: whether the largest weight may lie beyond the largest number and be cut to it, as
    /// the MX specification converts; else the power is rounded up.
    bool cuts = false;

    std::int64_t bytes() const { return plain ? scaleBytes(*plain) : 1; }
    void write(float scale, std::byte* out) const;
    float read(const std::byte* in) const;
};

/// "f32", "bf16", "f16", "e8m0"
const std::vector<std::string>& scaleStoreNames();
ScaleStore scaleStoreFromName(const std::string& name);

/// Round to nearest's scale for a largest magnitude. Plain: absmax over the largest number, as
/// compressed-tensors and Transformer Engine have it. MX: 2^(floor(log2(absmax)) - exponent of the largest
/// number), MX specification 1.0, section 6.3. Other powers of two: rounded up, as DeepSeek-V3.1's weights.
float scaleFor(const NarrowFloat& kind, const ScaleStore& store, float absmax);

/// Whether all numbers are finite under this scale.
bool representable(const NarrowFloat& kind, float scale);

/// Looks at the weights that share a scale.
using Measure = std::function<std::vector<FitSums>(std::span<const float> scales)>;

/// The scale with the least error that a search from `start` (scaleFor's) finds; `start` where nothing is
/// better.
float searchScale(const NarrowFloat& kind, const ScaleStore& store, float start, const Measure& measure);

/// searchScale over values in memory.
float searchScale(const NarrowFloat& kind, const ScaleStore& store, float start,
                  std::span<const float> values, std::span<const float> importance);

/// The largest magnitude.
float absmax(std::span<const float> values);

} // namespace mantissa::narrow
