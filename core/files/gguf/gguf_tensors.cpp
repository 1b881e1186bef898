#include "files/gguf/gguf_tensors.h"

#include "base/checked.h"
#include "files/gguf/gguf_metadata.h"
#include "files/gguf/gguf_types.h"
#include "files/naming.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace mantissa::gguf {

namespace {

struct RemovedType {
    std::uint32_t id;
    const char* name;
};

// Numbers that ggml.h of ggml-org/ggml lists as taken by types it no longer has.
constexpr RemovedType removedTypes[] = {{4, "Q4_2"},        {5, "Q4_3"},       {31, "Q4_0_4_4"},
                                        {32, "Q4_0_4_8"},   {33, "Q4_0_8_8"},  {36, "IQ4_NL_4_4"},
                                        {37, "IQ4_NL_4_8"}, {38, "IQ4_NL_8_8"}};

Error unknownType(std::uint32_t id) {
    for (const RemovedType& type : removedTypes) {
        if (type.id == id) {
            return Error(ErrorCode::Unsupported,
                         sentence(MANTISSA_TR("core", "The tensor has type %1 (number %2), which was removed "
                                                      "from GGUF. Get a newer file of the model."),
                                  type.name, id));
        }
    }
    return Error(ErrorCode::Unsupported,
                 sentence(MANTISSA_TR("core", "The tensor has type number %1, which is not known."), id));
}

Result<Shape> readShape(ByteCursor& cursor) {
    const std::uint64_t position = cursor.position();
    MANTISSA_TRY(const auto dimensions, cursor.read<std::uint32_t>());
    if (dimensions > maximumDimensions) {
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "The tensor has %1 dimensions; GGUF allows %2."),
                                   dimensions, maximumDimensions))
                        .atByte(position));
    }
    Shape shape;
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        const std::uint64_t at = cursor.position();
        MANTISSA_TRY(const auto extent, cursor.read<std::uint64_t>());
        if (extent > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "The tensor is %1 long in dimension %2, which cannot be."),
                               extent, i))
                    .atByte(at));
        }
        shape.push_back(static_cast<std::int64_t>(extent));
    }
    std::reverse(shape.begin(), shape.end());
    return shape;
}

Result<std::uint64_t> sizeOf(const TensorInfo& tensor) {
    const DTypeInfo& type = info(tensor.dtype);
    const std::int64_t row = tensor.shape.empty() ? 1 : tensor.shape.back();
    if (row % type.blockElements != 0) {
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "Rows of %1 elements cannot be stored as %2, whose blocks have "
                                         "%3 elements."),
                     row, type.name, type.blockElements));
    }
    const auto elements = elementCount(tensor.shape);
    const auto bytes = elements ? byteSize(tensor.dtype, *elements) : std::nullopt;
    if (!bytes) {
        return fail(ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The tensor's size (%1) is larger than any file."),
                             describe(tensor.shape)));
    }
    return *bytes;
}

Result<void> readInfo(ByteCursor& cursor, TensorInfo& tensor) {
    MANTISSA_TRY(tensor.shape, readShape(cursor));
    const std::uint64_t typePosition = cursor.position();
    MANTISSA_TRY(const auto id, cursor.read<std::uint32_t>());
    const auto dtype = dtypeFromGguf(id);
    if (!dtype)
        return fail(unknownType(id).atByte(typePosition));
    tensor.dtype = *dtype;
    MANTISSA_TRY(tensor.bytes, sizeOf(tensor));
    MANTISSA_TRY(tensor.offset, cursor.read<std::uint64_t>());
    return {};
}

Error wrongOffset(const TensorInfo& tensor, std::uint64_t expected, std::uint64_t alignment) {
    if (tensor.offset % alignment != 0) {
        return Error(ErrorCode::Malformed,
                     sentence(MANTISSA_TR("core", "The tensor's data begins at offset %1, which is not a "
                                                  "multiple of the alignment %2."),
                              tensor.offset, alignment));
    }
    if (tensor.offset < expected) {
        return Error(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "The tensor's data begins at offset %1 and overlaps the one "
                                         "before it, which ends at %2."),
                     tensor.offset, expected));
    }
    return Error(
        ErrorCode::Malformed,
        sentence(MANTISSA_TR("core", "The tensor's data begins at offset %1 and leaves a hole behind the "
                                     "one before it, which ends at %2."),
                 tensor.offset, expected));
}

} // namespace

Result<std::vector<TensorInfo>> readTensorInfos(ByteCursor& cursor, std::uint64_t count) {
    std::vector<TensorInfo> infos;
    std::unordered_set<std::string> names;
    for (std::uint64_t i = 0; i < count; ++i) {
        TensorInfo tensor;
        tensor.position = cursor.position();
        MANTISSA_TRY(tensor.name, readString(cursor, maximumKey));
        if (tensor.name.empty() || tensor.name.size() > maximumName) {
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "A tensor's name is %1 bytes long; 1 to %2 are allowed."),
                               tensor.name.size(), maximumName))
                    .atByte(tensor.position));
        }
        if (!names.insert(tensor.name).second) {
            return fail(
                Error(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "Two tensors carry this name.")))
                    .atByte(tensor.position)
                    .ofTensor(tensor.name));
        }
        if (auto read = readInfo(cursor, tensor); !read) {
            if (!read.error().byte())
                read.error().atByte(tensor.position);
            return fail(std::move(read).error().ofTensor(tensor.name));
        }
        infos.push_back(std::move(tensor));
    }
    return infos;
}

Result<std::vector<std::shared_ptr<const Tensor>>> placeTensors(const std::shared_ptr<const MappedFile>& file,
                                                                const std::vector<TensorInfo>& infos,
                                                                std::uint64_t dataStart,
                                                                std::uint64_t alignment) {
    std::vector<std::shared_ptr<const Tensor>> tensors;
    std::uint64_t expected = 0;
    for (const TensorInfo& entry : infos) {
        if (entry.offset != expected)
            return fail(wrongOffset(entry, expected, alignment).atByte(entry.position).ofTensor(entry.name));
        const auto begin = checkedAdd(dataStart, entry.offset);
        const auto end = begin ? checkedAdd(*begin, entry.bytes) : std::nullopt;
        if (!end || (entry.bytes > 0 && *end > file->bytes().size())) {
            return fail(
                Error(ErrorCode::Truncated,
                      sentence(MANTISSA_TR("core", "The tensor's %1 bytes reach beyond the end of the file "
                                                   "(%2 bytes). It was probably not downloaded or "
                                                   "copied completely."),
                               entry.bytes, file->bytes().size()))
                    .atByte(begin.value_or(entry.position))
                    .ofTensor(entry.name));
        }
        const auto padded = alignUp(entry.bytes, alignment);
        expected = padded ? checkedAdd(expected, *padded).value_or(0) : 0;
        auto tensor = std::make_shared<Tensor>();
        tensor->name = entry.name;
        tensor->dtype = entry.dtype;
        tensor->shape = entry.shape;
        if (entry.bytes > 0)
            tensor->bytes = file->bytes().subspan(*begin, entry.bytes);
        tensor->owner = file;
        tensor->file = file->path();
        tensor->offset = *begin;
        tensor->place = placeOf(entry.name, entry.shape);
        tensors.push_back(std::move(tensor));
    }
    return tensors;
}

} // namespace mantissa::gguf
