#pragma once
// Pictures of several candidates side by side. Pure functions of what they are given.
#include "models/figure.h"
#include "plots/picture.h"
#include "session/candidate.h"

#include <functional>

namespace mantissa::ui {

struct LayersRequest {
    Figure figure = Figure::RelativeRmse;
    std::optional<Role> role; ///< of these tensors only; nothing: all of a layer together
    bool logarithmic = true;
    int selectedCandidate = 0;
    int selectedLayer = -2; ///< -1: outside the layers; -2: none
};

/// The layers that have measured tensors, ascending; -1 (outside the layers) first.
std::vector<int> measuredLayers(const std::vector<Candidate>& candidates);

/// One line a shown candidate over the layers.
Picture layersPicture(const std::vector<Candidate>& candidates, const LayersRequest& request);

/// Size against error of every shown candidate, with the Pareto front.
Picture tradeoffPicture(const std::vector<Candidate>& candidates, Figure across, Figure up,
                        int selectedCandidate);

} // namespace mantissa::ui
