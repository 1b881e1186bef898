#pragma once
// Two files of the same model, tensor by tensor: what is equal, byte for byte or in value, what differs and
// by how much, and what only one of them has.
#include "analysis/error_figures.h"
#include "base/task.h"
#include "files/model.h"

#include <optional>

namespace mantissa {

struct DiffedTensor {
    std::string name; ///< as the left file calls it; the right one's where the left has it not
    std::shared_ptr<const Tensor> left;  ///< null: only the right file has it
    std::shared_ptr<const Tensor> right; ///< null: only the left file has it
    bool equalBytes = false;             ///< same type, shape and bytes
    /// Of the right one's values against the left one's; nothing where bytes are equal or where `problem`
    /// says why.
    std::optional<ErrorSums> sums;
    Text problem; ///< shapes differ, values are no numbers, a type that cannot be decoded; else empty
};

struct ModelDiff {
    ModelPtr left;
    ModelPtr right;
    std::vector<DiffedTensor> tensors; ///< the left file's, in its order; then what only the right one has
    ErrorSums sums;                    ///< of all that was compared by value

    std::size_t equalBytes = 0;
    std::size_t equalValues = 0; ///< other bytes, the same values
    std::size_t different = 0;
    std::size_t incomparable = 0;
    std::size_t onlyLeft = 0;
    std::size_t onlyRight = 0;
};
using ModelDiffPtr = std::shared_ptr<const ModelDiff>;

/// A GGUF and the Hugging Face folder it was made from are paired as pipeline/original.h does. Errors:
/// Unsupported where nothing tells which tensor is which; Cancelled; what reading says. The same figures
/// whatever the number of threads.
Result<ModelDiffPtr> diffModels(const ModelPtr& left, const ModelPtr& right, const Task& task);

} // namespace mantissa
