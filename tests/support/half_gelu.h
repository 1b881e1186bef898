#pragma once
// ggml's CPU code looks GELU up in a table of half-precision numbers (ggml_vec_gelu_f32 in ggml-cpu/vec.h of
// ggml-org/ggml): argument and result are rounded to 11 bits. The same network with that rounding, so that
// what else differs can be seen.
#include "network/causal_network.h"
#include "network/operators/elementwise.h"
#include "tensor/float_convert.h"

#include <cmath>

namespace mantissa::support {

class HalfGelu final : public Operator {
public:
    std::string_view kind() const override { return "half_gelu"; }
    Result<Array> forward(Inputs inputs, const OperatorContext&) const override {
        Array y = inputs[0]->clone();
        for (float& value : y.values()) {
            const double x = static_cast<double>(floatFromHalf(halfFromFloat(value)));
            const double gelu =
                0.5 * x * (1 + std::tanh(0.79788456080286535588 * x * (1 + 0.044715 * x * x)));
            value = floatFromHalf(halfFromFloat(static_cast<float>(gelu)));
        }
        return y;
    }
    Result<std::vector<Array>> backward(Inputs inputs, const Array& output, const Array& outputGradient,
                                        const OperatorContext& context) const override {
        return Activation(Activation::Function::GeluTanh).backward(inputs, output, outputGradient, context);
    }
};

inline CausalNetwork withHalfGelu(const CausalNetwork& model) {
    const Graph& old = model.network.graph();
    auto graph = std::make_shared<Graph>();
    std::vector<WeightSource> sources;
    for (WeightId id = 0; id < old.weights().size(); ++id) {
        graph->addWeight(old.weights()[id].name, old.weights()[id].rows, old.weights()[id].columns);
        sources.push_back(model.network.weight(id));
    }
    graph->addInput("ids"); // the first value there too
    for (const Node& node : old.nodes()) {
        const bool gelu = node.op->kind() == "gelu_tanh";
        graph->add(node.name, gelu ? std::make_shared<HalfGelu>() : node.op, node.inputs, node.weights);
    }
    CausalNetwork result = model;
    result.network = *Network::create(graph, std::move(sources));
    return result;
}

} // namespace mantissa::support
