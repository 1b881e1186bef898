#pragma once
// What becomes a tensor of the open model, in another file (pipeline/original.h).
#include <memory>

namespace mantissa {
struct GgufSourceTensor;
}

namespace mantissa::ui {

using OriginalTensorPtr = std::shared_ptr<const GgufSourceTensor>;

} // namespace mantissa::ui
