#pragma once
// Fits an importance matrix, whose tensors have GGUF names, to a model that may have others.
#include "base/task.h"
#include "calibration/importance_matrix.h"
#include "calibration/tensor_importance.h"
#include "files/model.h"

namespace mantissa {

/// Errors: Mismatch (no tensor of the model is in the matrix, or one with other columns or experts).
Result<TensorImportancePtr> fitImportance(const ModelPtr& model, const ImportanceMatrix& matrix);

/// Reads the file, an importance matrix or a whole calibration (calibration_file.h), and fits it. Errors as
/// readImatrix, readCalibration and above, with the file; a calibration is known by its model's digest.
Result<TensorImportancePtr> loadImportance(const ModelPtr& model, const std::filesystem::path& imatrix,
                                           const Task& task = Task());

} // namespace mantissa
