#include "evaluation/perplexity_change.h"

#include <cmath>

namespace mantissa {

std::optional<Estimate> perplexityChange(const Evaluation& evaluation) {
    const std::size_t count = evaluation.nll.size();
    if (count == 0 || evaluation.originalNll.size() != count)
        return std::nullopt;
    MeanSums own;
    MeanSums original;
    for (std::size_t i = 0; i < count; ++i) {
        own.add(static_cast<double>(evaluation.nll[i]));
        original.add(static_cast<double>(evaluation.originalNll[i]));
    }
    const double slope = std::exp(own.mean().value);
    const double originalSlope = std::exp(original.mean().value);
    MeanSums difference;
    for (std::size_t i = 0; i < count; ++i)
        difference.add(slope * static_cast<double>(evaluation.nll[i]) -
                       originalSlope * static_cast<double>(evaluation.originalNll[i]));
    return Estimate{slope - originalSlope, difference.mean().error};
}

} // namespace mantissa
