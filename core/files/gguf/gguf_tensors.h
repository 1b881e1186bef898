#pragma once
// The table of tensors in a GGUF header, and the checks on where their data lies.
#include "base/byte_cursor.h"
#include "base/mapped_file.h"
#include "tensor/tensor.h"

#include <memory>
#include <vector>

namespace mantissa::gguf {

struct TensorInfo {
    std::string name;
    DType dtype = DType::F32;
    Shape shape;                ///< outermost first (turned round while reading)
    std::uint64_t bytes = 0;    ///< of its data
    std::uint64_t offset = 0;   ///< from the start of the data
    std::uint64_t position = 0; ///< of this entry in the file, for errors
};

/// Errors: Truncated, Malformed (name, dimensions, duplicate, row not a multiple of the block), Unsupported
/// (type), with byte and tensor.
Result<std::vector<TensorInfo>> readTensorInfos(ByteCursor& cursor, std::uint64_t count);

/// Offsets must be the running sum of padded sizes. The padding behind the last tensor may be missing: files
/// in the wild lack it.
Result<std::vector<std::shared_ptr<const Tensor>>> placeTensors(const std::shared_ptr<const MappedFile>& file,
                                                                const std::vector<TensorInfo>& infos,
                                                                std::uint64_t dataStart,
                                                                std::uint64_t alignment);

} // namespace mantissa::gguf
