#include "pipeline/export_folder.h"

#include "base/atomic_file.h"
#include "base/mapped_file.h"
#include "files/hugging_face/folder.h"
#include "packings/integer_content.h"
#include "pipeline/transcode.h"
#include "tensor/packed_weight.h"
#include "tensor/weight.h"

#include <algorithm>
#include <array>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view weightEnding = ".weight";

/// A linear layer's matrix, which is what engines replace by their packed one.
bool isLinear(const Tensor& tensor) {
    return tensor.shape.size() == 2 && tensor.name.ends_with(weightEnding) &&
           tensor.place.role != Role::TokenEmbedding && tensor.place.role != Role::Norm;
}

std::string moduleOf(const Tensor& tensor) {
    return tensor.name.substr(0, tensor.name.size() - weightEnding.size());
}

Result<void> checkSource(const Model& model) {
    if (folderFile(model, "config.json").empty()) {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR(
                              "core", "A packing is a whole Hugging Face folder, and only such a folder "
                                      "has the config.json and tokenizer for it. Open the folder that "
                                      "this model comes from, or export GGUF.")))
                        .inFile(model.path));
    }
    // transformers' Conv1D keeps inputs x outputs, and its quantizers turn or skip it, each in its own way.
    if (model.metadata.string("model_type") == "gpt2") {
        return fail(Error(ErrorCode::Unsupported,
                          sentence(MANTISSA_TR(
                              "core", "GPT-2 keeps its matrices turned (Conv1D), and engines do not agree "
                                      "on how to pack those. Export GGUF instead.")))
                        .inFile(model.path));
    }
    return {};
}

/// What engines do not load packed stays as it is.
TensorPlan keptPlain(TensorPlan plan) {
    const Text why =
        sentence(MANTISSA_TR("core", "Engines load embeddings, the output layer and stacked experts as plain "
                                     "numbers only: the tensor stays as it is."));
    return {plan.tensor, std::nullopt, plan.tensor->dtype, storedBytes(*plan.tensor), why};
}

Result<StoredTensor> storedPacked(TensorPlan plan, const ExportOptions& options,
                                  std::vector<PlannedTensor>& parts) {
    StoredTensor stored;
    const Weight weight = weightOf(plan.tensor);
    const Format& format = *plan.scheme->format;
    if (auto fits = options.packing->accepts(format, weight.rows(), weight.columns()); !fits)
        return fail(std::move(std::move(fits).error().ofTensor(plan.tensor->name)));
    stored.storing = Storing::Packed;
    stored.packing = options.packing;
    stored.dtype = DType::Packed;
    stored.source = {plan.tensor->name, plan.tensor, plan.tensor->shape, 0};
    if (options.takeOver) {
        const auto from = storedFormat(*plan.tensor);
        stored.takenOver = from && coincide(**from, format, weight.columns());
    }
    parts = options.packing->parts(format, moduleOf(*plan.tensor), weight.rows(), weight.columns());
    plan.dtype = DType::Packed;
    plan.bytes = 0;
    for (const PlannedTensor& part : parts)
        plan.bytes += byteSize(part.dtype, elementCount(part.shape).value_or(0)).value_or(0);
    stored.plan = std::move(plan);
    return stored;
}

StoredTensor storedPlain(TensorPlan plan) {
    StoredTensor stored;
    const Tensor& tensor = *plan.tensor;
    stored.source = {tensor.name, plan.tensor, tensor.shape, 0};
    // A recipe may want it as F32, or it is of a type that no folder holds.
    const bool asItIs = plan.dtype == tensor.dtype && !info(tensor.dtype).safetensors.empty();
    stored.dtype = asItIs ? tensor.dtype : DType::F32;
    stored.storing = asItIs ? Storing::Copy : Storing::Numbers;
    plan.dtype = stored.dtype;
    plan.bytes = byteSize(stored.dtype, tensor.elements()).value_or(0);
    stored.plan = std::move(plan);
    return stored;
}

/// F16 and BF16 are how a folder keeps plain weights, not packed ones.
StoredTensor storedNumbers(TensorPlan plan) {
    StoredTensor stored;
    stored.source = {plan.tensor->name, plan.tensor, plan.tensor->shape, 0};
    stored.dtype = *plan.scheme->format->info().dtype;
    stored.storing = Storing::Simulated;
    plan.dtype = stored.dtype;
    plan.bytes = byteSize(stored.dtype, plan.tensor->elements()).value_or(0);
    stored.plan = std::move(plan);
    return stored;
}

