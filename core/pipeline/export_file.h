#pragma once
// The file being made: tensors' pieces arrive in any order and from many threads; until commit() it lies
// hidden beside the target, where it can be read back.
#include "files/file_plan.h"

namespace mantissa {

class ExportFile {
public:
    /// Errors: NoSpace, CannotWrite.
    static Result<ExportFile> create(const std::filesystem::path& target, FilePlan plan);

    /// A piece of a planned tensor, `offset` bytes from the tensor's beginning. Errors: NoSpace, CannotWrite.
    Result<void> write(std::size_t tensor, std::uint64_t offset, std::span<const std::byte> bytes);
    /// Once a tensor's pieces are written: they may go to the disk while others are made.
    void flushSoon(std::size_t tensor);
    /// Once every piece is written: gives the file its full length.
    Result<void> finish();
    Result<void> commit() { return file_.commit(); }

    const FilePlan& plan() const { return plan_; }
    const std::filesystem::path& hidden() const { return file_.temporary(); }

private:
    ExportFile(AtomicFile file, FilePlan plan) : file_(std::move(file)), plan_(std::move(plan)) {}

    AtomicFile file_;
    FilePlan plan_;
};

} // namespace mantissa
