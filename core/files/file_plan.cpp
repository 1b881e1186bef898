#include "files/file_plan.h"

namespace mantissa {

Result<PlannedFile> PlannedFile::create(const std::filesystem::path& target, FilePlan plan) {
    MANTISSA_TRY(auto file, AtomicFile::create(target));
    MANTISSA_CHECK(file.write(plan.header));
    PlannedFile planned(std::move(file), std::move(plan));
    MANTISSA_CHECK(planned.skipFinished());
    return planned;
}

Result<void> PlannedFile::padUpTo(std::uint64_t offset) {
    return offset > file_.position() ? file_.writeZeros(offset - file_.position()) : Result<void>();
}

/// Goes on to the first tensor that still wants data, writing the padding on the way.
Result<void> PlannedFile::skipFinished() {
    for (; current_ < plan_.tensors.size(); ++current_) {
        const PlannedTensor& tensor = plan_.tensors[current_];
        MANTISSA_CHECK(padUpTo(tensor.offset));
        if (file_.position() < tensor.offset + tensor.bytes)
            return {};
    }
    return {};
}

Result<void> PlannedFile::write(std::span<const std::byte> bytes) {
    if (bytes.empty())
        return {};
    if (current_ == plan_.tensors.size()) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "More data was given than the planned file holds.")));
    }
    const PlannedTensor& tensor = plan_.tensors[current_];
    const std::uint64_t room = tensor.offset + tensor.bytes - file_.position();
    if (bytes.size() > room) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR("core", "%1 bytes were given where the plan has room for %2."),
                                   bytes.size(), room))
                        .ofTensor(tensor.name));
    }
    MANTISSA_CHECK(file_.write(bytes));
    return skipFinished();
}

Result<void> PlannedFile::commit() {
    if (current_ != plan_.tensors.size()) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR(
                              "core", "The file cannot be finished: this tensor's data is missing.")))
                        .ofTensor(plan_.tensors[current_].name));
    }
    MANTISSA_CHECK(padUpTo(plan_.fileBytes));
    return file_.commit();
}

} // namespace mantissa
