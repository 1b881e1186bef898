#include "network/operators/softmax.h"

#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

void softmaxInPlace(std::span<float> x) {
    const double total = vector_math::expInPlace(x, vector_math::maximum(x));
    vector_math::scaleInPlace(x, static_cast<float>(1.0 / total));
}

Result<Array> Softmax::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    Array y = inputs[0]->clone();
    const auto width = static_cast<std::size_t>(y.columns());
    MANTISSA_CHECK(parallelChunks(y.rows(), *context.task, [&](std::int64_t row) -> Result<void> {
        softmaxInPlace(y.values().subspan(static_cast<std::size_t>(row) * width, width));
        return {};
    }));
    return y;
}

Result<std::vector<Array>> Softmax::backward(Inputs, const Array& output, const Array& outputGradient,
                                             const OperatorContext&) const {
    // dx = y * (dy - sum(dy * y))
    Array gradient = outputGradient.clone();
    const auto width = static_cast<std::size_t>(output.columns());
    for (std::size_t first = 0; first < output.size(); first += width) {
        const auto y = output.values().subspan(first, width);
        const auto dy = gradient.values().subspan(first, width);
        double inner = 0;
        for (std::size_t i = 0; i < width; ++i)
            inner += static_cast<double>(y[i]) * static_cast<double>(dy[i]);
        for (std::size_t i = 0; i < width; ++i)
            dy[i] = y[i] * (dy[i] - static_cast<float>(inner));
    }
    return gradientList(std::move(gradient));
}

} // namespace mantissa
