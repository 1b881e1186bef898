#pragma once
// A part of a text as the original runs it: what it predicts, and its activations at one place of the
// network, so that a changed network can go on from there.
#include "evaluation/prediction.h"
#include "evaluation/sensitivity.h"
#include "network/dependents.h"

#include <map>

namespace mantissa {

class OriginalPass {
public:
    /// Everything given must outlive this.
    OriginalPass(const CausalNetwork& model, const TokenChunks& chunks, const SensitivityOptions& options,
                 const Runtime& runtime, const Task& task);

    /// Chunks [first, last): the original's predictions. What was held of other chunks is dropped.
    Result<void> start(std::int64_t first, std::int64_t last);
    /// Holds what these nodes read. Quick when places are asked for in the order of the network.
    Result<void> holdFrontier(const Dependents& dependents);
    /// Runs the nodes and the head with the weights of `changed`, and adds all scored positions up, in the
    /// order of the text. holdFrontier(dependents) must have been called last.
    Result<void> score(const CausalNetwork& changed, const Dependents& dependents, SensitivitySums& sums);

    /// -ln p of the right tokens under the original, of all chunks so far.
    const MeanSums& nll() const { return nll_; }
    const SensitivityTimes& times() const { return times_; }
    std::uint64_t matrixOperations() const { return operations_; }

private:
    struct Batch {
        std::int64_t firstChunk = 0;
        Array ids;
        Array rows; ///< scored hidden states
        std::vector<Prediction> predictions;
        std::vector<Array> logits;     ///< block by block; empty: computed when needed
        std::map<ValueId, Array> held; ///< activations
    };

    Result<void> predictBatch(Batch& batch, bool keepLogits);
    Result<void> holdFrontier(Batch& batch, const Dependents& dependents);
    Result<void> scoreBatch(const Batch& batch, const CausalNetwork& changed, const Array& rows,
                            SensitivitySums& sums);
    Result<Array> suffix(const Batch& batch, const CausalNetwork& changed);
    Result<Array> logitsOfBlock(const CausalNetwork& network, const Array& rows, std::int64_t block);
    std::vector<Feed> feeds(const Batch& batch) const;
    std::int64_t rowsPerBlock() const;

    const CausalNetwork& model_;
    const TokenChunks& chunks_;
    const SensitivityOptions& options_;
    const Runtime& runtime_;
    const Task& task_;
    std::vector<Batch> batches_;
    MeanSums nll_;
    SensitivityTimes times_;
    std::uint64_t operations_ = 0;
    RunOptions run_;
    RunOptions runScored_; ///< where only scored positions are wanted
};

/// Seconds from its making to its end, added to a sum.
class Stopwatch {
public:
    explicit Stopwatch(double& sum);
    ~Stopwatch();
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    double& sum_;
    std::int64_t start_;
};

} // namespace mantissa
