#pragma once
// An importance matrix that exists already, from one of llama.cpp's two forms into the other.
#include "calibration/importance_matrix.h"

namespace mantissa::cli {

struct ImatrixConversion {
    std::string from;
    std::string output;
    std::string model;        ///< empty; or one that the matrix has to fit
    std::int64_t context = 0; ///< tokens a chunk had, for a matrix that does not tell; 0: not given
    bool legacy = false;      ///< write the .dat form
};

/// Reads, checks, writes, and gives back what was written. Notes go to stderr. Errors: those of reading and
/// writing, Mismatch (a matrix of another model), InvalidArgument (context contradicts the file; the output
/// is the input).
Result<ImportanceMatrix> convertImatrix(const ImatrixConversion& conversion);

} // namespace mantissa::cli
