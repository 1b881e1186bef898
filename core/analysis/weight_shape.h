#pragma once
// Why a weight is hard to quantize: how far its values are from a Gaussian's, and where the large ones sit.
#include "base/task.h"
#include "tensor/row_source.h"

namespace mantissa {

struct WeightShape {
    std::uint64_t count = 0;
    double rms = 0;
    double kurtosis = 3;    ///< fourth moment over the squared second, about zero; 3 for a Gaussian
    double peakOverRms = 0; ///< largest |x| over rms
    /// Mean over runs of 32 weights of the largest |x| over the run's own rms: what a block's scale has to
    /// stretch to. Gaussian: gaussianBlockPeak.
    double blockPeak = 0;
    std::int64_t columns = 0;
    /// Columns whose mean square is more than outlierColumnFactor times the median column's.
    std::int64_t outlierColumns = 0;
    double outlierColumnEnergy = 0; ///< the share of all squares that they hold
    std::int64_t heaviestColumn = 0;
    double zeroShare = 0; ///< of weights that are exactly 0
};

/// Of 32 independent normal values; a mean over 40,000 drawn blocks.
inline constexpr double gaussianBlockPeak = 2.37;
/// Twice the size of its neighbours.
inline constexpr double outlierColumnFactor = 4;

/// One pass. Error Numeric for NaN or Inf; what reading says. The same figures whatever the number of
/// threads.
Result<WeightShape> shapeOf(const RowSource& rows, const Task& task);

} // namespace mantissa
