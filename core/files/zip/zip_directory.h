#pragma once
// The entries of a zip archive and where their bytes lie, so that stored ones can be used in place (libzip
// does not tell). Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3 (Zip64).
#include "base/mapped_file.h"

#include <string>
#include <vector>

namespace mantissa::zip {

inline constexpr std::uint16_t stored = 0;
inline constexpr std::uint16_t deflated = 8;

struct Entry {
    std::string name;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint64_t compressedBytes = 0;
    std::uint64_t bytes = 0;  ///< once inflated
    std::uint64_t offset = 0; ///< of the (compressed) data in the file
};

/// In the order of the central directory. Errors: Truncated, Malformed, Unsupported (encrypted, several
/// disks), with the byte.
Result<std::vector<Entry>> readDirectory(std::span<const std::byte> file);

/// Inflates one entry; CRC and size are checked. `index`: as in the directory. Errors: TooLarge (more than
/// `limit` or more than deflate could have packed), Malformed, Unsupported (other compression).
Result<std::vector<std::byte>> inflate(std::span<const std::byte> file, const Entry& entry,
                                       std::uint64_t index, std::uint64_t limit);

} // namespace mantissa::zip
