#include "files/safetensors/safetensors_header.h"

#include "base/byte_cursor.h"
#include "base/checked.h"
#include "files/json/json.h"
#include "files/naming.h"

#include <algorithm>

namespace mantissa::safetensors {

namespace {

using nlohmann::json;

// Header JSON is one object of objects of arrays.
constexpr int maximumDepth = 4;

Result<std::uint64_t> unsignedOf(const json& value) {
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>();
    return fail(ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "A shape or offset is not a whole number of at least 0.")));
}

Result<Shape> shapeOf(const json& entry) {
    Shape shape;
    const auto list = entry.find("shape");
    if (list == entry.end() || !list->is_array())
        return fail(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "The tensor has no “shape” list.")));
    for (const json& extent : *list) {
        MANTISSA_TRY(const auto value, unsignedOf(extent));
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return fail(ErrorCode::Malformed,
                        sentence(MANTISSA_TR("core", "The tensor's shape is larger than any file.")));
        shape.push_back(static_cast<std::int64_t>(value));
    }
    return shape;
}

Result<DType> dtypeOf(const json& entry) {
    const std::string name = jsonString(entry, "dtype");
    if (name.empty())
        return fail(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "The tensor has no “dtype” text.")));
    if (const auto dtype = dtypeFromSafetensors(name))
        return *dtype;
    return fail(ErrorCode::Unsupported,
                sentence(MANTISSA_TR("core", "The tensor has dtype “%1”, which is not known."), name));
}

struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

Result<Range> rangeOf(const json& entry) {
    const auto list = entry.find("data_offsets");
    if (list == entry.end() || !list->is_array() || list->size() != 2)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The tensor has no pair of “data_offsets”.")));
    Range range;
    MANTISSA_TRY(range.begin, unsignedOf((*list)[0]));
    MANTISSA_TRY(range.end, unsignedOf((*list)[1]));
    return range;
}

/// Fills all but owner and file; offset is counted from the start of the data until placed.
Result<void> readEntry(const json& entry, Tensor& tensor, Range& range) {
    if (!entry.is_object())
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The tensor's entry is not a JSON object.")));
    MANTISSA_TRY(tensor.dtype, dtypeOf(entry));
    MANTISSA_TRY(tensor.shape, shapeOf(entry));
    MANTISSA_TRY(range, rangeOf(entry));
    const auto elements = elementCount(tensor.shape);
    const auto bytes = elements ? byteSize(tensor.dtype, *elements) : std::nullopt;
    if (!bytes || range.end < range.begin || range.end - range.begin != *bytes) {
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "The tensor's shape (%1, %2) does not fit its offsets %3 to %4."),
                     describe(tensor.shape), info(tensor.dtype).name, range.begin, range.end));
    }
    tensor.place = placeOf(tensor.name, tensor.shape);
    return {};
}

struct Placed {
    std::shared_ptr<Tensor> tensor;
    Range range;
};

/// Data must follow on data, from 0 to the end of the file.
Result<void> checkRanges(const std::vector<Placed>& tensors, std::uint64_t dataBytes) {
    std::uint64_t expected = 0;
    for (const Placed& placed : tensors) {
        const auto& [begin, end] = placed.range;
        if (begin != expected) {
            const char* source =
                begin < expected
                    ? MANTISSA_TR("core",
                                  "The tensor's data begins at offset %1 and overlaps the one before it, "
                                  "which ends at %2.")
                    : MANTISSA_TR("core",
                                  "The tensor's data begins at offset %1 and leaves a hole behind the one "
                                  "before it, which ends at %2.");
            return fail(
                Error(ErrorCode::Malformed, sentence(source, begin, expected)).ofTensor(placed.tensor->name));
        }
        if (end > dataBytes) {
            return fail(
                Error(ErrorCode::Truncated,
                      sentence(MANTISSA_TR("core", "The tensor's data should end at offset %1, but the "
                                                   "file holds only %2 bytes of data. It was probably not "
                                                   "downloaded or copied completely."),
                               end, dataBytes))
                    .ofTensor(placed.tensor->name));
        }
        expected = end;
    }
    if (expected != dataBytes) {
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "The file holds %1 bytes of data, but its tensors end at %2."),
                     dataBytes, expected));
    }
    return {};
}

Result<void> readMetadata(const json& entries, Metadata& metadata) {
    const bool strings = entries.is_object() && std::all_of(entries.begin(), entries.end(),
                                                            [](const json& v) { return v.is_string(); });
    if (!strings)
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "“__metadata__” must be an object of texts.")));
    for (const auto& [key, value] : entries.items())
        metadata.append(key, value.get<std::string>());
    return {};
}

Result<std::vector<Placed>> readEntries(const json& object, Metadata& metadata) {
    std::vector<Placed> tensors;
    for (const auto& [name, entry] : object.items()) {
        if (name == "__metadata__") {
            MANTISSA_CHECK(readMetadata(entry, metadata));
            continue;
        }
        Placed placed{std::make_shared<Tensor>(), {}};
        placed.tensor->name = name;
        if (auto read = readEntry(entry, *placed.tensor, placed.range); !read)
            return fail(std::move(read).error().ofTensor(name));
        tensors.push_back(std::move(placed));
    }
    std::stable_sort(tensors.begin(), tensors.end(), [](const Placed& a, const Placed& b) {
        return std::pair(a.range.begin, a.range.end) < std::pair(b.range.begin, b.range.end);
    });
    return tensors;
}

Result<std::span<const std::byte>> readText(ByteCursor& cursor) {
    MANTISSA_TRY(const auto length, cursor.read<std::uint64_t>());
    if (length > maximumHeader) {
        return fail(
            Error(ErrorCode::TooLarge,
                  sentence(MANTISSA_TR("core",
                                       "The header is said to be %1 bytes long; at most %2 are allowed. "
                                       "This is no safetensors file, or it is damaged."),
                           length, maximumHeader))
                .atByte(0));
    }
    MANTISSA_TRY(const auto text, cursor.take(length));
    if (text.empty() || text[0] != std::byte{'{'}) {
        return fail(
            Error(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "The header does not begin with “{”.")))
                .atByte(8));
    }
    return text;
}

Result<Header> read(const std::shared_ptr<const MappedFile>& file) {
    ByteCursor cursor(file->bytes());
    MANTISSA_TRY(const auto text, readText(cursor));
    MANTISSA_TRY(const auto object, parseJson(text, {maximumHeader, maximumDepth}, 8));
    Header header;
    MANTISSA_TRY(const auto tensors, readEntries(object, header.metadata));
    MANTISSA_CHECK(checkRanges(tensors, cursor.remaining()));
    for (const Placed& placed : tensors) {
        placed.tensor->offset = cursor.position() + placed.range.begin;
        placed.tensor->bytes =
            file->bytes().subspan(placed.tensor->offset, placed.range.end - placed.range.begin);
        placed.tensor->owner = file;
        placed.tensor->file = file->path();
        header.tensors.push_back(placed.tensor);
    }
    return header;
}

} // namespace

Result<Header> readHeader(const std::shared_ptr<const MappedFile>& file) {
    auto header = read(file);
    if (!header) {
        header.error().inFile(file->path());
        if (!header.error().byte())
            header.error().atByte(8);
    }
    return header;
}

} // namespace mantissa::safetensors
