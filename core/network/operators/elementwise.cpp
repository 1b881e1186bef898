#include "network/operators/elementwise.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

constexpr std::int64_t blockElements = 1 << 14;

/// Calls body(first, count) over blocks of [0, size).
template <class Body>
Result<void> forBlocks(std::size_t size, const Task& task, const Body& body) {
    const auto total = static_cast<std::int64_t>(size);
    return parallelChunks(ceilDivide(total, blockElements), task, [&](std::int64_t b) -> Result<void> {
        const std::int64_t first = b * blockElements;
        body(static_cast<std::size_t>(first),
             static_cast<std::size_t>(std::min(blockElements, total - first)));
        return {};
    });
}

void apply(Pairwise::Function function, std::span<const float> a, std::span<const float> b,
           std::span<float> out) {
    function == Pairwise::Function::Add ? vector_math::add(a, b, out) : vector_math::multiply(a, b, out);
}

void apply(Activation::Function function, std::span<const float> x, std::span<float> out) {
    using enum Activation::Function;
    switch (function) {
    case Silu:
        return vector_math::silu(x, out);
    case GeluTanh:
        return vector_math::geluTanh(x, out);
    case Sigmoid:
        return vector_math::sigmoid(x, out);
    case Tanh:
        return vector_math::tanh(x, out);
    case GeluErf:
        std::transform(x.begin(), x.end(), out.begin(),
                       [](float v) { return 0.5F * v * (1.0F + std::erf(v * 0.70710678118654752440F)); });
        return;
    case Relu:
        std::transform(x.begin(), x.end(), out.begin(), [](float v) { return std::max(v, 0.0F); });
        return;
    }
}

double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

/// How fast the function grows at x.
double slope(Activation::Function function, double x) {
    using enum Activation::Function;
    constexpr double twoOverPi = 0.63661977236758134308;
    switch (function) {
    case Silu:
        return sigmoid(x) * (1 + x * (1 - sigmoid(x)));
    case GeluTanh: {
        const double bent = std::tanh(std::sqrt(twoOverPi) * (x + 0.044715 * x * x * x));
        const double inner = std::sqrt(twoOverPi) * (1 + 3 * 0.044715 * x * x);
        return 0.5 * (1 + bent) + 0.5 * x * (1 - bent * bent) * inner;
    }
    case GeluErf: // Phi(x) + x phi(x)
        return 0.5 * (1 + std::erf(x * std::sqrt(0.5))) +
               x * 0.5 * std::sqrt(twoOverPi) * std::exp(-0.5 * x * x);
    case Relu:
        return x > 0 ? 1 : 0;
    case Sigmoid:
        return sigmoid(x) * (1 - sigmoid(x));
    case Tanh:
        return 1 - std::tanh(x) * std::tanh(x);
    }
    return 0;
}

/// The gradient by the one row that went with every row of a: sums over rows.
Array summedRows(const Array& gradient, const Shape& shape, const OperatorContext& context) {
    const auto width = static_cast<std::size_t>(gradient.columns());
    std::vector<double> sums(width);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        sums[i % width] += static_cast<double>(gradient.values()[i]);
    Array result(shape, context.storage);
    std::transform(sums.begin(), sums.end(), result.values().begin(),
                   [](double sum) { return static_cast<float>(sum); });
    return result;
}

} // namespace

std::string_view Pairwise::kind() const {
    return function_ == Function::Add ? "add" : "multiply";
}

Result<Array> Pairwise::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 2, context, 0));
    const Array& a = *inputs[0];
    const Array& b = *inputs[1];
    MANTISSA_CHECK(checkFloats(*this, a));
    MANTISSA_CHECK(checkFloats(*this, b));
    const bool same = a.shape() == b.shape();
    if (!same && !(b.rows() == 1 && b.columns() == a.columns()))
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The operator “%1” cannot join shapes %2 and %3."), kind(),
                             describe(a.shape()), describe(b.shape())));
    Array y(a.shape(), context.storage);
    if (same) {
        MANTISSA_CHECK(forBlocks(a.size(), *context.task, [&](std::size_t first, std::size_t count) {
            apply(function_, a.values().subspan(first, count), b.values().subspan(first, count),
                  y.values().subspan(first, count));
        }));
        return y;
    }
    const auto width = static_cast<std::size_t>(a.columns());
    for (std::size_t first = 0; first < a.size(); first += width)
        apply(function_, a.values().subspan(first, width), b.values(), y.values().subspan(first, width));
    return y;
}

Result<std::vector<Array>> Pairwise::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                              const OperatorContext& context) const {
    const Array& a = *inputs[0];
    const Array& b = *inputs[1];
    Array byA = outputGradient.clone();
    Array byB = outputGradient.clone();
    const std::size_t width = b.size(); // all of a, or one row of it
    for (std::size_t first = 0; function_ == Function::Multiply && first < a.size(); first += width) {
        const auto dy = outputGradient.values().subspan(first, width);
        vector_math::multiply(dy, b.values(), byA.values().subspan(first, width));
        vector_math::multiply(dy, a.values().subspan(first, width), byB.values().subspan(first, width));
    }
    if (a.shape() != b.shape())
        byB = summedRows(byB, b.shape(), context);
    std::vector<Array> gradients = gradientList(std::move(byA));
    gradients.push_back(std::move(byB));
    return gradients;
}

Result<Array> Scale::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    Array y = inputs[0]->clone();
    vector_math::scaleInPlace(y.values(), factor_);
    return y;
}

Result<std::vector<Array>> Scale::backward(Inputs, const Array&, const Array& outputGradient,
                                           const OperatorContext&) const {
    Array gradient = outputGradient.clone();
    vector_math::scaleInPlace(gradient.values(), factor_);
    return gradientList(std::move(gradient));
}

std::string_view Activation::kind() const {
    static constexpr std::string_view names[] = {"silu", "gelu_tanh", "gelu", "relu", "sigmoid", "tanh"};
    return names[static_cast<std::size_t>(function_)];
}

bool Activation::keepsNotFinite() const {
    // The others bend infinity to a number.
    return function_ != Function::Relu && function_ != Function::Sigmoid && function_ != Function::Tanh;
}

Result<Array> Activation::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    const Array& x = *inputs[0];
    MANTISSA_CHECK(checkFloats(*this, x));
    Array y(x.shape(), context.storage);
    MANTISSA_CHECK(forBlocks(x.size(), *context.task, [&](std::size_t first, std::size_t count) {
        apply(function_, x.values().subspan(first, count), y.values().subspan(first, count));
    }));
    return y;
}

Result<std::vector<Array>> Activation::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                                const OperatorContext& context) const {
    const auto x = inputs[0]->values();
    const auto dy = outputGradient.values();
    Array gradient(inputs[0]->shape(), context.storage);
    const auto dx = gradient.values();
    MANTISSA_CHECK(forBlocks(x.size(), *context.task, [&](std::size_t first, std::size_t count) {
        for (std::size_t i = first; i < first + count; ++i)
            dx[i] = dy[i] * static_cast<float>(slope(function_, static_cast<double>(x[i])));
    }));
    return gradientList(std::move(gradient));
}

} // namespace mantissa
