#include "files/gguf/gguf_metadata.h"

#include "base/checked.h"
#include "files/gguf/gguf_types.h"

namespace mantissa::gguf {

namespace {

// A vocabulary of a million long words is 30 MB; a longer array is no metadata, and would be copied whole.
constexpr std::uint64_t maximumArrayBytes = 512u << 20;
constexpr std::uint64_t maximumString = 256u << 20;

tl::unexpected<Error> tooLarge(std::uint64_t position, std::uint64_t size, std::uint64_t limit) {
    return fail(
        Error(ErrorCode::TooLarge,
              sentence(MANTISSA_TR("core", "A length of %1 is written here; more than %2 makes no sense "
                                           "in this place. The file is damaged."),
                       size, limit))
            .atByte(position));
}

template <class T>
Result<T> readElement(ByteCursor& cursor) {
    if constexpr (std::is_same_v<T, std::string>) {
        return readString(cursor, maximumString);
    } else if constexpr (std::is_same_v<T, bool>) {
        const std::uint64_t position = cursor.position();
        MANTISSA_TRY(const auto byte, cursor.read<std::uint8_t>());
        if (byte > 1) {
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "A true-or-false value is %1 instead of 0 or 1."), byte))
                    .atByte(position));
        }
        return byte == 1;
    } else {
        return cursor.read<T>();
    }
}

/// The least that one element takes in the file.
template <class T>
constexpr std::uint64_t leastBytes = std::is_same_v<T, std::string> ? 8 : sizeof(T);

template <class T>
Result<MetadataArray> readArrayOf(ByteCursor& cursor, std::uint64_t count) {
    const std::uint64_t start = cursor.position();
    const auto least = checkedMultiply(count, leastBytes<T>);
    if (!least || *least > cursor.remaining()) {
        return fail(Error(ErrorCode::Truncated,
                          sentence(MANTISSA_TR("core", "An array of %1 elements is announced, but only %2 "
                                                       "bytes of the file are left."),
                                   count, cursor.remaining()))
                        .atByte(start));
    }
    if (*least > maximumArrayBytes)
        return tooLarge(start, count, maximumArrayBytes / leastBytes<T>);
    std::vector<T> values;
    values.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        MANTISSA_TRY(T value, readElement<T>(cursor));
        values.push_back(std::move(value));
    }
    return MetadataArray(std::move(values));
}

template <std::size_t Index = 0>
Result<MetadataArray> readArrayElements(ByteCursor& cursor, std::size_t index, std::uint64_t count) {
    if constexpr (Index < scalarTypes) {
        if (index == Index)
            return readArrayOf<std::variant_alternative_t<Index, MetadataValue>>(cursor, count);
        return readArrayElements<Index + 1>(cursor, index, count);
    }
    return MetadataArray();
}

Result<std::size_t> readType(ByteCursor& cursor) {
    const std::uint64_t position = cursor.position();
    MANTISSA_TRY(const auto id, cursor.read<std::uint32_t>());
    if (const auto index = valueTypeIndex(id))
        return *index;
    return fail(Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "A metadata value has the type number %1, which GGUF does "
                                                   "not define (0 to 12 are)."),
                               id))
                    .atByte(position));
}

Result<MetadataValue> readArray(ByteCursor& cursor) {
    const std::uint64_t position = cursor.position();
    MANTISSA_TRY(const auto index, readType(cursor));
    if (index == arrayType) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "Metadata holds an array of arrays; neither llama.cpp "
                                                       "nor Mantissa reads those.")))
                        .atByte(position));
    }
    MANTISSA_TRY(const auto count, cursor.read<std::uint64_t>());
    MANTISSA_TRY(auto elements, readArrayElements(cursor, index, count));
    return MetadataValue(std::move(elements));
}

template <std::size_t Index = 0>
Result<MetadataValue> readScalar(ByteCursor& cursor, std::size_t index) {
    if constexpr (Index < scalarTypes) {
        if (index != Index)
            return readScalar<Index + 1>(cursor, index);
        using T = std::variant_alternative_t<Index, MetadataValue>;
        MANTISSA_TRY(T value, readElement<T>(cursor));
        return MetadataValue(std::in_place_index<Index>, std::move(value));
    }
    return MetadataValue();
}

} // namespace

Result<std::string> readString(ByteCursor& cursor, std::uint64_t limit) {
    const std::uint64_t position = cursor.position();
    MANTISSA_TRY(const auto length, cursor.read<std::uint64_t>());
    if (length <= cursor.remaining() && length > limit)
        return tooLarge(position, length, limit);
    MANTISSA_TRY(const auto bytes, cursor.take(length));
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Result<MetadataValue> readValue(ByteCursor& cursor) {
    MANTISSA_TRY(const auto index, readType(cursor));
    return index == arrayType ? readArray(cursor) : readScalar(cursor, index);
}

} // namespace mantissa::gguf
