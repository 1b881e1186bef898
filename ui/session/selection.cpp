#include "session/selection.h"

namespace mantissa::ui {

void Selection::setTensor(std::shared_ptr<const Tensor> tensor) {
    if (tensor == tensor_)
        return;
    tensor_ = std::move(tensor);
    emit tensorChanged();
}

void Selection::setScheme(std::optional<Scheme> scheme, int candidate) {
    if (candidate == candidate_ && scheme.has_value() == scheme_.has_value() &&
        (!scheme || *scheme == *scheme_))
        return;
    scheme_ = std::move(scheme);
    candidate_ = candidate;
    emit schemeChanged();
}

} // namespace mantissa::ui
