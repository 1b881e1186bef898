#pragma once
// The original's network with weights as a recipe would leave them: what a quantized file would compute,
// without writing it.
#include "pipeline/calibrated_weights.h"

namespace mantissa {

struct Simulation {
    CausalNetwork network;
    std::uint64_t bytes = 0;       ///< of all tensors of the model under the recipe
    std::uint64_t elements = 0;    ///< of all tensors
    std::size_t quantized = 0;     ///< weights that were
    std::vector<TensorPlan> plans; ///< of all tensors
    std::vector<WeightNote> notes; ///< what calibration had to say
};

/// `importance` may be null: all columns count alike, and mixtures choose types as they do without one. Keeps
/// encoded bytes only; the weights are decoded panel by panel when the network runs. `network` must have been
/// built from `model`. Advances the task by elements. calibration: for methods that must know what comes into
/// each weight. Errors: what planning, running and encoding say; InvalidArgument where such a method gets no
/// text.
Result<Simulation> simulate(const CausalNetwork& network, const Model& model, const Recipe& recipe,
                            const TensorImportancePtr& importance, const Task& task,
                            const TokenChunks* calibration = nullptr);

/// The same with weights that are there already, so that several figures cost one quantization. plans: of all
/// tensors, as fitToNetwork() left them; finished: what calibrated methods made of them, null for none.
Result<Simulation> simulatePlans(const CausalNetwork& network, std::vector<TensorPlan> plans,
                                 const TensorImportancePtr& importance, const CalibratedWeights* finished,
                                 const Task& task);

/// The simulated network with activations rounded to 8 bits where llama.cpp rounds them: before every product
/// with a weight in a GGUF block type (vec_dot_type in ggml-cpu.c of ggml-org/ggml). Its figures are the ones
/// that llama.cpp's tools report.
Result<CausalNetwork> withLlamaActivations(const Simulation& simulation);
/// The same of a model that is run as its file holds it; `network` was built from it. Where no weight is in a
/// block type nothing is rounded, and the network comes back as it was.
Result<CausalNetwork> withLlamaActivations(const CausalNetwork& network, const Model& model);

} // namespace mantissa
