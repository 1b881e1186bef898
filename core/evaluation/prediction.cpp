#include "evaluation/prediction.h"

#include "network/vector_math.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

Prediction predict(std::span<const float> logits, std::int32_t target) {
    const float most = vector_math::maximum(logits);
    Prediction prediction;
    prediction.logSum = static_cast<double>(most) + std::log(vector_math::sumExp(logits, most));
    prediction.nll = prediction.logSum - static_cast<double>(logits[static_cast<std::size_t>(target)]);
    prediction.top = std::find(logits.begin(), logits.end(), most) - logits.begin();
    return prediction;
}

double divergence(std::span<const float> original, const Prediction& originalPrediction,
                  std::span<const float> other, const Prediction& otherPrediction) {
    // With e = exp(x - max): sum p (x - y) + (log sum of y) - (log sum of x), where p = e / sum e. The two
    // terms are small, so little is lost where the rows hardly differ.
    const float most = original[static_cast<std::size_t>(originalPrediction.top)];
    const auto sums = vector_math::weightedDifference(original, other, most);
    return sums.difference / sums.weight + (otherPrediction.logSum - originalPrediction.logSum);
}

} // namespace mantissa
