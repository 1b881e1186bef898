#pragma once
// The older form of llama.cpp's importance matrix, see imatrix_file.h.
#include "calibration/importance_matrix.h"

#include <cstddef>
#include <span>

namespace mantissa {

/// Errors: Truncated, Malformed, Numeric; with the byte.
Result<ImportanceMatrix> parseLegacyImatrix(std::span<const std::byte> bytes);

/// Sizes that fit each other, sums that are finite and not negative. Errors: Malformed, Numeric; with the
/// tensor.
Result<void> checkImportance(const ImportanceEntry& entry, const std::string& tensor);

} // namespace mantissa
