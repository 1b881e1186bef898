#pragma once
// A model file before it is written: its header's bytes and where each tensor's data will lie, so that the
// exact size is known before any work. One plan, one writer, whatever the container.
#include "base/atomic_file.h"
#include "files/metadata.h"
#include "tensor/dtype.h"
#include "tensor/shape.h"

#include <vector>

namespace mantissa {

struct PlannedTensor {
    std::string name;
    DType dtype = DType::F32;
    Shape shape; ///< outermost first
    // Filled in by the plan:
    std::uint64_t offset = 0; ///< of its first byte in the file
    std::uint64_t bytes = 0;
};

struct FilePlan {
    std::vector<std::byte> header;      ///< from byte 0 up to the first tensor's data, padding included
    std::vector<PlannedTensor> tensors; ///< in the order in which their data must be written
    std::uint64_t fileBytes = 0;        ///< exact, padding behind the last tensor included
};

/// GGUF v3 in the order given. general.alignment is honoured where the metadata sets it. Errors:
/// InvalidArgument (a dtype GGUF does not have, a row that cuts a block, a name that is too long or there
/// twice), with the tensor.
Result<FilePlan> planGguf(const Metadata& metadata, std::vector<PlannedTensor> tensors);

/// safetensors; `metadata` becomes __metadata__ (strings only). Tensors are put in order of falling element
/// size, so that each is aligned. Errors: InvalidArgument (a block type, a name there twice).
Result<FilePlan> planSafetensors(const Metadata& metadata, std::vector<PlannedTensor> tensors);

/// Streams the data of a planned file. Nothing is visible under the target's name until commit().
class PlannedFile {
public:
    /// Errors: NoSpace, CannotWrite.
    static Result<PlannedFile> create(const std::filesystem::path& target, FilePlan plan);

    /// The next bytes of data: tensors one after another in the plan's order, in pieces of any size that do
    /// not reach over a tensor's end. Padding is written by itself. Errors: NoSpace, CannotWrite,
    /// InvalidArgument.
    Result<void> write(std::span<const std::byte> bytes);
    /// Errors as write, and InvalidArgument when data is missing.
    Result<void> commit();

    const FilePlan& plan() const { return plan_; }

private:
    PlannedFile(AtomicFile file, FilePlan plan) : file_(std::move(file)), plan_(std::move(plan)) {}
    Result<void> padUpTo(std::uint64_t offset);
    Result<void> skipFinished();

    AtomicFile file_;
    FilePlan plan_;
    std::size_t current_ = 0; ///< tensor that the next byte belongs to
};

} // namespace mantissa
