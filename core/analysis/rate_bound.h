#pragma once
// How much is left to gain: the error of a code beside what no code of its size can beat, and beside what the
// best scalar quantizer of its size has, for weights that are independent draws from one Gaussian.
//
// Bound: Shannon's rate-distortion function of a Gaussian source, D(R) = sigma^2 2^-2R (Cover and Thomas,
// Elements of Information Theory, theorem 10.3.2), so that the relative RMSE is 2^-R at R bits a weight.
// Scalar: Lloyd (1957, published 1982) and Max, "Quantizing for Minimum Distortion", IRE Trans. Inform.
// Theory 6 (1960): each level is the mean of its cell, each border lies halfway between two levels.
// Real weights are no such draws: where their size differs from block to block a code that follows it may lie
// below both.
#include "analysis/error_figures.h"

namespace mantissa {

/// Relative RMSE of the bound: 2^-bits.
double gaussianBound(double bitsPerWeight);

/// Mean squared error of the best scalar quantizer of N(0,1) with this many levels; 1 for one level.
double lloydMaxDistortion(int levels);

/// Relative RMSE of the best scalar quantizer with 2^bits levels. Where that is no whole number, the two
/// quantizers next to it share the weights so that the mean of their widths, each log2(levels), is `bits`.
double lloydMaxBound(double bitsPerWeight);

/// Relative errors below this say nothing of a code: no 16-bit number comes that close to a continuous
/// source, so the values were on the code's grid before (BF16 weights in F16).
inline constexpr double leastTellingError = 0x1p-20;

struct BoundFigures {
    double bound = 0;    ///< relative RMSE that no code of this size can beat
    double lloydMax = 0; ///< relative RMSE of the best scalar quantizer of this size
    /// Bits a weight by which a code at the bound would be smaller at the same error; negative where weights
    /// are no single Gaussian. Not a number where there is no error, or nearly none (leastTellingError).
    double bitsLeft = 0;
};

BoundFigures boundFigures(double bitsPerWeight, const ErrorSums& sums);

/// Of several tensors together: each at the bound for the bits that it got, errors added up.
class BoundSums {
public:
    void add(double bitsPerWeight, const ErrorSums& sums);
    BoundFigures figures() const;

private:
    double bound2_ = 0;
    double lloydMax2_ = 0;
    double original2_ = 0;
    double error2_ = 0;
};

} // namespace mantissa
