#pragma once
// A file mapped read-only into memory: opening costs no reading, and pages come as they are touched.
#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

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

    /// Tells the system that these pages will not be needed soon, so that streaming a large file keeps the
    /// resident set small. The bytes stay readable. Ranges outside any
    /// mapped file are left alone.
    static void release(std::span<const std::byte> range);

private:
    MappedFile(std::filesystem::path path, const std::byte* data, std::size_t size)
        : path_(std::move(path)), data_(data), size_(size) {}

    std::filesystem::path path_;
    const std::byte* data_;
    std::size_t size_;
};

} // namespace mantissa
