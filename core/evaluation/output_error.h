#pragma once
// How far the outputs of linear layers move when their weights are replaced: each layer by itself, on the
// inputs it has in the original network on a calibration text. A better guide than the error of the weight,
// since errors in columns that see little do little.
#include "base/task.h"
#include "evaluation/token_chunks.h"
#include "network/causal_network.h"

#include <span>

namespace mantissa {

/// Squares summed over all outputs of all tokens. Outputs are counted without the bias, which no scheme
/// changes.
struct OutputError {
    double signal = 0; ///< of the original's outputs
    double error = 0;  ///< of the differences

    /// sqrt(error / signal): 0 where both are 0, infinite where only the signal is.
    double relative() const;
    /// Signal to quantization noise ratio: -20 log10(relative()), in decibels; infinite without any error.
    double sqnrDb() const;
};

struct LayerError {
    std::string layer;  ///< the weight's name in the model, without ".weight"; "*" for an expert's number
    std::string weight; ///< its name in the model; the first one of a layer of experts
    std::uint64_t tokens = 0; ///< that went through it; with experts every choice counts
    OutputError output;
    OutputError stored; ///< of the weight itself: signal and error of its elements
};

struct OutputErrorOptions {
    std::int64_t batchTokens = 2048; ///< run together; at least one chunk
    bool output = true;              ///< the head too
};

/// All linear layers whose weight in `changed` is another source than in `original`, in the order in which
/// the network runs; both have the same graph (Network::withWeight, simulate()). Needs memory for one batch
/// and no Hessians. Advances the task by tokens. The figures do not depend on the number of threads. Errors:
/// Mismatch for networks of different graphs; what running and decoding say.
Result<std::vector<LayerError>> outputErrors(const CausalNetwork& original, const CausalNetwork& changed,
                                             const TokenChunks& chunks, const OutputErrorOptions& options,
                                             const Runtime& runtime, const Task& task);

/// The same figure from X^T X (columns x columns, see calibration/linear_inputs.h), for many candidates of
/// one weight: tr(D H D^T) with D the difference, in double precision, since what GPTQ leaves cancels far.
/// Rows [first, first + count) only, so that a stacked weight can be looked at expert by expert.
/// Errors: Mismatch when sizes do not fit; what decoding says.
Result<OutputError> outputErrorOf(const RowSource& original, const RowSource& changed, std::int64_t first,
                                  std::int64_t count, std::span<const double> hessian, const Task& task);

} // namespace mantissa
