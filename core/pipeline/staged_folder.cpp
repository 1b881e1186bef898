#include "pipeline/staged_folder.h"

#include "base/file_mode.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace mantissa {

namespace fs = std::filesystem;

Result<StagedFolder> StagedFolder::create(const fs::path& wanted) {
    // "out/" and "out" are one folder.
    const fs::path target = wanted.has_filename() ? wanted : wanted.parent_path();
    const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
    std::string name = (parent / ("." + target.filename().string() + ".XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) {
        return fail(
            Error(ErrorCode::CannotWrite,
                  sentence(MANTISSA_TR("core", "The folder cannot be made here: %1."), std::strerror(errno)))
                .inFile(wanted));
    }
    std::error_code ignored; // mkdtemp's are for the owner alone
    fs::permissions(name, fs::perms(permittedMode(0777)), ignored);
    return StagedFolder(target, name);
}

StagedFolder::StagedFolder(StagedFolder&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::exchange(other.temporary_, {})) {}

StagedFolder::~StagedFolder() {
    std::error_code ignored;
    if (!temporary_.empty())
        fs::remove_all(temporary_, ignored);
}

Result<void> StagedFolder::commit() {
    std::error_code error;
    fs::rename(temporary_, target_, error); // over an empty folder, too
    if (error) {
        return fail(Error(ErrorCode::CannotWrite,
                          sentence(MANTISSA_TR("core", "The finished folder cannot be given its name: %1."),
                                   error.message()))
                        .inFile(target_));
    }
    temporary_.clear();
    return {};
}

} // namespace mantissa
