#pragma once
// Methods on equal terms: one model under every format and method of about the same bits a weight, calibrated
// on one text and judged on another: weight error, output error, perplexity, KL divergence, time and memory,
// of the whole model and of each tensor.
#include "evaluation/evaluation.h"
#include "evaluation/output_error.h"
#include "pipeline/calibrated_weights.h"

namespace mantissa {

/// The model under one scheme.
struct ComparedMethod {
    Scheme scheme;
    double bitsPerWeight = 0; ///< of the weights that were quantized, scales included
    std::uint64_t bytes = 0;  ///< of them
    OutputError weight;       ///< of the weights of all linear layers together
    OutputError output;       ///< of their outputs, each layer on the inputs it has in the original
    std::vector<LayerError> layers;
    Estimate perplexity;
    Divergence divergence;               ///< from the original's predictions
    double seconds = 0;                  ///< to quantize, running the layers that are calibrated counted in
    std::optional<std::uint64_t> memory; ///< at most, beyond what the process had before (base/peak_memory.h)
    std::size_t fallbacks = 0;           ///< weights that got another scheme
    std::vector<WeightNote> notes;
    std::optional<Error> failure; ///< then all figures are 0
};

struct MethodComparison {
    std::filesystem::path model;
    std::string calibration; ///< the texts as they were named
    std::string text;
    std::int64_t calibrationTokens = 0;
    std::int64_t context = 0;
    std::int64_t chunks = 0;
    Estimate perplexity; ///< of the original
    int threads = 0;
    std::vector<ComparedMethod> methods; ///< in the order asked
};

struct MethodComparisonOptions {
    const TokenChunks* calibration = nullptr; ///< null: methods that need one fail, with the reason
    TensorImportancePtr importance = {};
    /// Told before and after each scheme, on the thread that compares; may be empty.
    std::function<void(std::size_t index)> started = {};
    std::function<void(std::size_t index, const ComparedMethod&)> measured = {};
};

struct MethodChoice {
    std::vector<int> bits;            ///< 4: all formats from 4 bits a weight to below 4.75, scales included
    std::vector<std::string> formats; ///< ids; empty: all
    std::vector<std::string> methods; ///< ids; empty: all but those that make weights zero
};

/// Every format of the registry of such a size (integer grids both symmetric and not) with every method that
/// takes it, fewest bits first. Errors: NotFound for a format or method that is not there, with the nearest
/// names; InvalidArgument where nothing is left.
Result<std::vector<Scheme>> schemesOfSize(const MethodChoice& choice);

/// A scheme that fails has its error in its row; the others go on. network must have been built from model.
/// Errors: Cancelled; what running the original says; InvalidArgument where every scheme fails.
Result<MethodComparison> compareMethods(const Model& model, const CausalNetwork& network,
                                        const TokenChunks& text, const std::vector<Scheme>& schemes,
                                        const MethodComparisonOptions& options, const Task& task);

} // namespace mantissa
