#pragma once
// Pictures of several candidates side by side. Pure functions of what they are given.
#include "models/figure.h"
#include "plots/picture.h"
#include "session/candidate.h"

#include <map>
#include <optional>

namespace mantissa::ui {

struct LayersRequest {
    Figure figure = Figure::RelativeRmse;
    std::optional<Role> role; ///< of these tensors only; nothing: all of a layer together
    bool logarithmic = true;
    int selectedCandidate = 0;
    int selectedLayer = -2; ///< -1: outside the layers; -2: none
};

/// What a layer's tensors of one role (or all) add up to.
struct LayerSum {
    ErrorSums errors;
    std::uint64_t bytes = 0;
    std::uint64_t elements = 0;
};

/// Remembers the sums of results that have not changed: a model may have 100,000 tensors, and a picture is
/// drawn again whenever the selection moves.
class LayerSums {
public:
    /// By layer. The reference holds until the candidate has another result.
    const std::map<int, LayerSum>& of(const Candidate& candidate, std::optional<Role> role);

private:
    struct Kept {
        std::weak_ptr<const Comparison> result; // must not be the one that keeps it
        std::map<int, LayerSum> sums;
    };
    std::map<std::pair<int, int>, Kept> kept_; ///< by candidate and role; -1: all
};

/// The layers that have measured tensors, ascending; -1 (outside the layers) first.
std::vector<int> measuredLayers(const std::vector<Candidate>& candidates, LayerSums& sums);

/// One line a shown candidate over the layers.
Picture layersPicture(const std::vector<Candidate>& candidates, const LayersRequest& request,
                      LayerSums& sums);

/// Size against error of every shown candidate, with the Pareto front.
Picture tradeoffPicture(const std::vector<Candidate>& candidates, Figure across, Figure up,
                        int selectedCandidate);

} // namespace mantissa::ui
