#include "files/safetensors/safetensors_index.h"

#include "files/json/json.h"
#include "files/safetensors/safetensors_header.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace mantissa {

namespace {

constexpr JsonLimits indexLimits{64u << 20, 8};

using Shards = std::map<std::string, std::vector<std::string>>; ///< file name -> tensors

/// A shard lies beside its index: a path that leads elsewhere would let a model read any file.
bool plainName(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find_first_of("/\\") == std::string::npos &&
           name.find('\0') == std::string::npos;
}

Result<Shards> readShards(const std::filesystem::path& index) {
    MANTISSA_TRY(const auto object, readJson(index, indexLimits));
    const auto& map = jsonMember(object, "weight_map");
    if (!map.is_object() || map.empty()) {
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core", "The index has no “weight_map” from tensors to files.")))
                .inFile(index));
    }
    Shards shards;
    for (const auto& [tensor, file] : map.items()) {
        if (!file.is_string() || !plainName(file.get<std::string>())) {
            return fail(
                Error(
                    ErrorCode::Malformed,
                    sentence(MANTISSA_TR("core", "The index names the file %1 for this tensor; only a plain "
                                                 "name beside the index is allowed."),
                             file.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)))
                    .inFile(index)
                    .ofTensor(tensor));
        }
        shards[file.get<std::string>()].push_back(tensor);
    }
    return shards;
}

Result<safetensors::Header> openShard(const std::filesystem::path& path) {
    auto file = MappedFile::open(path);
    if (!file && file.error().code() == ErrorCode::NotFound) {
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "The index names this file, but it is missing. "
                                                       "Put all files of the model into one folder.")))
                        .inFile(path));
    }
    if (!file)
        return fail(std::move(file).error());
    return safetensors::readHeader(*file);
}

Result<void> checkComplete(const safetensors::Header& header, const std::vector<std::string>& wanted,
                           const std::filesystem::path& path) {
    std::unordered_set<std::string_view> names;
    for (const auto& tensor : header.tensors)
        names.insert(tensor->name);
    for (const std::string& name : wanted) {
        if (names.contains(name))
            continue;
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core", "The index says that this file holds the tensor, but it "
                                               "does not.")))
                .inFile(path)
                .ofTensor(name));
    }
    return {};
}

bool matches(const MappedFile& file) {
    return file.path().filename().string().ends_with(".index.json");
}

Result<std::shared_ptr<Model>> open(std::shared_ptr<const MappedFile> file) {
    return openSafetensorsIndex(file->path());
}

} // namespace

const Reader safetensorsIndexReader = {Container::Safetensors, matches, open};

Result<std::shared_ptr<Model>> openSafetensorsIndex(const std::filesystem::path& index) {
    MANTISSA_TRY(const auto shards, readShards(index));
    auto model = std::make_shared<Model>();
    model->container = Container::Safetensors;
    for (const auto& [name, tensors] : shards) {
        const auto path = index.parent_path() / name;
        MANTISSA_TRY(auto header, openShard(path));
        MANTISSA_CHECK(checkComplete(header, tensors, path));
        model->files.push_back(path);
        model->tensors.insert(model->tensors.end(), header.tensors.begin(), header.tensors.end());
        for (auto& entry : header.metadata.entries()) {
            if (model->metadata.find(entry.key) == nullptr)
                model->metadata.append(entry.key, entry.value);
        }
    }
    MANTISSA_CHECK(checkUniqueNames(*model));
    complete(*model);
    return model;
}

} // namespace mantissa
