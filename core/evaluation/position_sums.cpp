#include "evaluation/position_sums.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

/// exp(mean), its error by the first derivative.
Estimate exponential(const Estimate& mean) {
    const double value = std::exp(mean.value);
    return {value, value * mean.error};
}

} // namespace

double percentile(std::span<const float> sorted, double share) {
    if (sorted.empty())
        return 0;
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto index = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(index);
    const std::size_t next = std::min(index + 1, sorted.size() - 1);
    return (1 - part) * static_cast<double>(sorted[index]) + part * static_cast<double>(sorted[next]);
}

void PositionSums::add(const ScoredPosition& position, std::int32_t target) {
    const Prediction& prediction = position.prediction;
    nll_.add(prediction.nll);
    nlls_.push_back(static_cast<float>(prediction.nll));
    top1_.add(prediction.top == target ? 1 : 0);
    if (!withOriginal_)
        return;
    const Prediction& original = position.original;
    originalNll_.add(original.nll);
    originalNlls_.push_back(static_cast<float>(original.nll));
    logRatio_.add(prediction.nll - original.nll);
    divergence_.add(position.divergence);
    divergences_.push_back(static_cast<float>(position.divergence));
    const double deltaP = std::exp(-prediction.nll) - std::exp(-original.nll);
    deltaP_.add(deltaP);
    deltaPSquared_.add(deltaP * deltaP);
    sameTop_.add(prediction.top == original.top ? 1 : 0);
}

RunningEvaluation PositionSums::running(std::int64_t chunksDone) const {
    RunningEvaluation running{chunksDone, exponential(nll_.mean()), std::nullopt, std::nullopt};
    if (withOriginal_) {
        running.meanDivergence = divergence_.mean();
        running.logRatio = logRatio_.mean();
    }
    return running;
}

Divergence PositionSums::divergence() const {
    std::vector<float> sorted = divergences_;
    std::sort(sorted.begin(), sorted.end());
    Divergence figures;
    figures.mean = divergence_.mean();
    figures.median = percentile(sorted, 0.5);
    figures.percentile90 = percentile(sorted, 0.90);
    figures.percentile95 = percentile(sorted, 0.95);
    figures.percentile99 = percentile(sorted, 0.99);
    figures.percentile999 = percentile(sorted, 0.999);
    figures.maximum = sorted.empty() ? 0 : static_cast<double>(sorted.back());
    figures.meanDeltaP = deltaP_.mean();
    const Estimate square = deltaPSquared_.mean();
    figures.rmsDeltaP.value = std::sqrt(square.value);
    figures.rmsDeltaP.error = square.value > 0 ? 0.5 * square.error / figures.rmsDeltaP.value : 0;
    figures.sameTop = sameTop_.mean();
    figures.logRatio = logRatio_.mean();
    return figures;
}

void PositionSums::finish(Evaluation& evaluation) && {
    evaluation.scored = nll_.count();
    evaluation.perplexity = exponential(nll_.mean());
    evaluation.top1 = top1_.mean();
    if (withOriginal_) {
        evaluation.originalPerplexity = exponential(originalNll_.mean());
        evaluation.divergence = divergence();
    }
    evaluation.nll = std::move(nlls_);
    evaluation.originalNll = std::move(originalNlls_);
    evaluation.divergences = std::move(divergences_);
}

} // namespace mantissa
