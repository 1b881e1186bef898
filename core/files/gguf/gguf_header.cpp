#include "files/gguf/gguf_header.h"

#include "base/byte_cursor.h"
#include "base/checked.h"
#include "files/gguf/gguf_metadata.h"
#include "files/gguf/gguf_tensors.h"
#include "files/gguf/gguf_types.h"

#include <bit>
#include <unordered_set>

namespace mantissa::gguf {

namespace {

// What an entry takes at least: a key (8 + 1), a type and a byte; a name (8 + 0), dimensions, type, offset.
constexpr std::uint64_t leastPairBytes = 14;
constexpr std::uint64_t leastTensorBytes = 24;

Result<std::uint32_t> readVersion(ByteCursor& cursor) {
    MANTISSA_TRY(const auto start, cursor.take(magic.size()));
    if (std::memcmp(start.data(), magic.data(), magic.size()) != 0) {
        return fail(
            Error(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "The file does not begin with “GGUF”.")))
                .atByte(0));
    }
    MANTISSA_TRY(const auto found, cursor.read<std::uint32_t>());
    if (found == 2 || found == version)
        return found;
    if (found == 1) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "This is GGUF version 1, which was replaced in 2023. "
                                                       "Get a newer file of the model.")))
                        .atByte(4));
    }
    if (found != 0 && (found & 0xffff) == 0) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "This is a big-endian GGUF file. Only little-endian "
                                                       "files can be opened.")))
                        .atByte(4));
    }
    return fail(
        Error(ErrorCode::Unsupported,
              sentence(MANTISSA_TR("core", "GGUF version %1 is not known; versions 2 and 3 can be opened."),
                       found))
            .atByte(4));
}

Result<std::uint64_t> readCount(ByteCursor& cursor, std::uint64_t leastBytes, const char* tooMany) {
    const std::uint64_t position = cursor.position();
    MANTISSA_TRY(const auto count, cursor.read<std::uint64_t>());
    if (count > cursor.remaining() / leastBytes) {
        return fail(
            Error(ErrorCode::Truncated, sentence(tooMany, count, cursor.remaining())).atByte(position));
    }
    return count;
}

Result<Metadata> readMetadata(ByteCursor& cursor, std::uint64_t count) {
    Metadata metadata;
    std::unordered_set<std::string> keys;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t position = cursor.position();
        MANTISSA_TRY(std::string key, readString(cursor, maximumKey));
        if (!keys.insert(key).second) {
            return fail(Error(ErrorCode::Malformed,
                              sentence(MANTISSA_TR("core", "The metadata key “%1” is there twice."), key))
                            .atByte(position));
        }
        MANTISSA_TRY(auto value, readValue(cursor));
        metadata.append(std::move(key), std::move(value));
    }
    return metadata;
}

Result<std::uint64_t> alignmentOf(const Metadata& metadata) {
    const MetadataValue* value = metadata.find("general.alignment");
    if (value == nullptr)
        return defaultAlignment;
    const auto* alignment = std::get_if<std::uint32_t>(value);
    if (alignment != nullptr && std::has_single_bit(*alignment) && *alignment <= maximumAlignment)
        return *alignment;
    return fail(
        ErrorCode::Malformed,
        sentence(MANTISSA_TR("core", "general.alignment is %1 (%2); it must be a power of two of type "
                                     "u32, %3 at most. The file is damaged or was made wrongly."),
                 describe(*value), typeName(*value), maximumAlignment));
}

Result<Header> read(const std::shared_ptr<const MappedFile>& file) {
    ByteCursor cursor(file->bytes());
    Header header;
    MANTISSA_TRY(header.version, readVersion(cursor));
    MANTISSA_TRY(
        const auto tensors,
        readCount(cursor, leastTensorBytes,
                  MANTISSA_TR("core", "The header announces %1 tensors, but the file has only %2 more "
                                      "bytes. It is damaged or was not copied completely.")));
    MANTISSA_TRY(
        const auto pairs,
        readCount(cursor, leastPairBytes,
                  MANTISSA_TR("core", "The header announces %1 metadata entries, but the file has only "
                                      "%2 more bytes. It is damaged or was not copied completely.")));
    MANTISSA_TRY(header.metadata, readMetadata(cursor, pairs));
    MANTISSA_TRY(header.alignment, alignmentOf(header.metadata));
    MANTISSA_TRY(auto infos, readTensorInfos(cursor, tensors));
    const auto dataStart = alignUp(cursor.position(), header.alignment);
    header.dataStart = dataStart.value_or(cursor.position());
    MANTISSA_TRY(header.tensors, placeTensors(file, infos, header.dataStart, header.alignment));
    return header;
}

} // namespace

Result<Header> readHeader(const std::shared_ptr<const MappedFile>& file) {
    auto header = read(file);
    if (!header)
        header.error().inFile(file->path());
    return header;
}

} // namespace mantissa::gguf
