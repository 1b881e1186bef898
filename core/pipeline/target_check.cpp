#include "pipeline/target_check.h"

#include "base/atomic_file.h"
#include "pipeline/staged_folder.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

/// Also through symbolic and hard links: the system compares device and file number.
bool sameFile(const fs::path& a, const fs::path& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

/// What a model folder holds beside its weights and cannot be without.
bool isPartOfFolder(const std::string& name) {
    static constexpr std::array known{"config.json",
                                      "generation_config.json",
                                      "tokenizer.json",
                                      "tokenizer_config.json",
                                      "special_tokens_map.json",
                                      "added_tokens.json",
                                      "vocab.json",
                                      "merges.txt",
                                      "tokenizer.model"};
    return std::find(known.begin(), known.end(), name) != known.end() || name.ends_with(".index.json");
}

bool belongsTo(const fs::path& target, const Model& model) {
    if (sameFile(target, model.path))
        return true;
    for (const fs::path& file : model.files) {
        if (sameFile(target, file))
            return true;
    }
    // config.json and the tokenizer beside the weights are as dear as these. An earlier export or report that
    // was put there is not part of the model.
    std::error_code error;
    const fs::path folder = fs::is_directory(model.path, error) ? model.path : model.path.parent_path();
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (isPartOfFolder(entry->path().filename().string()) && sameFile(target, entry->path()))
            return true;
    }
    return false;
}

Error belongsError(const fs::path& target) {
    return Error(ErrorCode::InvalidArgument,
                 sentence(MANTISSA_TR("core", "This file belongs to the model that is read. Choose "
                                              "another name, so that the original stays.")))
        .inFile(target);
}

/// Permissions alone do not tell (read-only disks, /proc, quotas): the very file an export would begin with
/// is made and taken away.
Result<void> checkWritable(const fs::path& target) {
    if (const auto probe = AtomicFile::create(target); !probe)
        return fail(probe.error());
    return {};
}

Result<void> checkSpace(const fs::path& target, const fs::path& folder, std::uint64_t bytes) {
    std::error_code error;
    const fs::space_info space = fs::space(folder, error);
    if (!error && space.available < bytes) {
        return fail(
            Error(ErrorCode::NoSpace,
                  sentence(MANTISSA_TR("core", "The file needs %1 bytes and this disk has %2 left. Free "
                                               "some space or choose another folder."),
                           bytes, space.available))
                .inFile(target));
    }
    return {};
}

} // namespace

Result<void> checkTarget(const fs::path& target, const Model& model, std::uint64_t bytes) {
    std::error_code error;
    if (target.filename().empty() || fs::is_directory(target, error)) {
        return fail(
            Error(ErrorCode::CannotWrite, sentence(MANTISSA_TR("core", "This is a folder; name a file.")))
                .inFile(target));
    }
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, error)) {
        return fail(Error(ErrorCode::CannotWrite,
                          sentence(MANTISSA_TR("core", "The folder of this file does not exist.")))
                        .inFile(target));
    }
    if (belongsTo(target, model))
        return fail(belongsError(target));
    MANTISSA_CHECK(checkWritable(target));
    return checkSpace(target, folder, bytes);
}

Result<void> checkTargetFolder(const fs::path& given, const Model& model, std::uint64_t bytes) {
    const fs::path target = given.has_filename() ? given : given.parent_path();
    std::error_code error;
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (target.filename().empty() || !fs::is_directory(folder, error)) {
        return fail(
            Error(ErrorCode::CannotWrite,
                  sentence(MANTISSA_TR("core", "The folder that this one would be in does not exist.")))
                .inFile(given));
    }
    if (sameFile(target, model.path))
        return fail(belongsError(target));
    if (fs::exists(target, error) && !(fs::is_directory(target, error) && fs::is_empty(target, error))) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR(
                              "core", "Something of this name is there already. Name a folder that is "
                                      "new or empty.")))
                        .inFile(given));
    }
    MANTISSA_TRY([[maybe_unused]] const StagedFolder probe, StagedFolder::create(target));
    return checkSpace(target, folder, bytes);
}

Result<void> checkNotInput(const fs::path& target, const fs::path& input) {
    if (!input.empty() && sameFile(target, input))
        return fail(belongsError(target));
    return {};
}

} // namespace mantissa
