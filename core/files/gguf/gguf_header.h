#pragma once
// The header of one GGUF file: what its tensors are and where they lie. Everything the specification asks is
// checked (docs/gguf.md of ggml-org/ggml); tensor data is not touched.
#include "base/mapped_file.h"
#include "files/metadata.h"
#include "tensor/tensor.h"

#include <memory>
#include <vector>

namespace mantissa::gguf {

struct Header {
    std::uint32_t version = 0;
    Metadata metadata;
    std::vector<std::shared_ptr<const Tensor>> tensors; ///< views into the file, in its order
    std::uint64_t alignment = 0;
    std::uint64_t dataStart = 0;
};

/// Errors: Truncated, Malformed, Unsupported (version 1, big-endian, unknown tensor types), TooLarge; each
/// with file and byte.
Result<Header> readHeader(const std::shared_ptr<const MappedFile>& file);

} // namespace mantissa::gguf
