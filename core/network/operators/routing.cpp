#include "network/operators/routing.h"

#include "base/parallel.h"
#include "network/vector_math.h"

#include <algorithm>
#include <numeric>

namespace mantissa {

namespace {

tl::unexpected<Error> doNotFit(const Operator& op, const Array& a, const Array& b) {
    return fail(ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "The operator “%1” cannot join shapes %2 and %3."), op.kind(),
                         describe(a.shape()), describe(b.shape())));
}

Result<void> checkPick(const Operator& op, const Array& x, const Array& columns) {
    MANTISSA_CHECK(checkFloats(op, x));
    if (!columns.holdsIntegers() || columns.rows() != x.rows())
        return doNotFit(op, x, columns);
    const auto outside = [&x](std::int32_t column) { return column < 0 || column >= x.columns(); };
    if (std::any_of(columns.ids().begin(), columns.ids().end(), outside))
        return doNotFit(op, x, columns);
    return {};
}

Result<void> checkSum(const Operator& op, const Array& x, const Array& weights) {
    MANTISSA_CHECK(checkFloats(op, x));
    MANTISSA_CHECK(checkFloats(op, weights));
    Shape fits = x.shape();
    if (!fits.empty())
        fits.pop_back();
    return fits == weights.shape() && !fits.empty() ? Result<void>() : doNotFit(op, x, weights);
}

std::span<const float> rowOf(const Array& x, std::size_t row) {
    const auto width = static_cast<std::size_t>(x.columns());
    return x.values().subspan(row * width, width);
}

} // namespace

Result<Array> TopColumns::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    const Array& x = *inputs[0];
    MANTISSA_CHECK(checkFloats(*this, x));
    if (count_ < 1 || count_ > x.columns())
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The %1 greatest of %2 values cannot be taken."), count_,
                             x.columns()));
    std::vector<std::int32_t> order(static_cast<std::size_t>(x.columns()));
    std::vector<std::int32_t> chosen;
    for (std::size_t row = 0; row < static_cast<std::size_t>(x.rows()); ++row) {
        const auto values = rowOf(x, row);
        std::iota(order.begin(), order.end(), 0);
        const auto before = [&values](std::int32_t a, std::int32_t b) {
            const float va = values[static_cast<std::size_t>(a)];
            const float vb = values[static_cast<std::size_t>(b)];
            return va != vb ? va > vb : a < b;
        };
        std::partial_sort(order.begin(), order.begin() + count_, order.end(), before);
        chosen.insert(chosen.end(), order.begin(), order.begin() + count_);
    }
    Shape shape = x.shape();
    shape.back() = count_;
    return Array::integers(std::move(shape), std::move(chosen));
}

Result<std::vector<Array>> TopColumns::backward(Inputs inputs, const Array&, const Array&,
                                                const OperatorContext& context) const {
    Array gradient(inputs[0]->shape(), context.storage);
    std::fill(gradient.values().begin(), gradient.values().end(), 0.0F);
    return gradientList(std::move(gradient));
}

Result<Array> PickColumns::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 2, context, 0));
    const Array& x = *inputs[0];
    const Array& columns = *inputs[1];
    MANTISSA_CHECK(checkPick(*this, x, columns));
    Array y(columns.shape(), context.storage);
    const auto count = static_cast<std::size_t>(columns.columns());
    for (std::size_t i = 0; i < columns.size(); ++i)
        y.values()[i] = rowOf(x, i / count)[static_cast<std::size_t>(columns.ids()[i])];
    return y;
}

Result<std::vector<Array>> PickColumns::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                                 const OperatorContext& context) const {
    const Array& columns = *inputs[1];
    Array gradient(inputs[0]->shape(), context.storage);
    std::fill(gradient.values().begin(), gradient.values().end(), 0.0F);
    const auto count = static_cast<std::size_t>(columns.columns());
    const auto width = static_cast<std::size_t>(gradient.columns());
    for (std::size_t i = 0; i < columns.size(); ++i)
        gradient.values()[i / count * width + static_cast<std::size_t>(columns.ids()[i])] +=
            outputGradient.values()[i];
    std::vector<Array> gradients;
    gradients.push_back(std::move(gradient));
    gradients.emplace_back();
    return gradients;
}

Result<Array> ShareOfSum::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    MANTISSA_CHECK(checkFloats(*this, *inputs[0]));
    Array y = inputs[0]->clone();
    const auto width = static_cast<std::size_t>(y.columns());
    for (std::size_t first = 0; first < y.size(); first += width) {
        const auto row = y.values().subspan(first, width);
        const auto sum = static_cast<float>(vector_math::sum(row));
        vector_math::scaleInPlace(row, 1.0F / std::max(sum, least_));
    }
    return y;
}

Result<std::vector<Array>> ShareOfSum::backward(Inputs inputs, const Array& output,
                                                const Array& outputGradient, const OperatorContext&) const {
    // dx = (dy - sum(dy * y)) / sum(x); where the sum is held at its least, it does not move: dx = dy /
    // least.
    Array gradient = outputGradient.clone();
    for (std::size_t row = 0; row < static_cast<std::size_t>(output.rows()); ++row) {
        const auto y = rowOf(output, row);
        const auto dy = gradient.values().subspan(row * y.size(), y.size());
        const auto sum = static_cast<float>(vector_math::sum(rowOf(*inputs[0], row)));
        double inner = 0;
        for (std::size_t i = 0; sum > least_ && i < y.size(); ++i)
            inner += static_cast<double>(dy[i]) * static_cast<double>(y[i]);
        for (float& value : dy)
            value = (value - static_cast<float>(inner)) / std::max(sum, least_);
    }
    return gradientList(std::move(gradient));
}

Result<Array> WeightedSum::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 2, context, 0));
    const Array& x = *inputs[0];
    const Array& weights = *inputs[1];
    MANTISSA_CHECK(checkSum(*this, x, weights));
    const auto count = static_cast<std::size_t>(weights.columns());
    const auto width = static_cast<std::size_t>(x.columns());
    Shape shape = weights.shape();
    shape.back() = x.columns();
    Array y(shape, context.storage);
    MANTISSA_CHECK(parallelChunks(weights.rows(), *context.task, [&](std::int64_t index) -> Result<void> {
        const auto row = static_cast<std::size_t>(index);
        const auto out = y.values().subspan(row * width, width);
        std::fill(out.begin(), out.end(), 0.0F);
        for (std::size_t k = 0; k < count; ++k) {
            const float factor = weights.values()[row * count + k];
            const auto in = rowOf(x, row * count + k);
            for (std::size_t i = 0; i < width; ++i)
                out[i] += factor * in[i];
        }
        return {};
    }));
    return y;
}

Result<std::vector<Array>> WeightedSum::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                                 const OperatorContext& context) const {
    const Array& x = *inputs[0];
    const Array& weights = *inputs[1];
    Array byX(x.shape(), context.storage);
    Array byWeights(weights.shape(), context.storage);
    const auto count = static_cast<std::size_t>(weights.columns());
    const auto width = static_cast<std::size_t>(x.columns());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto gradient = rowOf(outputGradient, i / count);
        double inner = 0;
        for (std::size_t j = 0; j < width; ++j) {
            byX.values()[i * width + j] = weights.values()[i] * gradient[j];
            inner += static_cast<double>(rowOf(x, i)[j]) * static_cast<double>(gradient[j]);
        }
        byWeights.values()[i] = static_cast<float>(inner);
    }
    std::vector<Array> gradients;
    gradients.push_back(std::move(byX));
    gradients.push_back(std::move(byWeights));
    return gradients;
}

} // namespace mantissa
