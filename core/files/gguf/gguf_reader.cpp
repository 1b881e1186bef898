#include "files/gguf/gguf_reader.h"

#include "files/gguf/gguf_header.h"
#include "files/gguf/gguf_split.h"
#include "files/gguf/gguf_types.h"

#include <cstring>

namespace mantissa {

namespace {

bool matches(const MappedFile& file) {
    const auto bytes = file.bytes();
    return bytes.size() >= gguf::magic.size() &&
           std::memcmp(bytes.data(), gguf::magic.data(), gguf::magic.size()) == 0;
}

Result<std::shared_ptr<Model>> open(std::shared_ptr<const MappedFile> file) {
    MANTISSA_TRY(auto header, gguf::readHeader(file));
    auto model = std::make_shared<Model>();
    model->container = Container::Gguf;
    model->containerVersion = "v" + std::to_string(header.version);
    if (header.metadata.integer("split.count", 1) > 1) {
        MANTISSA_CHECK(gguf::openParts(*file, header, *model));
    } else {
        model->files = {file->path()};
        model->metadata = std::move(header.metadata);
        model->tensors = std::move(header.tensors);
    }
    complete(*model);
    return model;
}

} // namespace

const Reader ggufReader = {Container::Gguf, matches, open};

} // namespace mantissa
