#include "files/gguf/gguf_reader.h"
#include "files/hugging_face/folder.h"
#include "files/model.h"
#include "files/numpy/npy_reader.h"
#include "files/numpy/npz_reader.h"
#include "files/reader.h"
#include "files/safetensors/safetensors_index.h"
#include "files/safetensors/safetensors_reader.h"

namespace mantissa {

namespace {

constexpr const Reader* readers[] = {&ggufReader, &npyReader, &npzReader, &safetensorsReader,
                                     &safetensorsIndexReader};

Result<std::shared_ptr<Model>> openFile(const std::filesystem::path& path) {
    MANTISSA_TRY(auto file, MappedFile::open(path));
    if (file->bytes().empty()) {
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "The file is empty. Download or copy it again.")))
                        .inFile(path));
    }
    for (const Reader* reader : readers) {
        if (!reader->matches(*file))
            continue;
        auto model = reader->open(std::move(file));
        if (model && (*model)->container == Container::Safetensors)
            joinNeighbours(**model, path);
        return model;
    }
    return fail(
        Error(ErrorCode::Malformed,
              sentence(MANTISSA_TR("core", "This is not a model file that can be opened: it is neither "
                                           "GGUF nor safetensors, .npy or .npz.")))
            .inFile(path)
            .atByte(0));
}

} // namespace

Result<std::shared_ptr<Model>> openStored(const std::filesystem::path& path) {
    std::error_code ignored;
    auto model = std::filesystem::is_directory(path, ignored) ? openFolder(path) : openFile(path);
    if (!model) {
        if (model.error().file().empty())
            model.error().inFile(path);
        return fail(std::move(model).error());
    }
    (*model)->path = path;
    return std::move(*model);
}

} // namespace mantissa
