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

/// Rows and columns of a tensor, by its rank:
/// - 0 and 1: one row.
/// - 2: [outputs, inputs], as they are; the other way round where inputsFirst() says so.
/// - 3 and more, a convolution's kernel [out, in, k...]: `out` rows of in·k... columns, all that one output
///   channel is made of, so that a scale per row is a scale per channel.
/// - 3 and more, else: a stack of matrices. The last axis is the inputs; of a 3-D tensor the first is the
///   experts; every axis between is outputs.
/// But for inputsFirst() the elements follow each other as they do in the file. GGUF types keep to ggml's
/// rows (blockRow), which for a kernel are shorter.
Weight weightOf(std::shared_ptr<const Tensor> tensor);

/// Whether a matrix is stored [inputs, outputs]: Conv1D, which GPT-2 uses in folders. Every other has its
/// outputs first. Neither name nor shape of a tensor tells: who opens the model marks it, and its copies stay
/// marked.
bool inputsFirst(const Tensor& tensor);
/// The same tensor with its axes taken like this; itself where they are already.
std::shared_ptr<const Tensor> withInputsFirst(std::shared_ptr<const Tensor> tensor, bool first);

/// A convolution's kernel: a tensor of three axes or more that is named so, or that is some module's weight;
/// but not experts (…_exps, experts.…, …moe.…) and not a matrix stack of a GGUF layer (blk.…).
bool isKernel(const Tensor& tensor);

/// ggml's row, which GGUF's blocks may not cross: the last axis, whatever the tensor is (of inputsFirst() the
/// first, as it would be once converted).
std::int64_t blockRow(const Tensor& tensor);

} // namespace mantissa
