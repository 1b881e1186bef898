#include "network/operators/rope.h"

#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

/// Cosine and sine of each pair at one position, angles in double so that far positions stay exact.
struct Turn {
    std::vector<float> cosine;
    std::vector<float> sine;
};

Turn turnAt(const std::vector<double>& frequencies, float magnitude, std::int64_t position) {
    Turn turn;
    for (const double frequency : frequencies) {
        const double angle = static_cast<double>(position) * frequency;
        turn.cosine.push_back(static_cast<float>(std::cos(angle)) * magnitude);
        turn.sine.push_back(static_cast<float>(std::sin(angle)) * magnitude);
    }
    return turn;
}

void turnHead(const float* in, float* out, const RopeOptions& options, const Turn& turn) {
    const auto pairs = static_cast<std::int64_t>(turn.cosine.size());
    const bool halves = options.pairs == RopePairs::Halves;
    for (std::int64_t i = 0; i < pairs; ++i) {
        const std::int64_t first = halves ? i : 2 * i;
        const std::int64_t second = halves ? i + pairs : 2 * i + 1;
        const float cosine = turn.cosine[static_cast<std::size_t>(i)];
        const float sine = turn.sine[static_cast<std::size_t>(i)];
        const float a = in[first];
        const float b = in[second];
        out[first] = a * cosine - b * sine;
        out[second] = a * sine + b * cosine;
    }
    std::copy(in + 2 * pairs, in + options.headLength, out + 2 * pairs);
}

} // namespace

std::vector<double> ropeFrequencies(double base, std::int64_t dimensions) {
    std::vector<double> frequencies;
    for (std::int64_t i = 0; 2 * i + 1 < dimensions; ++i)
        frequencies.push_back(
            std::pow(base, -2.0 * static_cast<double>(i) / static_cast<double>(dimensions)));
    return frequencies;
}

Result<Array> Rope::turned(const Array& x, bool back, const OperatorContext& context) const {
    const std::int64_t width = x.columns();
    // A sequence that goes on must keep to one set, so its greatest length decides.
    const std::int64_t grows = context.memory == nullptr ? 0 : context.memory->capacity();
    const bool isLong = x.shape().size() == 3 && std::max(x.shape()[1], grows) > options_.originalContext;
    const auto& frequencies =
        isLong && !options_.longFrequencies.empty() ? options_.longFrequencies : options_.frequencies;
    const auto turned = 2 * static_cast<std::int64_t>(frequencies.size());
    if (x.shape().size() != 3 || options_.headLength <= 0 || width % options_.headLength != 0 ||
        turned > options_.headLength)
        return fail(
            ErrorCode::Mismatch,
            sentence(MANTISSA_TR("core", "Rotary positions over %1 of %2 values a head do not fit the "
                                         "shape %3."),
                     turned, options_.headLength, describe(x.shape())));
    Array y(x.shape(), context.storage);
    const std::int64_t length = x.shape()[1];
    MANTISSA_CHECK(parallelChunks(length, *context.task, [&](std::int64_t position) -> Result<void> {
        Turn turn = turnAt(frequencies, options_.magnitude, firstPosition(context) + position);
        if (back)
            vector_math::scaleInPlace(turn.sine, -1.0F);
        for (std::int64_t row = position; row < x.rows(); row += length) {
            for (std::int64_t head = 0; head < width; head += options_.headLength)
                turnHead(x.values().data() + row * width + head, y.values().data() + row * width + head,
                         options_, turn);
        }
        return {};
    }));
    return y;
}

Result<Array> Rope::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    return turned(*inputs[0], false, context);
}

// A turn's transpose is the turn the other way, of the same magnitude.
Result<std::vector<Array>> Rope::backward(Inputs, const Array&, const Array& outputGradient,
                                          const OperatorContext& context) const {
    MANTISSA_TRY(Array gradient, turned(outputGradient, true, context));
    return gradientList(std::move(gradient));
}

} // namespace mantissa
