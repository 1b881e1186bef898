#include "network/builders/decoder_builder.h"

#include "formats/decode.h"
#include "network/operators/elementwise.h"
#include "network/operators/linear.h"
#include "network/operators/norm.h"
#include "network/operators/slice.h"

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

tl::unexpected<Error> wrongShape(const Tensor& tensor, const Shape& wanted) {
    return fail(Error(ErrorCode::Mismatch,
                      sentence(MANTISSA_TR("core", "The network needs the shape %1 here, but the tensor "
                                                   "has %2."),
                               describe(wanted), describe(tensor.shape)))
                    .inFile(tensor.file)
                    .ofTensor(tensor.name));
}

/// What old checkpoints of GPT-2 carry beside weights: the causal mask, which attention makes itself.
bool isMask(const std::string& name) {
    return name.ends_with(".attn.bias") || name.ends_with(".attn.masked_bias");
}

} // namespace

std::string layerName(int layer, const char* name) {
    return "blk." + std::to_string(layer) + "." + name;
}

DecoderBuilder::DecoderBuilder(const Model& model, Naming naming) : model_(model), names_(model, naming) {
    for (const auto& tensor : model.tensors)
        tensors_.emplace(tensor->name, tensor);
}

std::shared_ptr<const Tensor> DecoderBuilder::find(const std::string& name) const {
    const auto found = tensors_.find(name);
    return found == tensors_.end() ? nullptr : found->second;
}

Result<std::shared_ptr<const Tensor>> DecoderBuilder::need(const std::string& name) const {
    if (auto tensor = find(name))
        return tensor;
    return fail(Error(ErrorCode::NotFound,
                      sentence(MANTISSA_TR("core", "The network needs this tensor, but the model does not "
                                                   "have it.")))
                    .inFile(model_.path)
                    .ofTensor(name));
}

Result<WeightSource> DecoderBuilder::open(const std::string& name, std::int64_t rows, std::int64_t columns,
                                          bool transposed) const {
    MANTISSA_TRY(const auto tensor, need(name));
    const Weight weight = weightOf(withInputsFirst(tensor, transposed));
    if (weight.rows() != rows || weight.columns() != columns)
        return wrongShape(*tensor, transposed ? Shape{columns, rows} : Shape{rows, columns});
    return openRows(weight);
}

Result<WeightSource> DecoderBuilder::openStacked(const std::string& name, const Shape& shape) const {
    MANTISSA_TRY(const auto tensor, need(name));
    if (tensor->shape != shape)
        return wrongShape(*tensor, shape);
    return openRows(tensor);
}

void DecoderBuilder::note(Error error) {
    if (!error_)
        error_ = std::move(error);
}

bool DecoderBuilder::has(Part part, int layer, const char* ending) const {
    return find(names_.of(part, layer) + ending) != nullptr;
}

WeightId DecoderBuilder::keep(const std::string& name, std::int64_t rows, std::int64_t columns,
                              Result<WeightSource> source) {
    used_.insert(name);
    if (!source)
        note(std::move(source).error());
    sources_.push_back(source ? *source : nothing(rows, columns));
    return graph_->addWeight(name, rows, columns);
}

WeightId DecoderBuilder::weight(Part part, int layer, std::int64_t rows, std::int64_t columns,
                                const char* ending) {
    const std::string name = names_.of(part, layer) + ending;
    if (const auto known = graph_->findWeight(name))
        return *known;
    const bool transposed = names_.transposed(part) && std::string_view(ending) == ".weight";
    return keep(name, rows, columns, open(name, rows, columns, transposed));
}

std::vector<WeightId> DecoderBuilder::expertWeights(Part part, int layer, std::int64_t experts,
                                                    std::int64_t rows, std::int64_t columns) {
    std::vector<WeightId> weights;
    if (model_.container == Container::Gguf) {
        const std::string name = names_.of(part, layer) + ".weight";
        weights.push_back(keep(name, experts * rows, columns, openStacked(name, {experts, rows, columns})));
        return weights;
    }
    for (std::int64_t expert = 0; expert < experts && !error_; ++expert) {
        const std::string name = names_.of(part, layer, expert) + ".weight";
        weights.push_back(keep(name, rows, columns, open(name, rows, columns, false)));
    }
    return weights;
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

ValueId DecoderBuilder::layerNorm(ValueId x, Part part, int layer, std::int64_t width, double epsilon) {
    return graph_->add(stem(part, layer), std::make_shared<LayerNorm>(epsilon), {x},
                       {weight(part, layer, 1, width), weight(part, layer, 1, width, ".bias")});
}

ValueId DecoderBuilder::sum(std::string name, ValueId a, ValueId b) {
    return add(std::move(name), std::make_shared<Pairwise>(Pairwise::Function::Add), {a, b});
}

ValueId DecoderBuilder::slice(std::string name, ValueId x, std::int64_t first, std::int64_t count) {
    return add(std::move(name), std::make_shared<Slice>(first, count), {x});
}

Result<Network> DecoderBuilder::finish() {
    if (error_)
        return fail(*error_);
    for (const auto& tensor : model_.tensors) {
        if (used_.contains(tensor->name) || tensor->place.role == Role::Rope || isMask(tensor->name))
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
