#pragma once
// A language model as a network: token ids [sequences, length] in, the last hidden state and from it the
// logits of the next token out. Built from a model file by the rules of its architecture.
#include "files/model.h"
#include "network/network.h"

namespace mantissa {

struct CausalNetwork {
    Network network;
    ValueId ids = 0;    ///< integers [sequences, length]
    ValueId hidden = 0; ///< [sequences, length, width], normalised: what the logits are made of, row by row
    ValueId logits = 0; ///< [..., vocabulary]
    std::int64_t vocabulary = 0;
    std::int64_t width = 0;
    std::int64_t contextLength = 0; ///< that the model was trained for; 0: not known
    std::string architecture;
    std::filesystem::path file; ///< the model's, for errors
};

/// Errors: Unsupported for an architecture that is not known (by name) or that uses something we cannot run;
/// NotFound and Mismatch for tensors that are missing or of the wrong shape; Malformed for hyperparameters
/// that make no sense.
Result<CausalNetwork> buildNetwork(const Model& model);

/// "llama", "qwen2", ...: what buildNetwork() knows.
std::vector<std::string_view> knownArchitectures();

/// run() of a model's network; an error that says no file gets the model's.
Result<std::vector<Array>> runModel(const CausalNetwork& model, std::span<const Feed> feeds,
                                    std::span<const ValueId> wanted, const Runtime& runtime, const Task& task,
                                    const RunOptions& options = {});

/// Runs ids (rows of equal length) through to the hidden state.
Result<Array> hiddenStates(const CausalNetwork& model, const Array& ids, const Runtime& runtime,
                           const Task& task, const RunOptions& options = {});
/// Logits of rows of hidden states: hidden [..., width] -> [..., vocabulary].
Result<Array> logitsOf(const CausalNetwork& model, const Array& hidden, const Runtime& runtime,
                       const Task& task, const RunOptions& options = {});

} // namespace mantissa
