#pragma once
// What comes into the linear layers of a network on a text: sums of squares and ranges of every column, and
// if asked for the second moments X^T X that GPTQ and its relatives need. Layers that read the same
// activation (q, k and v) share one entry. Layers of experts are looked at expert by expert: each counts the
// tokens that chose it.
#include "base/task.h"
#include "calibration/importance_matrix.h"
#include "calibration/value_histogram.h"
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

#include <span>

namespace mantissa {

struct LinearInput {
    std::vector<std::string> weights; ///< that read it, under their GGUF names ("blk.0.attn_q.weight")
    std::vector<double> squares;      ///< sum of x^2, one a column; experts one after another
    std::vector<float> low; ///< least and greatest value, as squares; infinite for an expert that saw nothing
    std::vector<float> high;
    std::vector<std::uint64_t> counts; ///< rows seen: one number, or one an expert
    std::uint64_t tokens = 0;          ///< rows seen by all together
    std::int64_t firstExpert = 0;      ///< of the layer's, where only some of them are here
    std::vector<double> hessian;       ///< X^T X, columns x columns an expert; empty unless asked for
    std::vector<ValueHistogram>
        histograms; ///< of all columns together, one an expert; empty unless asked for

    std::int64_t experts() const { return static_cast<std::int64_t>(counts.size()); }
    std::int64_t columns() const { return static_cast<std::int64_t>(squares.size() / counts.size()); }
    /// X^T X of one expert; empty unless asked for.
    std::span<const double> hessianOf(std::int64_t expert) const;
};

/// Some of the experts of a layer, one after another.
struct ExpertRange {
    std::int64_t first = 0;
    std::int64_t count = 0; ///< 0: all
};

/// Adds what comes into one linear node (Operator::isLinear) to its figures, which are empty at first: for
/// drivers that run a network piece by piece. Of a layer of experts only those named are looked at. Errors:
/// Mismatch where inputs and experts do not fit.
Result<void> addInputs(LinearInput& input, const Node& node, Inputs values, bool hessian, const Task& task,
                       bool histogram = false, ExpertRange range = {});

struct Calibration {
    std::vector<LinearInput> inputs; ///< in the order in which the network runs
    std::int64_t chunks = 0;
    std::int64_t context = 0;

    /// Null if no layer with this weight was observed.
    const LinearInput* of(std::string_view weight) const;
    /// As llama.cpp's importance matrix.
    ImportanceMatrix importance(std::string dataset) const;
};

struct CalibrationOptions {
    std::int64_t batchTokens = 2048; ///< run together; at least one chunk
    bool output = false;             ///< the head too; llama.cpp leaves it out unless asked
    bool hessians = false;           ///< columns^2 doubles for each input and expert
    bool histograms = false;         ///< a few kilobytes for each input and expert
};

/// Every token of every chunk counts (not only the half that perplexity scores). Advances the task by tokens.
/// The sums do not depend on the number of threads. Errors: what running says.
Result<Calibration> calibrate(const CausalNetwork& model, const TokenChunks& chunks,
                              const CalibrationOptions& options, const Runtime& runtime, const Task& task);

} // namespace mantissa
