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

std::vector<Array> listOf(Array one) {
    std::vector<Array> list;
    list.push_back(std::move(one));
    return list;
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
    if (inputs[0]->shape() != inputs[1]->shape())
        return Operator::backward(inputs, outputGradient, outputGradient, context);
    std::vector<Array> gradients;
    for (const std::size_t other : {std::size_t{1}, std::size_t{0}}) {
        Array gradient = outputGradient.clone();
        if (function_ == Function::Multiply)
            vector_math::multiply(outputGradient.values(), inputs[other]->values(), gradient.values());
        gradients.push_back(std::move(gradient));
    }
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
    return listOf(std::move(gradient));
}

std::string_view Activation::kind() const {
    static constexpr std::string_view names[] = {"silu", "gelu_tanh", "gelu", "relu", "sigmoid", "tanh"};
    return names[static_cast<std::size_t>(function_)];
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

} // namespace mantissa
