#include "files/hugging_face/folder.h"

#include "files/json/json.h"
#include "files/reader.h"
#include "files/safetensors/safetensors_index.h"
#include "files/safetensors/safetensors_reader.h"

#include <algorithm>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

struct Listing {
    std::vector<fs::path> safetensors;
    std::vector<fs::path> indexes;
    std::vector<fs::path> gguf;
    bool pytorch = false;
};

Result<Listing> list(const fs::path& folder) {
    Listing listing;
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        const fs::path& path = entries->path();
        const std::string name = path.filename().string();
        if (name.ends_with(".safetensors"))
            listing.safetensors.push_back(path);
        else if (name.ends_with(".safetensors.index.json"))
            listing.indexes.push_back(path);
        else if (name.ends_with(".gguf"))
            listing.gguf.push_back(path);
        else if (name.ends_with(".bin") || name.ends_with(".pt") || name.ends_with(".pth"))
            listing.pytorch = true;
    }
    if (error)
        return fail(Error(ErrorCode::CannotRead,
                          sentence(MANTISSA_TR("core", "The folder cannot be read: %1."), error.message()))
                        .inFile(folder));
    return listing;
}

Error noWeights(const Listing& listing) {
    if (!listing.gguf.empty()) {
        return Error(
            ErrorCode::NotFound,
            sentence(MANTISSA_TR("core", "The folder holds GGUF files; open one of them directly.")));
    }
    if (listing.pytorch) {
        return Error(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The folder holds weights in PyTorch's format only, which "
                                         "cannot be opened yet. Look for the model's safetensors files.")));
    }
    return Error(ErrorCode::NotFound,
                 sentence(MANTISSA_TR("core", "The folder holds no weights (no .safetensors file).")));
}

Result<std::shared_ptr<Model>> openFile(const fs::path& path) {
    MANTISSA_TRY(auto file, MappedFile::open(path));
    return safetensorsReader.open(std::move(file));
}

/// The names the transformers library looks for come first, then the only file of its kind.
Result<std::shared_ptr<Model>> openWeights(const fs::path& folder, const Listing& listing) {
    std::error_code ignored;
    if (fs::exists(folder / "model.safetensors.index.json", ignored))
        return openSafetensorsIndex(folder / "model.safetensors.index.json");
    if (fs::exists(folder / "model.safetensors", ignored))
        return openFile(folder / "model.safetensors");
    if (listing.indexes.size() == 1)
        return openSafetensorsIndex(listing.indexes.front());
    if (listing.safetensors.size() == 1)
        return openFile(listing.safetensors.front());
    if (listing.safetensors.empty())
        return fail(noWeights(listing).inFile(folder));
    return fail(
        Error(ErrorCode::NotFound,
              sentence(MANTISSA_TR("core", "The folder holds %1 safetensors files and no index that joins "
                                           "them; open one of them directly."),
                       listing.safetensors.size()))
            .inFile(folder));
}

Result<void> addJson(Metadata& metadata, const fs::path& path, const std::string& prefix) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return {};
    MANTISSA_TRY(const auto object, readJson(path));
    if (!object.is_object()) {
        return fail(
            Error(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "A JSON object was expected here.")))
                .inFile(path)
                .atByte(0));
    }
    appendFlattened(metadata, prefix, object);
    return {};
}

/// The folder's own metadata, then that of the weights' files.
Result<Metadata> folderMetadata(const fs::path& folder, const Metadata& ofWeights) {
    Metadata metadata;
    MANTISSA_CHECK(addJson(metadata, folder / "config.json", ""));
    MANTISSA_CHECK(addJson(metadata, folder / "generation_config.json", "generation_config"));
    MANTISSA_CHECK(addJson(metadata, folder / "tokenizer_config.json", "tokenizer_config"));
    for (const auto& entry : ofWeights.entries())
        metadata.append("safetensors." + entry.key, entry.value);
    return metadata;
}

bool namedAsWeights(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("model") &&
           (name.ends_with(".safetensors") || name.ends_with(".safetensors.index.json"));
}

} // namespace

Result<std::shared_ptr<Model>> openFolder(const fs::path& folder) {
    MANTISSA_TRY(const auto listing, list(folder));
    MANTISSA_TRY(auto model, openWeights(folder, listing));
    MANTISSA_TRY(model->metadata, folderMetadata(folder, model->metadata));
    model->path = folder;
    model->folder = folder;
    model->container = Container::HuggingFace;
    complete(*model);
    return model;
}

void joinNeighbours(Model& model, const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code ignored;
    if (!namedAsWeights(file) || !fs::exists(folder / "config.json", ignored))
        return;
    auto metadata = folderMetadata(folder, model.metadata);
    if (!metadata) {
        model.notes.push_back(sentence(
            MANTISSA_TR("core", "The files beside the weights were left out, so that nothing is known of the "
                                "architecture: %1"),
            metadata.error().describe()));
        return;
    }
    model.metadata = std::move(*metadata);
    model.folder = folder;
    complete(model);
}

fs::path folderFile(const Model& model, std::string_view name) {
    std::error_code ignored;
    if (model.folder.empty())
        return {};
    const fs::path path = model.folder / name;
    return fs::exists(path, ignored) ? path : fs::path();
}

} // namespace mantissa
