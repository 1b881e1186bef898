#include "pipeline/llama_conversion.h"

#include "formats/decode.h"
#include "pipeline/expert_stack.h"
#include "pipeline/llama_hyperparameters.h"
#include "pipeline/llama_tensors.h"
#include "pipeline/tokenizer_metadata.h"

namespace mantissa {

namespace {

/// Row 2j + i of a head is row i * length/2 + j of the source.
class InterleavedRows final : public RowSource {
public:
    InterleavedRows(std::shared_ptr<const RowSource> source, std::int64_t head)
        : source_(std::move(source)), head_(head) {}

    std::int64_t rows() const override { return source_->rows(); }
    std::int64_t columns() const override { return source_->columns(); }

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        const auto width = static_cast<std::size_t>(columns());
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t from = interleavedRow(first + i, head_);
            MANTISSA_CHECK(source_->read(from, 1, out.subspan(static_cast<std::size_t>(i) * width, width)));
        }
        return {};
    }

private:
    std::shared_ptr<const RowSource> source_;
    std::int64_t head_;
};

/// A bias is one row to everybody else; to be permuted it must be a column.
Weight asRows(const GgufSourceTensor& tensor) {
    Weight weight = weightOf(tensor.tensor);
    if (tensor.interleavedHead > 0 && tensor.shape.size() == 1) {
        weight.outputs = weight.inputs;
        weight.inputs = 1;
        weight.outputStride = 1;
    }
    return weight;
}

/// The permuted bias, one row again.
class TransposedColumn final : public RowSource {
public:
    explicit TransposedColumn(std::shared_ptr<const RowSource> column) : column_(std::move(column)) {}
    std::int64_t rows() const override { return 1; }
    std::int64_t columns() const override { return column_->rows(); }
    Result<void> read(std::int64_t /*first*/, std::int64_t count, std::span<float> out) const override {
        return count == 0 ? Result<void>() : column_->read(0, column_->rows(), out);
    }

private:
    std::shared_ptr<const RowSource> column_;
};

std::vector<GgufSourceTensor> unchangedTensors(const Model& model) {
    std::vector<GgufSourceTensor> tensors;
    for (const auto& tensor : model.tensors)
        tensors.push_back({tensor->name, tensor, tensor->shape, 0});
    return tensors;
}

GgufSource unchanged(const Model& model) {
    GgufSource source;
    source.metadata = model.metadata;
    for (const char* key : {"split.no", "split.count", "split.tensors.count"})
        source.metadata.remove(key);
    source.tensors = unchangedTensors(model);
    return source;
}

Result<void> requireFolder(const Model& model) {
    if (!model.folder.empty())
        return {};
    return fail(Error(ErrorCode::Unsupported,
                      sentence(MANTISSA_TR("core", "A GGUF file needs the model's config.json and "
                                                   "tokenizer.json. Open the model's folder, or export "
                                                   "safetensors.")))
                    .inFile(model.path));
}

} // namespace

Result<GgufSource> ggufSourceOf(const ModelPtr& model) {
    if (model->container == Container::Gguf)
        return unchanged(*model);
    MANTISSA_CHECK(requireFolder(*model));
    GgufSource source;
    MANTISSA_TRY(const LlamaFamily family, llamaFamilyOf(*model));
    MANTISSA_CHECK(addHyperparameters(*model, family, source.metadata));
    MANTISSA_TRY(source.tensors, llamaTensors(*model, family));
    MANTISSA_CHECK(addTokenizer(*model, source.metadata, source.warnings));
    return source;
}

Result<std::vector<GgufSourceTensor>> ggufTensorsOf(const ModelPtr& model) {
    if (model->container == Container::Gguf)
        return unchangedTensors(*model);
    MANTISSA_CHECK(requireFolder(*model));
    MANTISSA_TRY(const LlamaFamily family, llamaFamilyOf(*model));
    Metadata figures; // to know that they can be relied on
    MANTISSA_CHECK(addHyperparameters(*model, family, figures));
    return llamaTensors(*model, family);
}

Model underGgufNames(const Model& model, const std::vector<GgufSourceTensor>& tensors) {
    Model view;
    view.path = model.path;
    view.container = Container::Gguf;
    view.architecture = model.architecture;
    if (const auto family = llamaFamilyOf(model); family && model.container != Container::Gguf)
        view.architecture->name = family->name;
    for (const GgufSourceTensor& entry : tensors) {
        auto tensor = std::make_shared<Tensor>(*entry.tensor);
        tensor->name = entry.name;
        tensor->shape = entry.shape;
        view.tensors.push_back(std::move(tensor));
    }
    return view;
}

std::vector<std::string> sourceNames(const std::vector<GgufSourceTensor>& tensors) {
    std::vector<std::string> names;
    for (const GgufSourceTensor& entry : tensors)
        names.push_back(entry.tensor->name);
    return names;
}

Result<std::shared_ptr<const RowSource>> openRows(const GgufSourceTensor& tensor) {
    if (!tensor.experts.empty())
        return openStack(tensor);
    MANTISSA_TRY(auto rows, openRows(asRows(tensor)));
    if (tensor.interleavedHead == 0)
        return rows;
    rows = std::make_shared<InterleavedRows>(std::move(rows), tensor.interleavedHead);
    if (tensor.shape.size() == 1)
        rows = std::make_shared<TransposedColumn>(std::move(rows));
    return rows;
}

} // namespace mantissa
