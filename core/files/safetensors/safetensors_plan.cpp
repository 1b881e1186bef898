// Lays out a safetensors file.
#include "base/checked.h"
#include "base/utf8.h"
#include "files/file_plan.h"
#include "files/safetensors/safetensors_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace mantissa {

namespace {

using nlohmann::json;

/// Wide numbers first, so that all are aligned; what is packed below a byte needs no alignment.
int alignmentOf(DType dtype) {
    return info(dtype).blockElements > 1 ? 1 : info(dtype).blockBytes;
}

Error nameless(const PlannedTensor& tensor) {
    return Error(ErrorCode::InvalidArgument,
                 sentence(MANTISSA_TR("core", "The tensor's name is not UTF-8 text, which a safetensors file "
                                              "needs (its header is JSON). Export GGUF, or rename it.")))
        .ofTensor(tensor.name);
}

Result<std::uint64_t> placeTensors(std::vector<PlannedTensor>& tensors) {
    std::stable_sort(tensors.begin(), tensors.end(), [](const PlannedTensor& a, const PlannedTensor& b) {
        return alignmentOf(a.dtype) > alignmentOf(b.dtype);
    });
    std::uint64_t end = 0;
    for (PlannedTensor& tensor : tensors) {
        if (!isUtf8(tensor.name))
            return fail(nameless(tensor));
        if (info(tensor.dtype).safetensors.empty()) {
            return fail(Error(ErrorCode::InvalidArgument,
                              sentence(MANTISSA_TR("core", "safetensors cannot hold %1; choose GGUF."),
                                       info(tensor.dtype).name))
                            .ofTensor(tensor.name));
        }
        const auto elements = elementCount(tensor.shape);
        const auto bytes = elements ? byteSize(tensor.dtype, *elements) : std::nullopt;
        const auto next = bytes ? checkedAdd(end, *bytes) : std::nullopt;
        if (!next) {
            return fail(Error(ErrorCode::InvalidArgument,
                              sentence(MANTISSA_TR("core", "The tensor's size (%1) is larger than any file."),
                                       describe(tensor.shape)))
                            .ofTensor(tensor.name));
        }
        tensor.offset = end;
        tensor.bytes = *bytes;
        end = *next;
    }
    return end;
}

Result<json> headerOf(const Metadata& metadata, const std::vector<PlannedTensor>& tensors) {
    json header = json::object();
    for (const Metadata::Entry& entry : metadata.entries())
        header["__metadata__"][entry.key] = describe(entry.value);
    for (const PlannedTensor& tensor : tensors) {
        if (header.contains(tensor.name)) {
            return fail(Error(ErrorCode::InvalidArgument,
                              sentence(MANTISSA_TR("core", "Two tensors carry this name.")))
                            .ofTensor(tensor.name));
        }
        header[tensor.name] = {{"dtype", info(tensor.dtype).safetensors},
                               {"shape", tensor.shape},
                               {"data_offsets", {tensor.offset, tensor.offset + tensor.bytes}}};
    }
    return header;
}

} // namespace

Result<FilePlan> planSafetensors(const Metadata& metadata, std::vector<PlannedTensor> tensors) {
    MANTISSA_TRY(const auto dataBytes, placeTensors(tensors));
    MANTISSA_TRY(const json header, headerOf(metadata, tensors));
    // Names are UTF-8 by now; what else is not (a rule of the recipe) becomes U+FFFD.
    std::string text = header.dump(-1, ' ', false, json::error_handler_t::replace);
    text.resize(alignUp(text.size(), 8).value(), ' '); // the data begins at a multiple of 8
    if (text.size() > safetensors::maximumHeader) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The header would have %1 bytes; safetensors allows %2."),
                             text.size(), safetensors::maximumHeader));
    }
    FilePlan plan;
    const auto length = static_cast<std::uint64_t>(text.size());
    plan.header.resize(sizeof length + text.size());
    std::memcpy(plan.header.data(), &length, sizeof length);
    std::memcpy(plan.header.data() + sizeof length, text.data(), text.size());
    for (PlannedTensor& tensor : tensors)
        tensor.offset += plan.header.size();
    plan.fileBytes = plan.header.size() + dataBytes;
    plan.tensors = std::move(tensors);
    return plan;
}

} // namespace mantissa
