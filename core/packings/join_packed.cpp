#include "packings/join_packed.h"

#include "files/hugging_face/folder.h"
#include "files/naming.h"
#include "files/reader.h"
#include "packings/registry.h"

#include <map>

namespace mantissa {

namespace {

/// quantization_config of config.json, else the file that AutoGPTQ puts beside it. Null where there is none;
/// config.json was read once already, so what is wrong with it has been said.
ConfigJson configOf(const Model& model) {
    if (const auto path = folderFile(model, "config.json"); !path.empty()) {
        const auto config = readJson(path);
        if (config && config->is_object() && config->contains("quantization_config"))
            return (*config)["quantization_config"];
    }
    if (const auto path = folderFile(model, "quantize_config.json"); !path.empty()) {
        if (const auto config = readJson(path))
            return *config;
    }
    return {};
}

class Joiner {
public:
    Joiner(Model& model, const PackingReader& reader) : model_(model), reader_(reader) {}

    void run() {
        gather();
        std::vector<std::shared_ptr<const Tensor>> shown;
        for (const auto& tensor : model_.tensors) {
            const std::string module = moduleOf(*tensor);
            const auto found = module.empty() ? parts_.end() : parts_.find(module);
            if (found == parts_.end()) {
                shown.push_back(tensor);
                continue;
            }
            if (found->second.joined == nullptr && !found->second.refused)
                join(module, found->second);
            if (found->second.refused)
                shown.push_back(tensor);
            else if (tensor == found->second.parts.front())
                shown.push_back(found->second.joined);
        }
        model_.tensors = std::move(shown);
        if (refused_ > 0) {
            model_.notes.push_back(
                sentence(MANTISSA_TR("core", "%1 packed weights are shown as the tensors they are made "
                                             "of, because they cannot be read: %2"),
                         refused_, firstRefusal_));
        }
    }

private:
    struct Module {
        std::vector<std::shared_ptr<const Tensor>> parts;
        std::shared_ptr<const Tensor> joined;
        bool refused = false;
    };

    /// Empty where the tensor is no part of a packed weight by its ending. Endings may hold dots
    /// (weight.absmax).
    std::string moduleOf(const Tensor& tensor) const {
        const std::string_view name = tensor.name;
        for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
            if (reader_.partOfWeight(name.substr(dot + 1)))
                return std::string(name.substr(0, dot));
        }
        return {};
    }

    void gather() {
        for (const auto& tensor : model_.tensors) {
            if (const std::string module = moduleOf(*tensor); !module.empty())
                parts_[module].parts.push_back(tensor);
        }
        std::erase_if(parts_, [&](const auto& entry) {
            return ModuleParts(entry.first, entry.second.parts).find(reader_.marker()) == nullptr;
        });
    }

    void join(const std::string& name, Module& module) {
        auto content = reader_.open(ModuleParts(name, module.parts));
        if (!content) {
            module.refused = true;
            if (refused_++ == 0)
                firstRefusal_ = content.error().describe();
            return;
        }
        auto tensor = std::make_shared<Tensor>();
        tensor->name = name + ".weight";
        tensor->dtype = DType::Packed;
        tensor->shape = (*content)->shape();
        tensor->place = placeOf(tensor->name, tensor->shape);
        const Tensor& codes = *(*content)->parts().front();
        tensor->file = codes.file;
        tensor->offset = codes.offset;
        tensor->owner = codes.owner;
        tensor->packed = std::move(*content);
        module.joined = std::move(tensor);
    }

    Model& model_;
    const PackingReader& reader_;
    std::map<std::string, Module> parts_;
    std::size_t refused_ = 0;
    std::string firstRefusal_;
};

const Packing* packingOf(const ConfigJson& config) {
    for (const Packing* packing : packings()) {
        if (packing->describedBy(config))
            return packing;
    }
    return nullptr;
}

std::string methodOf(const ConfigJson& config) {
    const std::string method = config.is_object() ? jsonString(config, "quant_method") : std::string();
    return method.empty() ? "?" : method;
}

} // namespace

void joinPacked(Model& model) {
    const ConfigJson config = configOf(model);
    if (config.is_null())
        return;
    const Packing* packing = config.is_object() ? packingOf(config) : nullptr;
    if (packing == nullptr) {
        model.notes.push_back(
            sentence(MANTISSA_TR("core", "The weights are quantized by the method “%1”, which cannot be "
                                         "decoded: their tensors are shown as they are."),
                     methodOf(config)));
        return;
    }
    const auto reader = packing->reader(config);
    if (!reader) {
        model.notes.push_back(reader.error().what());
        return;
    }
    Joiner(model, **reader).run();
    complete(model);
}

Result<ModelPtr> openModel(const std::filesystem::path& path) {
    MANTISSA_TRY(auto model, openStored(path));
    if (!model->folder.empty())
        joinPacked(*model);
    return ModelPtr(std::move(model));
}

} // namespace mantissa
