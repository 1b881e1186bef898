#include "pipeline/export_plan.h"

#include "formats/decode.h"
#include "methods/own_encoder.h"
#include "pipeline/expert_stack.h"
#include "pipeline/export_folder.h"
#include "pipeline/gguf_file_type.h"
#include "pipeline/transcode.h"
#include "tensor/weight.h"

#include <algorithm>
#include <map>

namespace mantissa {

namespace {

Result<void> checkGgufScheme(const TensorPlan& plan) {
    if (!plan.scheme || plan.scheme->format->info().dtype)
        return {};
    return fail(Error(ErrorCode::InvalidArgument,
                      sentence(MANTISSA_TR("core", "A GGUF file cannot hold %1. Choose a GGUF format such as "
                                                   "Q4_K, or export safetensors of the decoded weights."),
                               plan.scheme->text()))
                    .ofTensor(plan.tensor->name));
}

Result<void> checkDecodable(const StoredTensor& stored) {
    if (stored.storing == Storing::Copy || decodable(stored.source.tensor->dtype))
        return {};
    return fail(Error(ErrorCode::Unsupported,
                      sentence(MANTISSA_TR("core", "This tensor is stored as %1, which cannot be decoded, so "
                                                   "it can only be kept as it is."),
                               info(stored.source.tensor->dtype).name))
                    .inFile(stored.source.tensor->file)
                    .ofTensor(stored.source.tensor->name));
}

/// ggml's encoders of some types want a matrix: better said now than after an hour of other tensors.
Result<void> checkImportance(const StoredTensor& stored) {
    const auto& scheme = stored.plan.scheme;
    if (!scheme || scheme->method != &ggmlMethod() || !stored.importance.empty())
        return {};
    MANTISSA_TRY(const auto rows, sourceRows(stored));
    auto planned = scheme->format->plan(*rows, Encoder::Ggml, {}, Task());
    if (planned)
        return {};
    return fail(std::move(std::move(planned).error().ofTensor(stored.source.tensor->name)));
}

StoredTensor storedInGguf(TensorPlan plan, const GgufSourceTensor& source, bool fromGguf) {
    StoredTensor stored;
    stored.source = source;
    stored.dtype = plan.dtype;
    // A packed weight that nothing is said of becomes what it decodes to.
    if (plan.dtype == DType::Packed && !plan.scheme) {
        stored.dtype = plan.dtype = DType::F32;
        plan.bytes = source.tensor->elements() * sizeof(float);
    }
    // What llama.cpp's converter does: norms, biases and routers become F32.
    if (!fromGguf && !plan.scheme && !quantizable(*plan.tensor) && isFloat(plan.dtype)) {
        stored.dtype = DType::F32;
        plan.dtype = DType::F32;
        plan.bytes = source.tensor->elements() * sizeof(float);
    }
    if (plan.scheme)
        stored.storing = Storing::Encoded;
    else if (stored.dtype != source.tensor->dtype || source.interleavedHead > 0 || !source.experts.empty())
        stored.storing = Storing::Numbers;
    plan.tensor = source.tensor;
    stored.plan = std::move(plan);
    return stored;
}

/// As what decoded weights are stored so that the file holds exactly them: F16 and BF16 decode to themselves,
/// the products of scale and code of any other scheme need F32.
DType exactType(const TensorPlan& plan) {
    const auto type = plan.scheme->format->info().dtype;
    return type == DType::F16 || type == DType::BF16 ? *type : DType::F32;
}

StoredTensor storedAsNumbers(TensorPlan plan) {
    StoredTensor stored;
    const Tensor& tensor = *plan.tensor;
    stored.source = {tensor.name, withInputsFirst(plan.tensor, false), tensor.shape, 0}; // as the file has it
    const bool asItIs = !plan.scheme && plan.dtype == tensor.dtype && !info(tensor.dtype).safetensors.empty();
    stored.dtype = asItIs ? tensor.dtype : plan.scheme ? exactType(plan) : DType::F32;
    if (plan.scheme)
        stored.storing = Storing::Simulated;
    else if (!asItIs)
        stored.storing = Storing::Numbers;
    plan.dtype = stored.dtype;
    plan.bytes = *byteSize(stored.dtype, tensor.elements());
    stored.plan = std::move(plan);
    return stored;
}

std::vector<PlannedTensor> plannedTensors(const std::vector<StoredTensor>& tensors) {
    std::vector<PlannedTensor> planned;
    for (const StoredTensor& stored : tensors)
        planned.push_back({stored.source.name, stored.dtype, stored.source.shape});
    return planned;
}

/// The container may put tensors in another order.
void findIndices(ExportPlan& plan) {
    std::map<std::string_view, std::size_t> indices;
    for (std::size_t i = 0; i < plan.file.tensors.size(); ++i)
        indices.emplace(plan.file.tensors[i].name, i);
    for (StoredTensor& stored : plan.tensors) {
        if (stored.storing != Storing::Packed) {
            stored.index = indices.at(stored.source.name);
            continue;
        }
        const Weight weight = weightOf(stored.source.tensor);
        const std::string module = stored.source.name.substr(0, stored.source.name.rfind('.'));
        for (const PlannedTensor& part :
             stored.packing->parts(*stored.plan.scheme->format, module, weight.rows(), weight.columns()))
            stored.parts.push_back(indices.at(part.name));
        stored.index = stored.parts.front();
    }
}

/// Of all experts of a stack, one after another; empty where one of them is not known.
std::vector<float> importanceOf(const TensorImportance& importance, const GgufSourceTensor& source) {
    std::vector<float> all;
    for (const auto& part : partsOf(source)) {
        const std::vector<float>& one = importance.of(part->name);
        if (one.empty())
            return {};
        all.insert(all.end(), one.begin(), one.end());
    }
    return all;
}

/// The keys that llama.cpp's quantize leaves behind.
void tellImportance(const TensorImportance& importance, const std::vector<StoredTensor>& tensors,
                    Metadata& metadata) {
    const auto known = std::count_if(tensors.begin(), tensors.end(), [&](const StoredTensor& stored) {
        return !importance.of(partsOf(stored.source).front()->name).empty();
    });
    metadata.set("quantize.imatrix.file", importance.file);
    if (!importance.dataset.empty())
        metadata.set("quantize.imatrix.dataset", importance.dataset);
    metadata.set("quantize.imatrix.entries_count", static_cast<std::uint32_t>(known));
    metadata.set("quantize.imatrix.chunks_count", importance.chunks);
}

Result<ExportPlan> planGgufExport(const ModelPtr& model, const Recipe& recipe,
                                  const TensorImportance* importance) {
    MANTISSA_TRY(GgufSource source, ggufSourceOf(model));
    const Model view = underGgufNames(*model, source.tensors);
    MANTISSA_TRY(auto plans, planTensors(view, recipe, importance != nullptr, sourceNames(source.tensors)));
    ExportPlan result;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        MANTISSA_CHECK(checkGgufScheme(plans[i]));
        result.tensors.push_back(
            storedInGguf(std::move(plans[i]), source.tensors[i], model->container == Container::Gguf));
    }
    // As llama.cpp writes them, whether anything is quantized or not.
    source.metadata.set("general.quantization_version", std::uint32_t{2});
    source.metadata.set("general.file_type", static_cast<std::uint32_t>(fileTypeOf(recipe)));
    if (importance)
        tellImportance(*importance, result.tensors, source.metadata);
    MANTISSA_TRY(result.file, planGguf(source.metadata, plannedTensors(result.tensors)));
    return result;
}

Result<ExportPlan> planSafetensorsExport(const ModelPtr& model, const Recipe& recipe,
                                         const TensorImportance* importance) {
    MANTISSA_TRY(auto plans, planTensors(*model, recipe, importance != nullptr));
    ExportPlan result;
    for (TensorPlan& plan : plans)
        result.tensors.push_back(storedAsNumbers(std::move(plan)));
    Metadata metadata;
    metadata.set("format", std::string("pt"));
    metadata.set("mantissa.recipe", recipe.text());
    MANTISSA_TRY(result.file, planSafetensors(metadata, plannedTensors(result.tensors)));
    return result;
}

Result<ExportPlan> planIn(const ModelPtr& model, const ExportOptions& options, const Recipe& recipe) {
    switch (options.container) {
    case ExportContainer::Gguf:
        return planGgufExport(model, recipe, options.importance.get());
    case ExportContainer::HuggingFace:
        return planFolderExport(model, options, recipe);
    case ExportContainer::Safetensors:
        break;
    }
    return planSafetensorsExport(model, recipe, options.importance.get());
}

/// Whether the source's codes are codes of the scheme: of every expert, where there are several.
bool canBeTakenOver(const StoredTensor& stored) {
    const auto parts = partsOf(stored.source);
    return std::all_of(parts.begin(), parts.end(), [&](const auto& part) {
        const auto from = storedFormat(*part);
        return from && coincide(**from, *stored.plan.scheme->format, weightOf(part).columns());
    });
}

Result<void> addCalibration(ExportPlan& plan, const Model& model, const ExportOptions& options) {
    std::vector<TensorPlan> plans;
    std::vector<std::size_t> firsts; // of the parts of each tensor
    for (const StoredTensor& stored : plan.tensors) {
        firsts.push_back(plans.size());
        const std::vector<TensorPlan> parts = plansOfParts(stored.source, stored.plan);
        plans.insert(plans.end(), parts.begin(), parts.end());
    }
    if (!options.calibration)
        return refuseUncalibrated(plans);
    if (!needsCalibration(plans))
        return {};
    CalibrationText text = *options.calibration;
    text.maxMemory = options.maxMemory;
    plan.calibration = planCalibration(text, plans, model.architecture ? model.architecture->expertsUsed : 1);
    for (std::size_t i = 0; i < firsts.size(); ++i) { // experts fare alike
        plan.tensors[i].plan.scheme = plans[firsts[i]].scheme;
        plan.tensors[i].plan.fallback = plans[firsts[i]].fallback;
    }
    return {};
}

} // namespace

Result<ExportPlan> planExport(const ModelPtr& model, const ExportOptions& options) {
    MANTISSA_TRY(const Recipe recipe, parseRecipe(options.recipe.text()));
    const TensorImportance* importance = options.importance.get();
    auto plan = planIn(model, options, recipe);
    if (!plan)
        return plan;
    findIndices(*plan);
    MANTISSA_CHECK(addCalibration(*plan, *model, options));
    for (StoredTensor& stored : plan->tensors) {
        MANTISSA_CHECK(checkDecodable(stored));
        stored.takenOver = stored.takenOver ||
                           (options.takeOver && stored.storing == Storing::Encoded && canBeTakenOver(stored));
        if (importance)
            stored.importance = importanceOf(*importance, stored.source);
        MANTISSA_CHECK(checkImportance(stored));
    }
    return plan;
}

} // namespace mantissa
