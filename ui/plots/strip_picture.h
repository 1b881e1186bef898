#pragma once
// What a heat strip draws: tensors across, schemes down, one figure as the colour.
#include "models/figure.h"
#include "session/candidate.h"

#include <map>

namespace mantissa::ui {

struct StripRow {
    QString title;
    int slot = -1;
    int id = 0;
    std::shared_ptr<const std::vector<float>> values; ///< in the unit of figureAxis; NaN: not measured
};

struct StripPicture {
    Figure figure = Figure::RelativeRmse;
    std::vector<std::shared_ptr<const Tensor>> tensors; ///< the columns, layer by layer
    std::vector<StripRow> rows;
    float low = 0; ///< of all values; log axis if the figure spans decades
    float high = 1;
    bool logarithmic = false;
};

/// Keeps what does not change: the order of the columns, and the values of results that it has seen.
class StripPictures {
public:
    StripPicture of(const std::vector<Candidate>& candidates, Figure figure);

private:
    struct Kept {
        std::weak_ptr<const Comparison> result;
        std::shared_ptr<const std::vector<float>> values;
    };
    void order(const ComparisonPtr& comparison);

    std::vector<std::shared_ptr<const Tensor>> tensors_;
    std::vector<std::size_t> order_; ///< place in the comparison of each column
    std::map<std::pair<int, Figure>, Kept> kept_;
};

/// The numbers, one line a tensor and scheme.
QString csvOf(const StripPicture& picture);

} // namespace mantissa::ui
