#include "pipeline/model_importance.h"

#include "calibration/calibration_file.h"
#include "calibration/imatrix_file.h"
#include "pipeline/hash_files.h"
#include "pipeline/llama_conversion.h"
#include "tensor/weight.h"

namespace mantissa {

namespace {

/// GGUF names by the model's own. A model that cannot be converted keeps its own names.
std::map<std::string, std::string> ggufNames(const ModelPtr& model) {
    std::map<std::string, std::string> names;
    for (const auto& tensor : model->tensors)
        names.emplace(tensor->name, tensor->name);
    if (model->container == Container::Gguf)
        return names;
    if (const auto tensors = ggufTensorsOf(model)) {
        for (const GgufSourceTensor& entry : *tensors)
            names[entry.tensor->name] = entry.name;
    }
    return names;
}

} // namespace

Result<TensorImportancePtr> fitImportance(const ModelPtr& model, const ImportanceMatrix& matrix) {
    auto fitted = std::make_shared<TensorImportance>();
    const auto names = ggufNames(model);
    for (const auto& tensor : model->tensors) {
        const Weight weight = weightOf(tensor);
        MANTISSA_TRY(auto columns, matrix.importance(names.at(tensor->name), weight.experts, weight.inputs));
        if (columns.empty())
            continue;
        fitted->columns.emplace(tensor->name, std::move(columns));
        fitted->coverage.emplace(
            tensor->name,
            coverageOf(tensor->name, matrix.entries.at(names.at(tensor->name)), matrix.countsChunks));
    }
    if (fitted->columns.empty()) {
        return fail(
            ErrorCode::Mismatch,
            sentence(MANTISSA_TR("core", "The importance matrix was made for another model: none of its "
                                         "%1 tensors is in this one."),
                     matrix.entries.size()));
    }
    fitted->dataset = matrix.datasets.empty() ? std::string() : matrix.datasets.front();
    fitted->chunks = matrix.chunks;
    return fitted;
}

namespace {

Result<ImportanceMatrix> readAny(const Model& model, const std::filesystem::path& file, const Task& task) {
    if (!isCalibration(file))
        return readImatrix(file);
    task.addTotal(hashUnits(model.files));
    MANTISSA_TRY(const std::string digest, sha256OfFiles(model.files, task));
    MANTISSA_TRY(const SavedCalibration saved, readCalibration(file, digest));
    return saved.calibration.importance(saved.source.text);
}

} // namespace

Result<TensorImportancePtr> loadImportance(const ModelPtr& model, const std::filesystem::path& imatrix,
                                           const Task& task) {
    MANTISSA_TRY(const ImportanceMatrix matrix, readAny(*model, imatrix, task));
    auto fitted = fitImportance(model, matrix);
    if (!fitted)
        return fail(std::move(std::move(fitted).error().inFile(imatrix)));
    auto named = std::make_shared<TensorImportance>(**fitted);
    named->file = imatrix.filename().string();
    return named;
}

} // namespace mantissa
