#pragma once
// How well an importance matrix covers tensors, as a table.
#include "calibration/importance_matrix.h"

#include <iosfwd>
#include <string>

namespace mantissa::cli {

/// experts: one line each where a tensor has several, below the tensor's own.
void printCoverage(const std::vector<ImportanceCoverage>& tensors, bool experts, std::ostream& out);

/// "256 tokens", or "unknown length" where the matrix does not tell.
std::string chunkLengthText(const ImportanceMatrix& matrix);

} // namespace mantissa::cli
