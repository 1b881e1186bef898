#pragma once
// Adds up scored positions, in the order of the text, and reads the figures off.
#include "evaluation/evaluation.h"
#include "evaluation/prediction.h"

namespace mantissa {

/// One scored position. The last three are of the original and only set where there is one.
struct ScoredPosition {
    Prediction prediction;
    Prediction original;
    double divergence = 0;
};

class PositionSums {
public:
    explicit PositionSums(bool withOriginal) : withOriginal_(withOriginal) {}

    void add(const ScoredPosition& position, std::int32_t target);
    RunningEvaluation running(std::int64_t chunksDone) const;
    /// Fills in the figures; hands over the lists.
    void finish(Evaluation& evaluation) &&;

private:
    Divergence divergence() const;

    bool withOriginal_;
    MeanSums nll_;
    MeanSums originalNll_;
    MeanSums logRatio_;
    MeanSums top1_;
    MeanSums divergence_;
    MeanSums deltaP_;
    MeanSums deltaPSquared_;
    MeanSums sameTop_;
    std::vector<float> nlls_;
    std::vector<float> originalNlls_;
    std::vector<float> divergences_;
};

} // namespace mantissa
