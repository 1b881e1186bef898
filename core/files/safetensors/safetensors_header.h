#pragma once
// The header of one safetensors file: u64 length, JSON, data without holes (the format's page in
// huggingface/safetensors).
#include "base/mapped_file.h"
#include "files/metadata.h"
#include "tensor/tensor.h"

#include <memory>
#include <vector>

namespace mantissa::safetensors {

inline constexpr std::uint64_t maximumHeader = 100'000'000; ///< the reference implementation's limit

struct Header {
    Metadata metadata;                                  ///< __metadata__: strings
    std::vector<std::shared_ptr<const Tensor>> tensors; ///< in the order of their data
};

/// Errors: Truncated, Malformed, TooLarge, Unsupported (dtype), each with file and byte.
Result<Header> readHeader(const std::shared_ptr<const MappedFile>& file);

} // namespace mantissa::safetensors
