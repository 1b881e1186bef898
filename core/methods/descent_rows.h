#pragma once
// Coordinate descent over the codes of some rows of a weight: each weight in turn takes the level with which
// the output of the layer errs least, all others held fixed.
#include "methods/gptq_rows.h"

namespace mantissa {

/// What a layer's errors are weighed with: H, damped and over its mean diagonal, in single precision.
struct DescentMoments {
    std::int64_t columns = 0;
    std::vector<float> values; ///< columns x columns; empty where nothing was seen
};

/// damping: as FeedbackFactor::damping; dead columns stand alone.
DescentMoments descentMoments(std::span<const double> hessian, std::int64_t columns, double damping);

/// Scales are fixed from the original weights. Each row begins with GPTQ's codes or those of rounding to
/// nearest, whichever err less; every step lessens tr(D H D^T), with D what the rows are off by, so no row
/// ends worse than either. out: the format's bytes. Errors: as gptqCodes().
Result<void> descendRows(const Format& format, const ScalarGrid& grid, const RowTile& tile,
                         const FeedbackFactor& factor, const DescentMoments& moments, std::int64_t sweeps,
                         std::span<std::byte> out);

} // namespace mantissa
