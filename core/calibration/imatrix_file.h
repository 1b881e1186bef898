#pragma once
// llama.cpp's importance matrix as a file. Facts: tools/imatrix/imatrix.cpp and common/imatrix-loader of
// ggml-org/llama.cpp.
// GGUF form: general.type "imatrix", imatrix.datasets, imatrix.chunk_count, imatrix.chunk_size; for each
// tensor NAME the F32 tensors NAME.in_sum2 [experts, columns] and NAME.counts [experts, 1]. Older form
// (.dat): i32 entries; each i32 length, name, i32 calls, i32 values, f32 means x calls; then i32 calls, i32
// length, data set.
#include "calibration/importance_matrix.h"

#include <filesystem>

namespace mantissa {

/// Where nothing tells: llama.cpp's default context.
inline constexpr std::uint32_t usualChunkTokens = 512;

/// Reads either form, told apart by content. The older form counts in chunks of unknown length, and takes all
/// experts of a tensor for one. Errors: NotFound,
/// CannotRead, Truncated, Malformed, Numeric (a sum that is negative or no number), TooLarge; with file, byte
/// or tensor.
Result<ImportanceMatrix> readImatrix(const std::filesystem::path& path);

/// Writes the GGUF form, which counts tokens. Errors: InvalidArgument (nothing in it, an entry whose sizes
/// contradict each other, a matrix that counts chunks: see inTokens),
/// NoSpace, CannotWrite.
Result<void> writeImatrix(const std::filesystem::path& path, const ImportanceMatrix& matrix);

/// Writes the older form, for old programs: tensors that saw nothing are left out, counts are rounded up to
/// chunks.
Result<void> writeLegacyImatrix(const std::filesystem::path& path, const ImportanceMatrix& matrix);

} // namespace mantissa
