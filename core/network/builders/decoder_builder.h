#pragma once
// What builders share: finding a weight in the model by its part, checking its shape, and adding the operator
// that uses it. The first error is kept and every later call does nothing, so that a builder reads like a
// description of its architecture and asks once, at the end.
#include "network/builders/tensor_names.h"
#include "network/causal_network.h"

#include <set>
#include <unordered_map>

namespace mantissa {

class DecoderBuilder {
public:
    DecoderBuilder(const Model& model, Naming naming);

    Graph& graph() { return *graph_; }
    bool failed() const { return error_.has_value(); }
    bool has(Part part, int layer, const char* ending = ".weight") const;

    /// A weight of rows x columns from the model; kept under the name it has there.
    WeightId weight(Part part, int layer, std::int64_t rows, std::int64_t columns,
                    const char* ending = ".weight");
    /// Weights of rows x columns of all experts: one stacked tensor, or one an expert.
    std::vector<WeightId> expertWeights(Part part, int layer, std::int64_t experts, std::int64_t rows,
                                        std::int64_t columns);
    /// x W^T, with the bias where the model has one (or must have: `needsBias`).
    ValueId linear(ValueId x, Part part, int layer, std::int64_t outputs, std::int64_t inputs,
                   bool needsBias = false);
    ValueId rmsNorm(ValueId x, Part part, int layer, std::int64_t width, double epsilon, float offset);
    ValueId layerNorm(ValueId x, Part part, int layer, std::int64_t width, double epsilon);
    ValueId add(std::string name, OperatorPtr op, std::vector<ValueId> inputs) {
        return graph_->add(std::move(name), std::move(op), std::move(inputs));
    }
    ValueId sum(std::string name, ValueId a, ValueId b);
    /// Columns [first, first + count) of x, under a name of their own.
    ValueId slice(std::string name, ValueId x, std::int64_t first, std::int64_t count);

    /// Weights that the network does not use would be silently wrong results: Unsupported, naming one.
    Result<Network> finish();

private:
    void note(Error error);
    WeightId keep(const std::string& name, std::int64_t rows, std::int64_t columns,
                  Result<WeightSource> source);

    std::shared_ptr<const Tensor> find(const std::string& name) const;
    Result<std::shared_ptr<const Tensor>> need(const std::string& name) const;
    Result<WeightSource> open(const std::string& name, std::int64_t rows, std::int64_t columns,
                              bool transposed) const;
    Result<WeightSource> openStacked(const std::string& name, const Shape& shape) const;

    const Model& model_;
    std::unordered_map<std::string_view, std::shared_ptr<const Tensor>> tensors_; ///< of the model
    TensorNames names_;
    std::shared_ptr<Graph> graph_ = std::make_shared<Graph>();
    std::vector<WeightSource> sources_; ///< as graph_->weights()
    std::set<std::string> used_;
    std::optional<Error> error_;
};

/// "blk.3.name": an activation that no weight gives its name.
std::string layerName(int layer, const char* name);

} // namespace mantissa
