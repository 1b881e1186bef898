#include "pipeline/original.h"

#include "analysis/measure.h"
#include "tensor/weight.h"

#include <algorithm>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

using Converted = std::map<std::string, GgufSourceTensor>;

bool shareNames(const Model& model, const Model& original) {
    return std::any_of(model.tensors.begin(), model.tensors.end(),
                       [&](const auto& tensor) { return original.tensor(tensor->name) != nullptr; });
}

/// The folder that a lone safetensors file belongs to; null where there is none.
ModelPtr folderOf(const Model& original) {
    std::error_code error;
    const fs::path folder = original.path.has_parent_path() ? original.path.parent_path() : fs::path(".");
    if (original.container != Container::Safetensors || !fs::exists(folder / "config.json", error))
        return nullptr;
    auto opened = openModel(folder);
    if (!opened || (*opened)->container != Container::HuggingFace)
        return nullptr;
    const auto& files = (*opened)->files;
    const bool within = std::any_of(files.begin(), files.end(), [&](const fs::path& file) {
        return fs::equivalent(file, original.path, error) && !error;
    });
    return within ? *opened : nullptr;
}

/// A GGUF has names of its own; so may a file that was made from one.
bool pairedByName(const Model& model, const Model& original) {
    return model.container != Container::Gguf || original.container == Container::Gguf ||
           (original.container != Container::HuggingFace && shareNames(model, original));
}

Result<Converted> convertedTensors(const ModelPtr& original) {
    ModelPtr folder = original->container == Container::HuggingFace ? original : folderOf(*original);
    if (!folder) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR("core", "Its tensors do not have the names that they have in "
                                                       "a GGUF file, and only the config.json of its folder "
                                                       "would tell which is which. Name the folder that the "
                                                       "GGUF was made from, or another GGUF.")))
                        .inFile(original->path));
    }
    MANTISSA_TRY(const std::vector<GgufSourceTensor> tensors, ggufTensorsOf(folder));
    Converted result;
    for (const GgufSourceTensor& tensor : tensors)
        result.emplace(tensor.name, tensor);
    return result;
}

Result<std::shared_ptr<const RowSource>> openConverted(const Converted& tensors, const Model& original,
                                                       const Tensor& tensor) {
    const auto found = tensors.find(tensor.name);
    if (found == tensors.end()) {
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "The original has no tensor that becomes this one.")))
                        .inFile(original.path)
                        .ofTensor(tensor.name));
    }
    if (found->second.shape != tensor.shape) {
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "It is %1 in the original and %2 here: not the same model."),
                           describe(found->second.shape), describe(tensor.shape)))
                .inFile(original.path)
                .ofTensor(tensor.name));
    }
    return openRows(found->second);
}

} // namespace

Result<OriginalRows> originalRowsFor(const Model& model, const ModelPtr& original) {
    if (!original)
        return OriginalRows();
    if (pairedByName(model, *original))
        return originalByName(original);
    MANTISSA_TRY(Converted converted, convertedTensors(original));
    const auto tensors = std::make_shared<const Converted>(std::move(converted));
    return [tensors, original](const Tensor& tensor) { return openConverted(*tensors, *original, tensor); };
}

Result<std::map<std::string, GgufSourceTensor>> originalTensorsFor(const Model& model,
                                                                   const ModelPtr& original) {
    if (!original)
        return Converted();
    if (!pairedByName(model, *original))
        return convertedTensors(original);
    Converted result;
    for (const auto& tensor : withLayoutOf(original, model)->tensors)
        result.emplace(tensor->name, GgufSourceTensor{tensor->name, tensor, tensor->shape, 0});
    return result;
}

ModelPtr withLayoutOf(ModelPtr original, const Model& model) {
    const auto any = [](const Model& one) {
        return std::any_of(one.tensors.begin(), one.tensors.end(),
                           [](const auto& tensor) { return inputsFirst(*tensor); });
    };
    std::shared_ptr<Model> changed;
    if (!any(*original) && !any(model))
        return original;
    for (std::size_t i = 0; i < original->tensors.size(); ++i) {
        const auto& tensor = original->tensors[i];
        const auto like = model.tensor(tensor->name);
        if (!like || inputsFirst(*like) == inputsFirst(*tensor))
            continue;
        if (!changed)
            changed = std::make_shared<Model>(*original);
        changed->tensors[i] = withInputsFirst(tensor, inputsFirst(*like));
    }
    return changed ? changed : original;
}

} // namespace mantissa
