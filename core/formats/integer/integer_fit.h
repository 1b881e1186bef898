#pragma once
// Which scale and zero a run of weights gets.
#include "formats/integer/integer_kernels.h"
#include "formats/integer/scale_type.h"

#include <functional>
#include <vector>

namespace mantissa::integer {

/// The grid that a step stretches over the numbers.
struct Grid {
    int bits = 4;
    bool symmetric = true;
    ScaleType scaleType = ScaleType::F16;

    int maxCode() const { return (1 << bits) - 1; }
    int middle() const { return 1 << (bits - 1); } ///< the zero of a symmetric grid
};

/// Round to nearest. Symmetric: scale = absmax / ((2^bits - 1) / 2), codes -2^(bits-1) .. 2^(bits-1) - 1, as
/// torch.ao's observers (calculate_qparams), GPTQ (quant.py, find_params) and compressed-tensors do.
/// Asymmetric: scale = (max - min) / (2^bits - 1) over a range that includes 0, zero = round(-min / scale).
Step rtnStep(const Grid& grid, const Range& range);

/// Whether all values of the grid are finite under this step.
bool representable(const Grid& grid, const Step& step);

/// Looks at the weights that share a step.
struct Measure {
    std::function<std::vector<double>(std::span<const Step> candidates)> errors;
    std::function<FitSums(const Step& step)> sums; ///< its error is the one that errors() gives
};

/// The step with the least error that a search from `start` (rtn's) finds; `start` where nothing is better.
/// Scales stay positive: other programs' kernels expect it.
Step searchStep(const Grid& grid, const Step& start, const Measure& measure);

/// searchStep over values in memory.
Step searchStep(const Grid& grid, const Step& start, std::span<const float> values,
                std::span<const float> importance);

} // namespace mantissa::integer
