#pragma once
// Fits an importance matrix, whose tensors have GGUF names, to a model that may have others.
#include "calibration/importance_matrix.h"
#include "calibration/tensor_importance.h"
#include "files/model.h"

namespace mantissa {

/// Errors: Mismatch (no tensor of the model is in the matrix, or one with other columns or experts).
Result<TensorImportancePtr> fitImportance(const ModelPtr& model, const ImportanceMatrix& matrix);

/// Reads the file and fits it. Errors as readImatrix and above, with the file.
Result<TensorImportancePtr> loadImportance(const ModelPtr& model, const std::filesystem::path& imatrix);

} // namespace mantissa
