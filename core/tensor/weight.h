#pragma once
// The logical view of a tensor that formats and methods see: experts x outputs x inputs. It hides that ONNX
// stores inputs x outputs, that GPT-2 stores Conv1D, and that convolutions and experts have more axes.
#include "base/result.h"
#include "tensor/tensor.h"

namespace mantissa {

struct Weight {
    std::shared_ptr<const Tensor> tensor;
    std::int64_t experts = 1;
    std::int64_t outputs = 1;
    std::int64_t inputs = 1; ///< the length of a row: the axis that blocks run along
    // Element strides into the tensor.
    std::int64_t expertStride = 0;
    std::int64_t outputStride = 0;
    std::int64_t inputStride = 1;

    std::int64_t rows() const { return experts * outputs; } ///< all experts, one after another
    std::int64_t columns() const { return inputs; }
    std::uint64_t elements() const {
        return static_cast<std::uint64_t>(rows()) * static_cast<std::uint64_t>(inputs);
    }
};

/// The default reading: the last axis is the inputs, a third-last-or-earlier axis of a 3-D tensor the
/// experts, every other axis an output. A vector is one row.
Weight weightOf(std::shared_ptr<const Tensor> tensor);

} // namespace mantissa