bool isPlainNumber(const Scheme& scheme) {
    const auto type = scheme.format->info().dtype;
    return type && isFloat(*type);
}

/// Whether a file of the source's folder belongs into the new one: what makes it a model that runs, besides
/// weights and config.json.
bool goesAlong(const fs::path& file) {
    static constexpr std::array starts{"tokenizer",
                                       "vocab",
                                       "merges",
                                       "special_tokens_map",
                                       "added_tokens",
                                       "chat_template",
                                       "generation_config",
                                       "preprocessor_config",
                                       "processor_config",
                                       "spiece",
                                       "sentencepiece",
                                       "LICENSE",
                                       "NOTICE"};
    static constexpr std::array ends{".model", ".tiktoken", ".jinja", ".py"};
    const std::string name = file.filename().string();
    return std::any_of(starts.begin(), starts.end(),
                       [&](const char* start) { return name.starts_with(start); }) ||
           std::any_of(ends.begin(), ends.end(), [&](const char* end) { return name.ends_with(end); });
}

std::vector<fs::path> companionsOf(const Model& model) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(model.folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_regular_file(error) && goesAlong(entry->path()))
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The floats that engines compute in: scales of another type would be rounded when they are loaded.
void setFloatType(ConfigJson& config, std::span<const PackedModule> modules) {
    for (const PackedModule& module : modules) {
        const auto* layout = module.format ? packings::integerLayout(*module.format) : nullptr;
        if (layout == nullptr || layout->grid.scaleType == ScaleType::F32)
            continue;
        config[config.contains("dtype") ? "dtype" : "torch_dtype"] =
            layout->grid.scaleType == ScaleType::BF16 ? "bfloat16" : "float16";
        return;
    }
}

Result<std::string> configText(const Model& model, const Packing& packing,
                               std::span<const PackedModule> modules) {
    MANTISSA_TRY(ConfigJson config, readJson(folderFile(model, "config.json")));
    MANTISSA_TRY(config["quantization_config"], packing.config(modules));
    setFloatType(config, modules);
    return config.dump(2, ' ', false, ConfigJson::error_handler_t::replace) + "\n";
}

} // namespace

Result<ExportPlan> planFolderExport(const ModelPtr& model, const ExportOptions& options,
                                    const Recipe& recipe) {
    MANTISSA_CHECK(checkSource(*model));
    MANTISSA_TRY(auto plans, planTensors(*model, recipe, options.importance != nullptr));
    ExportPlan result;
    std::vector<PackedModule> modules;
    std::vector<PlannedTensor> planned;
    for (TensorPlan& plan : plans) {
        const std::shared_ptr<const Tensor> tensor = plan.tensor;
        const bool packs = plan.scheme && !isPlainNumber(*plan.scheme);
        if (packs && (!isLinear(*tensor) || tensor->place.role == Role::Output))
            plan = keptPlain(std::move(plan));
        std::vector<PlannedTensor> parts;
        if (plan.scheme && !isPlainNumber(*plan.scheme)) {
            modules.push_back({moduleOf(*tensor), plan.scheme->format});
            MANTISSA_TRY(result.tensors.emplace_back(), storedPacked(std::move(plan), options, parts));
        } else {
            if (isLinear(*tensor))
                modules.push_back({moduleOf(*tensor), nullptr});
            result.tensors.push_back(plan.scheme ? storedNumbers(std::move(plan))
                                                 : storedPlain(std::move(plan)));
            parts = {{tensor->name, result.tensors.back().dtype, tensor->shape}};
        }
        planned.insert(planned.end(), parts.begin(), parts.end());
    }
    MANTISSA_TRY(result.config, configText(*model, *options.packing, modules));
    result.carried = companionsOf(*model);
    Metadata metadata;
    metadata.set("format", std::string("pt"));
    MANTISSA_TRY(result.file, planSafetensors(metadata, std::move(planned)));
    return result;
}

Result<void> writeCompanions(const ExportPlan& plan, const fs::path& folder) {
    MANTISSA_TRY(AtomicFile config, AtomicFile::create(folder / "config.json"));
    MANTISSA_CHECK(config.write(plan.config));
    MANTISSA_CHECK(config.commit());
    for (const fs::path& source : plan.carried) {
        MANTISSA_TRY(const auto file, MappedFile::open(source));
        MANTISSA_TRY(AtomicFile copy, AtomicFile::create(folder / source.filename()));
        MANTISSA_CHECK(copy.write(file->bytes()));
        MANTISSA_CHECK(file->check());
        MANTISSA_CHECK(copy.commit());
    }
    return {};
}

} // namespace mantissa
