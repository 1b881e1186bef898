#include "network/operators/slice.h"

#include <algorithm>

namespace mantissa {

Result<Array> Slice::forward(Inputs inputs, const OperatorContext& context) const {
    MANTISSA_CHECK(checkCounts(*this, inputs, 1, context, 0));
    const Array& x = *inputs[0];
    MANTISSA_CHECK(checkFloats(*this, x));
    if (first_ < 0 || count_ <= 0 || first_ + count_ > x.columns())
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "Columns %1 to %2 do not exist in rows of %3."), first_,
                             first_ + count_ - 1, x.columns()));
    Shape shape = x.shape();
    shape.back() = count_;
    Array y(shape, context.storage);
    const float* in = x.values().data() + first_;
    for (std::int64_t row = 0; row < x.rows(); ++row)
        std::copy_n(in + row * x.columns(), count_, y.values().data() + row * count_);
    return y;
}

Result<std::vector<Array>> Slice::backward(Inputs inputs, const Array&, const Array& outputGradient,
                                           const OperatorContext& context) const {
    Array gradient(inputs[0]->shape(), context.storage);
    std::fill(gradient.values().begin(), gradient.values().end(), 0.0F);
    float* out = gradient.values().data() + first_;
    for (std::int64_t row = 0; row < outputGradient.rows(); ++row)
        std::copy_n(outputGradient.values().data() + row * count_, count_, out + row * gradient.columns());
    return gradientList(std::move(gradient));
}

} // namespace mantissa
