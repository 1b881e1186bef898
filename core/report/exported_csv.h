#pragma once
// An export as CSV (RFC 4180): one line a tensor of the file, the file itself under the name "*".
#include "pipeline/export.h"

namespace mantissa {

/// Columns: tensor, source, shape, from, stored, scheme, bytes, bitsPerWeight, rmse, relativeRmse, sqnrDb,
/// cosine, maxAbs, fallback, sha256, bytesEqual, decodesEqual. Of the file: its size in bytes (header
/// included), its hash, and the figures over all its tensors.
std::string exportedCsv(const Preflight& preflight, const Certificate& certificate);

} // namespace mantissa
