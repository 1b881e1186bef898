#include "network/operators/norm.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

/// Calls body(in, out, first) for every group of `width` elements, the first of which is `first`.
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
                     y.values().subspan(first, static_cast<std::size_t>(width)), first);
            }
            return {};
        }));
    return y;
}

/// The sum over a group of weight * dy, and of that times x.
struct GroupSums {
    double plain = 0;
    double withInput = 0;
};

GroupSums sumsOf(std::span<const float> x, std::span<const float> weight, std::span<const float> dy) {
    GroupSums sums;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double scaled = static_cast<double>(weight[i]) * static_cast<double>(dy[i]);
        sums.plain += scaled;
        sums.withInput += scaled * static_cast<double>(x[i]);
    }
    return sums;
}

} // namespace

Result<std::vector<float>> RmsNorm::factors(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 1));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    MANTISSA_TRY(const auto stored, context.panels->rows(context.weights[0], 0, 1));
    std::vector<float> weight = *stored;
    for (float& w : weight)
        w += offset_;
    return weight;
}

Result<Array> RmsNorm::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_TRY(const std::vector<float> weight, factors(inputs, context));
    const auto width = static_cast<std::int64_t>(weight.size());
    return forGroups(*inputs[0], width, context,
                     [&](std::span<const float> in, std::span<float> out, std::size_t) {
                         const double mean = vector_math::sumOfSquares(in) / static_cast<double>(width);
                         const auto factor = static_cast<float>(1.0 / std::sqrt(mean + epsilon_));
                         vector_math::scaledProduct(in, factor, weight, out);
                     });
}

// With r = 1 / sqrt(mean(x^2) + epsilon): dx = r w dy - x r^3 mean(w dy x).
Result<std::vector<Array>> RmsNorm::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                             const OperatorContext& context) const {
    MANTISSA_TRY(const std::vector<float> weight, factors(inputs, context));
    const auto width = static_cast<std::int64_t>(weight.size());
    const auto group = [&](std::span<const float> x, std::span<float> dx, std::size_t first) {
        const auto dy = outputGradient.values().subspan(first, x.size());
        const double factor =
            1.0 / std::sqrt(vector_math::sumOfSquares(x) / static_cast<double>(width) + epsilon_);
        const double along =
            sumsOf(x, weight, dy).withInput / static_cast<double>(width) * factor * factor * factor;
        for (std::size_t i = 0; i < x.size(); ++i)
            dx[i] = static_cast<float>(factor * static_cast<double>(weight[i]) * static_cast<double>(dy[i]) -
                                       along * static_cast<double>(x[i]));
    };
    MANTISSA_TRY(Array gradient, forGroups(*inputs[0], width, context, group));
    return gradientList(std::move(gradient));
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
    return forGroups(
        *inputs[0], width, context, [&](std::span<const float> in, std::span<float> out, std::size_t) {
            const auto mean = static_cast<float>(vector_math::sum(in) / static_cast<double>(width));
            std::transform(in.begin(), in.end(), out.begin(), [mean](float v) { return v - mean; });
            const double variance = vector_math::sumOfSquares(out) / static_cast<double>(width);
            vector_math::scaledProduct(out, static_cast<float>(1.0 / std::sqrt(variance + epsilon_)), *weight,
                                       out);
            vector_math::add(out, *bias, out);
        });
}

// With r = 1 / sqrt(variance + epsilon), n = r (x - mean): dx = r (w dy - mean(w dy) - n mean(w dy n)).
Result<std::vector<Array>> LayerNorm::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                               const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 2));
    MANTISSA_TRY(const auto weight, context.panels->rows(context.weights[0], 0, 1));
    const auto width = static_cast<std::int64_t>(weight->size());
    const auto group = [&](std::span<const float> x, std::span<float> dx, std::size_t first) {
        const auto dy = outputGradient.values().subspan(first, x.size());
        const auto count = static_cast<double>(width);
        const double mean = vector_math::sum(x) / count;
        std::transform(x.begin(), x.end(), dx.begin(),
                       [mean](float v) { return static_cast<float>(static_cast<double>(v) - mean); });
        const double factor = 1.0 / std::sqrt(vector_math::sumOfSquares(dx) / count + epsilon_);
        const GroupSums sums = sumsOf(dx, *weight, dy);
        const double along = sums.withInput / count * factor * factor;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double scaled = static_cast<double>((*weight)[i]) * static_cast<double>(dy[i]);
            dx[i] = static_cast<float>(factor *
                                       (scaled - sums.plain / count - along * static_cast<double>(dx[i])));
        }
    };
    MANTISSA_TRY(Array gradient, forGroups(*inputs[0], width, context, group));
    return gradientList(std::move(gradient));
}

} // namespace mantissa
