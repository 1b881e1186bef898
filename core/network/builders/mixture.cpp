#include "network/builders/mixture.h"

#include "network/operators/expert_linear.h"
#include "network/operators/routing.h"
#include "network/operators/softmax.h"

namespace mantissa {

namespace {

/// A sum of weights below it counts as this much: the smallest normal half-precision number, as llama.cpp has
/// it (build_moe_ffn in llama-graph.cpp of ggml-org/llama.cpp).
constexpr float leastSum = 6.103515625e-5F;

} // namespace

ValueId addMixture(DecoderBuilder& builder, ValueId normed, int layer, std::int64_t width,
                   const ExpertSettings& experts, Activation::Function activation) {
    const auto expertLinear = [&](ValueId x, ValueId chosen, Part part, std::int64_t outputs,
                                  std::int64_t inputs) {
        return builder.graph().add(stem(part, layer), std::make_shared<ExpertLinear>(experts.count),
                                   {x, chosen},
                                   builder.expertWeights(part, layer, experts.count, outputs, inputs));
    };
    const ValueId router = builder.linear(normed, Part::Router, layer, experts.count, width);
    const ValueId odds =
        builder.add(layerName(layer, "ffn_moe_probs"), std::make_shared<Softmax>(), {router});
    const ValueId chosen =
        builder.add(layerName(layer, "ffn_moe_topk"), std::make_shared<TopColumns>(experts.used), {odds});
    ValueId weights =
        builder.add(layerName(layer, "ffn_moe_weights"), std::make_shared<PickColumns>(), {odds, chosen});
    if (experts.normalized)
        weights = builder.add(layerName(layer, "ffn_moe_weights_norm"),
                              std::make_shared<ShareOfSum>(leastSum), {weights});
    const ValueId gate = expertLinear(normed, chosen, Part::ExpertGate, experts.length, width);
    const ValueId up = expertLinear(normed, chosen, Part::ExpertUp, experts.length, width);
    const ValueId active =
        builder.add(layerName(layer, "ffn_moe_act"), std::make_shared<Activation>(activation), {gate});
    const ValueId gated = builder.add(layerName(layer, "ffn_moe_gated"),
                                      std::make_shared<Pairwise>(Pairwise::Function::Multiply), {active, up});
    const ValueId down = expertLinear(gated, chosen, Part::ExpertDown, width, experts.length);
    return builder.add(layerName(layer, "ffn_moe_out"), std::make_shared<WeightedSum>(), {down, weights});
}

} // namespace mantissa
