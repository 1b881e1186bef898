#pragma once
// A file that appears whole or not at all: bytes go to a hidden neighbour, and commit() renames it into
// place.
#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace mantissa {

class AtomicFile {
public:
    /// Creates "<folder>/.<name>.<random>.part". Errors: CannotWrite.
    static Result<AtomicFile> create(const std::filesystem::path& wanted);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    ~AtomicFile(); ///< removes the neighbour unless committed

    /// Errors: NoSpace, CannotWrite.
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> write(std::string_view characters);
    Result<void> writeZeros(std::uint64_t count);
    /// Overwrites bytes already written (for a header known only at the end).
    Result<void> writeAt(std::uint64_t position, std::span<const std::byte> bytes);
    /// Has the system begin to bring these bytes to the disk, so that commit() waits for little.
    void flushSoon(std::uint64_t position, std::uint64_t bytes);

    std::uint64_t position() const { return position_; }
    /// The neighbour, so that what was written can be read before it appears under its name.
    const std::filesystem::path& temporary() const { return temporary_; }

    /// Flushes to disk and renames over the target.
    Result<void> commit();

private:
    AtomicFile(std::filesystem::path target, std::filesystem::path temporary, int descriptor);
    void discard() noexcept;

    std::filesystem::path target_;
    std::filesystem::path temporary_;
    int descriptor_ = -1;
    std::uint64_t position_ = 0;
};

} // namespace mantissa
