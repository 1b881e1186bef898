#pragma once
// The proof: opens the written file through the ordinary reading path and compares every tensor with what was
// written.
#include "pipeline/certificate.h"
#include "pipeline/write_tensor.h"

namespace mantissa {

struct Proof {
    const StoredTensor& stored;
    const WrittenTensor& written;
    PlannedTensor planned; ///< of a packed weight: what the file shows it as
};

/// One entry a proof, in order; without SHA-256, for which the whole file is gone through anyway. Errors:
/// those of reading; Cancelled. A difference is no error but is noted.
Result<std::vector<CertifiedTensor>> readBack(const std::filesystem::path& file,
                                              const std::vector<Proof>& proofs, const Task& task);

} // namespace mantissa
