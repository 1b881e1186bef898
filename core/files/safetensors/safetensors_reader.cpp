#include "files/safetensors/safetensors_reader.h"

#include "files/safetensors/safetensors_header.h"

#include <cstring>

namespace mantissa {

namespace {

/// There is no magic: the ninth byte opens the JSON object, or the name says what the file wants to be.
bool matches(const MappedFile& file) {
    const auto bytes = file.bytes();
    if (file.path().extension() == ".safetensors")
        return true;
    std::uint64_t length = 0;
    if (bytes.size() < 9)
        return false;
    std::memcpy(&length, bytes.data(), 8);
    return bytes[8] == std::byte{'{'} && length <= safetensors::maximumHeader;
}

Result<std::shared_ptr<Model>> open(std::shared_ptr<const MappedFile> file) {
    MANTISSA_TRY(auto header, safetensors::readHeader(file));
    auto model = std::make_shared<Model>();
    model->container = Container::Safetensors;
    model->files = {file->path()};
    model->metadata = std::move(header.metadata);
    model->tensors = std::move(header.tensors);
    complete(*model);
    return model;
}

} // namespace

const Reader safetensorsReader = {Container::Safetensors, matches, open};

} // namespace mantissa
