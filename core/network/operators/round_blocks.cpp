#include "network/operators/round_blocks.h"

#include "base/parallel.h"
#include "tensor/float_convert.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

void roundQ8_0(std::span<const float> x, std::span<float> out) {
    float most = 0;
    for (const float value : x)
        most = std::max(most, std::abs(value));
    const float scale = most / 127.0F;
    const float inverse = scale != 0 ? 1.0F / scale : 0.0F;
    const float stored = floatFromHalf(halfFromFloat(scale));
    for (std::size_t i = 0; i < x.size(); ++i)
        out[i] = std::round(x[i] * inverse) * stored;
}

void roundQ8_K(std::span<const float> x, std::span<float> out) {
    const float extreme =
        *std::max_element(x.begin(), x.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
    if (extreme == 0) {
        std::fill(out.begin(), out.end(), 0.0F);
        return;
    }
    const float inverse = -127.0F / extreme;
    for (std::size_t i = 0; i < x.size(); ++i)
        out[i] = std::min(127.0F, std::nearbyint(inverse * x[i])) * (1.0F / inverse);
}

} // namespace

Result<Array> RoundBlocks::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    const Array& x = *inputs[0];
    MANTISSA_CHECK(checkFloats(*this, x));
    const std::int64_t block = rounding_ == BlockRounding::Q8_0 ? 32 : 256;
    if (x.columns() % block != 0)
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "Rows of %1 cannot be rounded in blocks of %2."),
                             x.columns(), block));
    Array y(x.shape(), context.storage);
    const auto width = static_cast<std::size_t>(block);
    const auto done = parallelChunks(x.rows(), *context.task, [&](std::int64_t row) -> Result<void> {
        const auto first = static_cast<std::size_t>(row * x.columns());
        for (std::size_t i = first; i < first + static_cast<std::size_t>(x.columns()); i += width) {
            const auto in = x.values().subspan(i, width);
            const auto out = y.values().subspan(i, width);
            rounding_ == BlockRounding::Q8_0 ? roundQ8_0(in, out) : roundQ8_K(in, out);
        }
        return {};
    });
    MANTISSA_CHECK(done);
    return y;
}

Result<std::vector<Array>> RoundBlocks::backward(Inputs, const Array&, const Array& outputGradient,
                                                 const OperatorContext&) const {
    return gradientList(outputGradient.clone());
}

} // namespace mantissa
