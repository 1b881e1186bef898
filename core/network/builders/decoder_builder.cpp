#include "network/builders/decoder_builder.h"

#include "formats/decode.h"
#include "network/operators/linear.h"
#include "network/operators/norm.h"

namespace mantissa {

namespace {

/// Stands where a weight could not be had, so that building goes on to its end.
WeightSource nothing(std::int64_t rows, std::int64_t columns) {
    class Nothing final : public RowSource {
    public:
        Nothing(std::int64_t rows, std::int64_t columns) : rows_(rows), columns_(columns) {}
        std::int64_t rows() const override { return rows_; }
        std::int64_t columns() const override { return columns_; }
        Result<void> read(std::int64_t, std::int64_t, std::span<float>) const override {
            return fail(ErrorCode::NotFound, sentence(MANTISSA_TR("core", "The weight is missing.")));
        }

    private:
        std::int64_t rows_;
        std::int64_t columns_;
    };
    return std::make_shared<Nothing>(rows, columns);
}

Result<WeightSource> open(const Model& model, const std::string& name, std::int64_t rows,
                          std::int64_t columns) {
    const auto tensor = model.tensor(name);
    if (!tensor)
        return fail(
            Error(ErrorCode::NotFound,
                  sentence(MANTISSA_TR("core", "The network needs this tensor, but the model does not "
                                               "have it.")))
                .inFile(model.path)
                .ofTensor(name));
    const Weight weight = weightOf(tensor);
    if (weight.rows() != rows || weight.columns() != columns)
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "The network needs the shape %1 × %2 here, but the tensor "
                                               "has %3."),
                           rows, columns, describe(tensor->shape)))
                .inFile(tensor->file)
                .ofTensor(name));
    return openRows(weight);
}

} // namespace

DecoderBuilder::DecoderBuilder(const Model& model, NormNames norms) : model_(model), norms_(norms) {}

void DecoderBuilder::note(Error error) {
    if (!error_)
        error_ = std::move(error);
}

bool DecoderBuilder::has(Part part, int layer, const char* ending) const {
    return model_.tensor(tensorStem(model_.container, norms_, part, layer) + ending) != nullptr;
}

WeightId DecoderBuilder::weight(Part part, int layer, std::int64_t rows, std::int64_t columns,
                                const char* ending) {
    const std::string name = tensorStem(model_.container, norms_, part, layer) + ending;
    if (const auto known = graph_->findWeight(name))
        return *known;
    used_.insert(name);
    auto source = open(model_, name, rows, columns);
    if (!source)
        note(std::move(source).error());
    sources_.push_back(source ? *source : nothing(rows, columns));
    return graph_->addWeight(name, rows, columns);
}

ValueId DecoderBuilder::linear(ValueId x, Part part, int layer, std::int64_t outputs, std::int64_t inputs,
                               bool needsBias) {
    std::vector<WeightId> weights = {weight(part, layer, outputs, inputs)};
    const bool bias = needsBias || has(part, layer, ".bias");
    if (bias)
        weights.push_back(weight(part, layer, 1, outputs, ".bias"));
    return graph_->add(stem(part, layer), std::make_shared<Linear>(bias), {x}, weights);
}

ValueId DecoderBuilder::rmsNorm(ValueId x, Part part, int layer, std::int64_t width, double epsilon,
                                float offset) {
    return graph_->add(stem(part, layer), std::make_shared<RmsNorm>(epsilon, offset), {x},
                       {weight(part, layer, 1, width)});
}

Result<Network> DecoderBuilder::finish() {
    if (error_)
        return fail(*error_);
    for (const auto& tensor : model_.tensors) {
        if (used_.contains(tensor->name) || tensor->place.role == Role::Rope)
            continue;
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "A network of the architecture “%1” has no place for this "
                                               "tensor, so running it would give wrong figures."),
                           model_.architecture->name))
                .inFile(tensor->file)
                .ofTensor(tensor->name));
    }
    return Network::create(graph_, std::move(sources_));
}

} // namespace mantissa
