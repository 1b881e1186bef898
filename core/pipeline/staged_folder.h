#pragma once
// A folder that appears whole or not at all: files go to a hidden neighbour, and commit() renames it into
// place.
#include "base/result.h"

#include <filesystem>

namespace mantissa {

class StagedFolder {
public:
    /// Errors: CannotWrite.
    static Result<StagedFolder> create(const std::filesystem::path& wanted);

    StagedFolder(StagedFolder&& other) noexcept;
    StagedFolder& operator=(StagedFolder&&) = delete;
    ~StagedFolder(); ///< removes the neighbour unless committed

    const std::filesystem::path& path() const { return temporary_; }
    /// Errors: CannotWrite; InvalidArgument once something stands under the name.
    Result<void> commit();

private:
    StagedFolder(std::filesystem::path target, std::filesystem::path temporary)
        : target_(std::move(target)), temporary_(std::move(temporary)) {}

    std::filesystem::path target_;
    std::filesystem::path temporary_;
};

} // namespace mantissa
