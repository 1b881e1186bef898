#pragma once
// Element-wise functions and reductions over runs of floats, vectorised for the CPU at run time. The
// exponential is Highway's (hwy/contrib/math, error below 2 units in the last place); sums run in double.
#include <span>

namespace mantissa::vector_math {

bool allFinite(std::span<const float> x);
double sum(std::span<const float> x);
double sumOfSquares(std::span<const float> x);
float maximum(std::span<const float> x); ///< of at least one element

/// sum exp(x - shift)
double sumExp(std::span<const float> x, float shift);
/// x <- exp(x - shift); returns the sum of the results.
double expInPlace(std::span<float> x, float shift);
void scaleInPlace(std::span<float> x, float factor);

// out may be x.
void add(std::span<const float> x, std::span<const float> y, std::span<float> out);
void multiply(std::span<const float> x, std::span<const float> y, std::span<float> out);
void scaledProduct(std::span<const float> x, float factor, std::span<const float> y, std::span<float> out);
void silu(std::span<const float> x, std::span<float> out);     ///< x / (1 + e^-x)
void geluTanh(std::span<const float> x, std::span<float> out); ///< the tanh form (arXiv:1606.08415)
void sigmoid(std::span<const float> x, std::span<float> out);
void tanh(std::span<const float> x, std::span<float> out);

struct WeightedDifference {
    double weight = 0;     ///< sum exp(x - shift)
    double difference = 0; ///< sum exp(x - shift) (x - y)
};
WeightedDifference weightedDifference(std::span<const float> x, std::span<const float> y, float shift);

/// sums[i] += x[i]^2
void addSquares(std::span<const float> x, std::span<double> sums);

} // namespace mantissa::vector_math
