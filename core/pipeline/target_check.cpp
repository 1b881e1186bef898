#include "pipeline/target_check.h"

namespace mantissa {

namespace {

namespace fs = std::filesystem;

/// Also through symbolic and hard links: the system compares device and file number.
bool sameFile(const fs::path& a, const fs::path& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

bool belongsTo(const fs::path& target, const Model& model) {
    for (const fs::path& file : model.files) {
        if (sameFile(target, file))
            return true;
    }
    std::error_code error;
    if (!fs::is_directory(model.path, error))
        return sameFile(target, model.path);
    // config.json and the tokenizer of a model folder are as dear as its weights. An earlier export that was
    // put there is not part of the model.
    for (fs::directory_iterator entry(model.path, error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path extension = entry->path().extension();
        if ((extension == ".json" || extension == ".model") && sameFile(target, entry->path()))
            return true;
    }
    return false;
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
    if (belongsTo(target, model)) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR("core", "This file belongs to the model that is read. Choose "
                                                       "another name, so that the original stays.")))
                        .inFile(target));
    }
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

} // namespace mantissa
