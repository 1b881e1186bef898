#include "network/operators/norm.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

/// Calls body(in, out) for every group of `width` elements.
template <class Body>
Result<Array> forGroups(const Array& x, std::int64_t width, const OperatorContext& context,
                        const Body& body) {
    if (width <= 0 || x.columns() % width != 0)
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "A norm over %1 values does not fit rows of %2."), width,
                             x.columns()));
    Array y(x.shape(), context.storage);
    constexpr std::int64_t block = 64;
    const std::int64_t groups = static_cast<std::int64_t>(x.size()) / width;
    MANTISSA_CHECK(
        parallelChunks(ceilDivide(groups, block), *context.task, [&](std::int64_t b) -> Result<void> {
            for (std::int64_t g = b * block; g < std::min(groups, (b + 1) * block); ++g) {
                const auto first = static_cast<std::size_t>(g * width);
                body(x.values().subspan(first, static_cast<std::size_t>(width)),
                     y.values().subspan(first, static_cast<std::size_t>(width)));
            }
            return {};
        }));
    return y;
}

} // namespace

Result<Array> RmsNorm::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 1));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    MANTISSA_TRY(const auto stored, context.panels->rows(context.weights[0], 0, 1));
    std::vector<float> weight = *stored;
    for (float& w : weight)
        w += offset_;
    const auto width = static_cast<std::int64_t>(weight.size());
    return forGroups(*inputs[0], width, context, [&](std::span<const float> in, std::span<float> out) {
        const double mean = vector_math::sumOfSquares(in) / static_cast<double>(width);
        const auto factor = static_cast<float>(1.0 / std::sqrt(mean + epsilon_));
        vector_math::scaledProduct(in, factor, weight, out);
    });
}

Result<Array> LayerNorm::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 2));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    MANTISSA_TRY(const auto weight, context.panels->rows(context.weights[0], 0, 1));
    MANTISSA_TRY(const auto bias, context.panels->rows(context.weights[1], 0, 1));
    const auto width = static_cast<std::int64_t>(weight->size());
    if (bias->size() != weight->size())
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "A norm's scale has %1 values, its shift "
                                                 "%2."),
                             weight->size(), bias->size()));
    return forGroups(*inputs[0], width, context, [&](std::span<const float> in, std::span<float> out) {
        const auto mean = static_cast<float>(vector_math::sum(in) / static_cast<double>(width));
        std::transform(in.begin(), in.end(), out.begin(), [mean](float v) { return v - mean; });
        const double variance = vector_math::sumOfSquares(out) / static_cast<double>(width);
        vector_math::scaledProduct(out, static_cast<float>(1.0 / std::sqrt(variance + epsilon_)), *weight,
                                   out);
        vector_math::add(out, *bias, out);
    });
}

} // namespace mantissa
