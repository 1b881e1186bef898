#include "base/atomic_file.h"

#include "base/file_mode.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mantissa {

namespace {

Error writeError(const std::filesystem::path& path, int number) {
    if (number == ENOSPC || number == EDQUOT || number == EFBIG) {
        return Error(ErrorCode::NoSpace,
                     sentence(MANTISSA_TR("core", "There is not enough room on this disk. Nothing was "
                                                  "left behind; free some space or choose another folder.")))
            .inFile(path);
    }
    return Error(ErrorCode::CannotWrite, sentence(MANTISSA_TR("core", "The file cannot be written: %1."),
                                                  std::generic_category().message(number)))
        .inFile(path);
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target, std::filesystem::path temporary, int descriptor)
    : target_(std::move(target)), temporary_(std::move(temporary)), descriptor_(descriptor) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)), position_(other.position_) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    if (this != &other) {
        discard();
        target_ = std::move(other.target_);
        temporary_ = std::move(other.temporary_);
        descriptor_ = std::exchange(other.descriptor_, -1);
        position_ = other.position_;
    }
    return *this;
}

AtomicFile::~AtomicFile() {
    discard();
}

void AtomicFile::discard() noexcept {
    if (descriptor_ < 0)
        return;
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
    descriptor_ = -1;
}

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& wanted) {
    std::error_code error;
    // Through a symbolic link the file it names is replaced, not the link.
    std::filesystem::path target = std::filesystem::canonical(wanted, error);
    if (error)
        target = wanted;
    const auto status = std::filesystem::status(target, error);
    if (std::filesystem::is_directory(status))
        return fail(writeError(wanted, EISDIR));
    // Renaming over a device or a pipe would replace it by an ordinary file.
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return fail(writeError(wanted, EINVAL));
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    std::string pattern = (folder / ("." + target.filename().string() + ".XXXXXX.part")).string();
    const int descriptor = ::mkostemps(pattern.data(), 5, O_CLOEXEC);
    if (descriptor < 0)
        return fail(writeError(target, errno));
    return AtomicFile(target, pattern, descriptor);
}

Result<void> AtomicFile::writeAt(std::uint64_t position, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(position));
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return fail(writeError(target_, errno));
        }
        position += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

void AtomicFile::flushSoon(std::uint64_t position, std::uint64_t bytes) {
#ifdef SYNC_FILE_RANGE_WRITE
    // Only advice: what goes wrong here goes wrong again in commit(), which tells.
    ::sync_file_range(descriptor_, static_cast<off64_t>(position), static_cast<off64_t>(bytes),
                      SYNC_FILE_RANGE_WRITE);
#else
    static_cast<void>(position);
    static_cast<void>(bytes);
#endif
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes) {
    MANTISSA_CHECK(writeAt(position_, bytes));
    position_ += bytes.size();
    return {};
}

Result<void> AtomicFile::write(std::string_view characters) {
    return write(std::as_bytes(std::span(characters.data(), characters.size())));
}

Result<void> AtomicFile::writeZeros(std::uint64_t count) {
    static constexpr std::array<std::byte, 4096> zeros{};
    while (count > 0) {
        const auto part = std::min<std::uint64_t>(count, zeros.size());
        MANTISSA_CHECK(write(std::span(zeros).first(part)));
        count -= part;
    }
    return {};
}

Result<void> AtomicFile::commit() {
    // mkostemps creates 0600; a model file is as readable as any other file the person makes.
    if (::fchmod(descriptor_, permittedMode(0666)) != 0 || ::fsync(descriptor_) != 0)
        return fail(writeError(target_, errno));
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        return fail(writeError(target_, errno));
    ::close(std::exchange(descriptor_, -1));
    return {};
}

} // namespace mantissa
