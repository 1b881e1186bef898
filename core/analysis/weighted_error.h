#pragma once
// The error that an importance matrix cares about: each squared error weighted with the mean square of what
// comes into its column. Over independent inputs that is the error of the layer's output.
#include <cstdint>
#include <span>

namespace mantissa {

struct WeightedSums {
    double original2 = 0; ///< sum w * x^2
    double error2 = 0;    ///< sum w * (x-y)^2
    bool known = false;   ///< false: there was no importance, the sums are empty

    void add(const WeightedSums& other);
    bool operator==(const WeightedSums&) const = default;
};

/// Sums of one run of rows of a weight; spans are rows x columns. importance: as MethodInput's, one a column
/// or one a column for each expert; rowsPerExpert: how many rows share one. Summed in element order.
WeightedSums weightedSums(std::span<const float> original, std::span<const float> decoded,
                          std::span<const float> importance, std::int64_t firstRow,
                          std::int64_t rowsPerExpert, std::int64_t columns);

/// sqrt(sum w * error^2 / sum w * x^2); not a number where there was no importance, 0 where both are 0.
double relativeWeightedRmse(const WeightedSums& sums);

} // namespace mantissa
