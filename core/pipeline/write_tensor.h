#pragma once
// Encodes one tensor into the file, piece by piece, and keeps what is needed to prove it afterwards.
#include "analysis/error_figures.h"
#include "pipeline/export_file.h"
#include "pipeline/stored_tensor.h"

namespace mantissa {

/// A run of whole rows that was written at once.
struct Piece {
    std::int64_t firstRow = 0;
    std::int64_t rows = 0;
    std::uint64_t offset = 0; ///< from the tensor's first byte
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;                   ///< of its bytes
    std::optional<std::uint64_t> decodedChecksum; ///< of the floats they decode to, where the type decodes
};

/// One tensor of a packing, written at once.
struct WrittenPart {
    PlannedTensor planned;
    std::uint64_t checksum = 0;
};

struct WrittenTensor {
    std::vector<Piece> pieces;           ///< in the order of rows
    std::vector<WrittenPart> parts = {}; ///< of a packed weight, whose pieces then have no bytes of their own
    ErrorSums sums;                      ///< of what is stored, against the source
    bool sameAsSource = false;           ///< every value, to the bit
};

/// Errors: Numeric, CannotWrite, NoSpace, Unsupported, Cancelled; with tensor and source file.
Result<WrittenTensor> writeTensor(const StoredTensor& stored, ExportFile& file, const Task& task);

/// What one thread holds while it writes a piece of this tensor.
std::uint64_t workingBytes(const StoredTensor& stored);

/// What is held once, however many threads there are.
struct KeptBytes {
    std::uint64_t plan = 0; ///< while this tensor is written: what its format found out about the whole of it
    std::uint64_t proof = 0; ///< to the end of the export: the pieces' hashes
};
KeptBytes keptBytes(const StoredTensor& stored);

} // namespace mantissa
