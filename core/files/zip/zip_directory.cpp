#include "files/zip/zip_directory.h"

#include "base/byte_cursor.h"
#include "base/checked.h"

#include <algorithm>

namespace mantissa::zip {

namespace {

constexpr std::uint32_t localSignature = 0x04034b50;
constexpr std::uint32_t entrySignature = 0x02014b50;
constexpr std::uint32_t endSignature = 0x06054b50;
constexpr std::uint32_t end64Signature = 0x06064b50;
constexpr std::uint32_t locator64Signature = 0x07064b50;
constexpr std::uint64_t endBytes = 22;
constexpr std::uint64_t locator64Bytes = 20;
constexpr std::uint64_t entryBytes = 46;
constexpr std::uint64_t localBytes = 30;
constexpr std::uint32_t elsewhere32 = 0xffffffff; ///< the real value stands in a Zip64 record
constexpr std::uint16_t elsewhere16 = 0xffff;

template <class T>
T at(std::span<const std::byte> bytes, std::uint64_t position) {
    T value;
    std::memcpy(&value, bytes.data() + position, sizeof value);
    return value;
}

Error broken(std::uint64_t position) {
    return Error(ErrorCode::Malformed,
                 sentence(
                     MANTISSA_TR("core", "The archive's table of contents is damaged. Get the file again.")))
        .atByte(position);
}

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t offset = 0;
};

/// The end record lies at the end, in front of a comment of at most 65535 bytes.
std::optional<std::uint64_t> findEnd(std::span<const std::byte> file) {
    if (file.size() < endBytes)
        return std::nullopt;
    const std::uint64_t last = file.size() - endBytes;
    const std::uint64_t first = last > 0xffff ? last - 0xffff : 0;
    for (std::uint64_t position = last + 1; position-- > first;) {
        if (at<std::uint32_t>(file, position) == endSignature &&
            at<std::uint16_t>(file, position + 20) == last - position)
            return position;
    }
    return std::nullopt;
}

Result<Directory> readEnd64(std::span<const std::byte> file, std::uint64_t end) {
    if (end < locator64Bytes || at<std::uint32_t>(file, end - locator64Bytes) != locator64Signature)
        return fail(broken(end));
    const auto position = at<std::uint64_t>(file, end - locator64Bytes + 8);
    ByteCursor cursor(file, position);
    MANTISSA_TRY(const auto record, cursor.take(56));
    if (at<std::uint32_t>(record, 0) != end64Signature)
        return fail(broken(position));
    return Directory{at<std::uint64_t>(record, 32), at<std::uint64_t>(record, 48)};
}

Result<Directory> readEnd(std::span<const std::byte> file) {
    const auto end = findEnd(file);
    if (!end) {
        return fail(
            Error(ErrorCode::Truncated,
                  sentence(MANTISSA_TR("core", "The archive has no table of contents at its end. It was "
                                               "probably not downloaded or copied completely.")))
                .atByte(file.size()));
    }
    const Directory found{at<std::uint16_t>(file, *end + 10), at<std::uint32_t>(file, *end + 16)};
    if (found.entries == elsewhere16 || found.offset == elsewhere32)
        return readEnd64(file, *end);
    if (at<std::uint16_t>(file, *end + 4) != 0) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "The archive is spread over several files.")))
                        .atByte(*end));
    }
    return found;
}

/// Values of all ones stand in the Zip64 extra field (id 1), in this order.
Result<void> readExtra64(std::span<const std::byte> extra, std::uint64_t position, Entry& entry) {
    ByteCursor fields(extra);
    while (fields.remaining() >= 4) {
        MANTISSA_TRY(const auto id, fields.read<std::uint16_t>());
        MANTISSA_TRY(const auto size, fields.read<std::uint16_t>());
        if (size > fields.remaining())
            return fail(broken(position));
        MANTISSA_TRY(const auto content, fields.take(size));
        if (id != 1)
            continue;
        ByteCursor values(content);
        for (std::uint64_t* value : {&entry.bytes, &entry.compressedBytes, &entry.offset}) {
            if (*value != elsewhere32)
                continue;
            if (values.remaining() < 8)
                return fail(broken(position));
            MANTISSA_TRY(*value, values.read<std::uint64_t>());
        }
    }
    return {};
}

/// entry.offset is still that of the local header, which repeats the name and has an extra field of its own.
Result<void> findData(std::span<const std::byte> file, Entry& entry) {
    ByteCursor cursor(file, entry.offset);
    MANTISSA_TRY(const auto local, cursor.take(localBytes));
    if (at<std::uint32_t>(local, 0) != localSignature)
        return fail(broken(entry.offset));
    MANTISSA_TRY(const auto name, cursor.take(at<std::uint16_t>(local, 26)));
    MANTISSA_TRY(const auto extra, cursor.take(at<std::uint16_t>(local, 28)));
    static_cast<void>(name);
    static_cast<void>(extra);
    entry.offset = cursor.position();
    MANTISSA_TRY(const auto data, cursor.take(entry.compressedBytes));
    if (entry.method == stored && data.size() != entry.bytes)
        return fail(broken(entry.offset));
    return {};
}

Result<Entry> readEntry(ByteCursor& cursor, std::span<const std::byte> file) {
    const std::uint64_t position = cursor.position();
    MANTISSA_TRY(const auto fixed, cursor.take(entryBytes));
    if (at<std::uint32_t>(fixed, 0) != entrySignature)
        return fail(broken(position));
    Entry entry;
    entry.method = at<std::uint16_t>(fixed, 10);
    entry.crc = at<std::uint32_t>(fixed, 16);
    entry.compressedBytes = at<std::uint32_t>(fixed, 20);
    entry.bytes = at<std::uint32_t>(fixed, 24);
    entry.offset = at<std::uint32_t>(fixed, 42);
    MANTISSA_TRY(const auto name, cursor.take(at<std::uint16_t>(fixed, 28)));
    entry.name.assign(reinterpret_cast<const char*>(name.data()), name.size());
    MANTISSA_TRY(const auto extra, cursor.take(at<std::uint16_t>(fixed, 30)));
    MANTISSA_CHECK(cursor.take(at<std::uint16_t>(fixed, 32)).map([](auto) {})); // comment
    if ((at<std::uint16_t>(fixed, 8) & 1) != 0) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "“%1” in the archive is encrypted."), entry.name))
                        .atByte(position));
    }
    MANTISSA_CHECK(readExtra64(extra, position, entry));
    MANTISSA_CHECK(findData(file, entry));
    return entry;
}

} // namespace

Result<std::vector<Entry>> readDirectory(std::span<const std::byte> file) {
    MANTISSA_TRY(const Directory directory, readEnd(file));
    ByteCursor cursor(file, directory.offset);
    if (directory.entries > cursor.remaining() / entryBytes)
        return fail(broken(std::min<std::uint64_t>(directory.offset, file.size())));
    std::vector<Entry> entries;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        MANTISSA_TRY(auto entry, readEntry(cursor, file));
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace mantissa::zip
