#pragma once
// Which weights a scheme hurts most, judged against others of their kind: large tensors differ from small
// ones and attention from feed-forward, so each is held against the median of its role.
#include "analysis/comparison.h"

namespace mantissa {

struct HurtTensor {
    std::size_t index = 0; ///< in Comparison::tensors
    double error = 0;      ///< relative RMSE
    double median = 0;     ///< of its peers
    double ratio = 1;      ///< error / median
    /// Modified z-score of log(error) among the peers (see hurtTensors).
    double score = 0;
    bool outlier = false;
    /// Of its role; false: too few of them, so all weights under the same scheme are its peers.
    bool ofItsRole = true;
};

struct HurtLayer {
    int layer = -1; ///< -1: outside the layers
    double error = 0;
};

struct HurtReport {
    std::vector<HurtTensor> tensors; ///< all that were measured, the most hurt first
    std::vector<HurtLayer> layers;   ///< likewise
    double medianLayer = 0;          ///< of the layers inside the network
};

/// Peers: weights of the same role that got the same scheme (a mixture gives several), at least four of them.
/// Outliers: modified z-score above 3.5 (B. Iglewicz and D. Hoaglin, "How to Detect and Handle Outliers",
/// 1993: 0.6745 (x - median) / MAD), of logarithms because errors differ by factors, and at least a tenth
/// above the median, because among peers that agree to the third digit any score means nothing.
/// Errors that are zero or infinite take no part in the medians. scheme: index into each tensor's list.
HurtReport hurtTensors(const Comparison& comparison, std::size_t scheme);

} // namespace mantissa
