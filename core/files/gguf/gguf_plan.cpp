// Lays out a GGUF v3 file: metadata, tensor table, offsets.
#include "base/checked.h"
#include "files/file_plan.h"
#include "files/gguf/gguf_types.h"

#include <bit>
#include <cstring>
#include <unordered_set>

namespace mantissa {

namespace {

class HeaderBytes {
public:
    template <class T>
    void add(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        addBytes(&value, sizeof value);
    }
    void add(const std::string& text) {
        add(static_cast<std::uint64_t>(text.size()));
        addBytes(text.data(), text.size());
    }
    void addBytes(const void* data, std::size_t size) {
        const auto* bytes = static_cast<const std::byte*>(data);
        bytes_.insert(bytes_.end(), bytes, bytes + size);
    }
    void padTo(std::uint64_t alignment) { bytes_.resize(alignUp(bytes_.size(), alignment).value()); }
    std::size_t size() const { return bytes_.size(); }
    std::vector<std::byte> take() { return std::move(bytes_); }

private:
    std::vector<std::byte> bytes_;
};

void addElement(HeaderBytes& out, const std::string& text) {
    out.add(text);
}
void addElement(HeaderBytes& out, bool value) {
    out.add(static_cast<std::uint8_t>(value));
}
template <class T>
void addElement(HeaderBytes& out, const T& value) {
    out.add(value);
}

void addArray(HeaderBytes& out, const MetadataArray& array) {
    out.add(gguf::valueTypeIds[array.index()]);
    std::visit(
        [&out](const auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            out.add(static_cast<std::uint64_t>(values.size()));
            for (const auto& value : values)
                addElement(out, static_cast<const T&>(value));
        },
        array);
}

void addValue(HeaderBytes& out, const MetadataValue& value) {
    out.add(gguf::valueTypeIds[value.index()]);
    std::visit(
        [&out](const auto& held) {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, MetadataArray>)
                addArray(out, held);
            else
                addElement(out, held);
        },
        value);
}

Error invalid(const PlannedTensor& tensor, Text what) {
    return Error(ErrorCode::InvalidArgument, std::move(what)).ofTensor(tensor.name);
}

Result<void> checkTensor(const PlannedTensor& tensor) {
    const DTypeInfo& type = info(tensor.dtype);
    if (type.ggufId < 0)
        return fail(invalid(tensor, sentence(MANTISSA_TR("core", "GGUF cannot hold %1."), type.name)));
    if (tensor.name.empty() || tensor.name.size() > gguf::maximumName) {
        return fail(
            invalid(tensor, sentence(MANTISSA_TR("core", "GGUF allows tensor names of 1 to %1 bytes."),
                                     gguf::maximumName)));
    }
    if (tensor.name.find('\0') != std::string::npos) {
        return fail(invalid(
            tensor, sentence(MANTISSA_TR("core", "The tensor's name holds a zero byte, where llama.cpp would "
                                                 "cut it off. Rename the tensor."))));
    }
    if (tensor.shape.size() > gguf::maximumDimensions) {
        return fail(
            invalid(tensor, sentence(MANTISSA_TR("core", "GGUF allows %1 dimensions; this tensor has %2."),
                                     gguf::maximumDimensions, tensor.shape.size())));
    }
    const std::int64_t row = tensor.shape.empty() ? 1 : tensor.shape.back();
    if (row % type.blockElements != 0) {
        return fail(invalid(
            tensor, sentence(MANTISSA_TR("core", "Rows of %1 elements cannot be stored as %2, whose blocks "
                                                 "have %3 elements."),
                             row, type.name, type.blockElements)));
    }
    return {};
}

/// Sizes and offsets from the start of the data; returns where the data ends.
Result<std::uint64_t> placeTensors(std::vector<PlannedTensor>& tensors, std::uint64_t alignment) {
    std::uint64_t end = 0;
    std::unordered_set<std::string_view> names;
    for (PlannedTensor& tensor : tensors) {
        MANTISSA_CHECK(checkTensor(tensor));
        if (!names.insert(tensor.name).second)
            return fail(invalid(tensor, sentence(MANTISSA_TR("core", "Two tensors carry this name."))));
        const auto elements = elementCount(tensor.shape);
        const auto bytes = elements ? byteSize(tensor.dtype, *elements) : std::nullopt;
        const auto padded = bytes ? alignUp(*bytes, alignment) : std::nullopt;
        const auto next = padded ? checkedAdd(end, *padded) : std::nullopt;
        if (!next)
            return fail(invalid(
                tensor, sentence(MANTISSA_TR("core", "The tensor's size (%1) is larger than any file."),
                                 describe(tensor.shape))));
        tensor.offset = end;
        tensor.bytes = *bytes;
        end = *next;
    }
    return end;
}

void addInfo(HeaderBytes& out, const PlannedTensor& tensor) {
    out.add(tensor.name);
    out.add(static_cast<std::uint32_t>(tensor.shape.size()));
    for (auto extent = tensor.shape.rbegin(); extent != tensor.shape.rend(); ++extent)
        out.add(static_cast<std::uint64_t>(*extent));
    out.add(static_cast<std::uint32_t>(info(tensor.dtype).ggufId));
    out.add(tensor.offset);
}

} // namespace

Result<FilePlan> planGguf(const Metadata& metadata, std::vector<PlannedTensor> tensors) {
    const auto alignment = static_cast<std::uint64_t>(
        metadata.integer("general.alignment", static_cast<std::int64_t>(gguf::defaultAlignment)));
    if (!std::has_single_bit(alignment) || alignment > gguf::maximumAlignment) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "general.alignment is %1; it must be a power of two, %2 at "
                                                 "most."),
                             alignment, gguf::maximumAlignment));
    }
    MANTISSA_TRY(const auto dataBytes, placeTensors(tensors, alignment));
    HeaderBytes out;
    out.addBytes(gguf::magic.data(), gguf::magic.size());
    out.add(gguf::version);
    out.add(static_cast<std::uint64_t>(tensors.size()));
    out.add(static_cast<std::uint64_t>(metadata.entries().size()));
    for (const Metadata::Entry& entry : metadata.entries()) {
        out.add(entry.key);
        addValue(out, entry.value);
    }
    for (const PlannedTensor& tensor : tensors)
        addInfo(out, tensor);
    out.padTo(alignment);
    for (PlannedTensor& tensor : tensors)
        tensor.offset += out.size();
    FilePlan plan;
    plan.fileBytes = out.size() + dataBytes;
    plan.header = out.take();
    plan.tensors = std::move(tensors);
    return plan;
}

} // namespace mantissa
