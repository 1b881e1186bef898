#pragma once
// A file mapped read-only into memory: opening costs no reading, and pages come as they are touched.
#include "base/live_mappings.h"
#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <sys/stat.h>

namespace mantissa {

class MappedFile {
public:
    /// Errors: NotFound, CannotRead (a folder, no permission). An empty file maps to an empty span.
    static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& path);

    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return {data_, size_}; }
    const std::filesystem::path& path() const { return path_; }

    /// Error Truncated once the file is shorter than it was when it was opened, or some of it could not be
    /// read: bytes taken from it since then may be zeros that it never held. Error Mismatch once it has been
    /// written to: what was read may be of two versions. Ask after reading, before the result is used.
    Result<void> check() const;
    /// The same for whatever mapped file these bytes belong to; memory that is no file's is always sound.
    static Result<void> check(std::span<const std::byte> range);

    /// Tells the system that these pages will not be needed soon, so that streaming a large file keeps the
    /// resident set small. The bytes stay readable. Ranges outside any
    /// mapped file are left alone.
    static void release(std::span<const std::byte> range);

private:
    MappedFile(std::filesystem::path path, int descriptor, const std::byte* data, const struct stat& status);

    std::filesystem::path path_;
    int descriptor_; ///< stays open, to see how long this very file is now, whatever bears its name
    const std::byte* data_;
    std::size_t size_;
    timespec written_; ///< when it was last written to, as of opening
    LiveMapping* mapping_ = nullptr;
};

} // namespace mantissa
