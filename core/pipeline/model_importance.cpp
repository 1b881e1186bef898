#include "pipeline/model_importance.h"

#include "calibration/calibration_file.h"
#include "calibration/imatrix_file.h"
#include "pipeline/expert_stack.h"
#include "pipeline/hash_files.h"
#include "tensor/weight.h"

namespace mantissa {

namespace {

/// Which part of a matrix's tensor it is.
struct Known {
    std::string name;
    std::int64_t expert = 0;
    std::int64_t of = 1;
};

/// GGUF names by the model's own. A model that cannot be converted keeps its own names.
std::map<std::string, Known> ggufNames(const ModelPtr& model) {
    std::map<std::string, Known> names;
    for (const auto& tensor : model->tensors)
        names.emplace(tensor->name, Known{tensor->name});
    if (model->container == Container::Gguf)
        return names;
    if (const auto tensors = ggufTensorsOf(model)) {
        for (const GgufSourceTensor& entry : *tensors) {
            const auto parts = partsOf(entry);
            const auto count = static_cast<std::int64_t>(parts.size());
            for (std::int64_t i = 0; i < count; ++i)
                names[parts[static_cast<std::size_t>(i)]->name] = {entry.name, i, count};
        }
    }
    return names;
}

/// What one expert of a stack saw, in so many columns. The older form of the file has one count for all of
/// them, and where they share their inputs there is but one set of sums.
ImportanceEntry partOf(const ImportanceEntry& entry, const Known& known, std::int64_t columns) {
    if (known.of <= 1 || static_cast<std::int64_t>(entry.sums.size()) == columns)
        return entry;
    const std::ptrdiff_t first = known.expert * columns;
    const std::size_t count = entry.counts.size() == 1 ? 0 : static_cast<std::size_t>(known.expert);
    return {{entry.sums.begin() + first, entry.sums.begin() + first + columns}, {entry.counts[count]}};
}

} // namespace

Result<TensorImportancePtr> fitImportance(const ModelPtr& model, const ImportanceMatrix& matrix) {
    auto fitted = std::make_shared<TensorImportance>();
    const auto names = ggufNames(model);
    for (const auto& tensor : model->tensors) {
        const Weight weight = weightOf(tensor);
        const Known& known = names.at(tensor->name);
        MANTISSA_TRY(auto columns, matrix.importance(known.name, weight.experts * known.of, weight.inputs));
        if (columns.empty())
            continue;
        if (known.of > 1) {
            const std::ptrdiff_t first = known.expert * weight.inputs;
            columns = {columns.begin() + first, columns.begin() + first + weight.inputs};
        }
        fitted->columns.emplace(tensor->name, std::move(columns));
        fitted->coverage.emplace(tensor->name,
                                 coverageOf(tensor->name,
                                            partOf(matrix.entries.at(known.name), known, weight.inputs),
                                            matrix.countsChunks));
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
