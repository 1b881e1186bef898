#pragma once
// How far decoded values lie from the original ones. ErrorSums add up over tiles, tensors, layers and models
// (in a fixed order); ErrorFigures are read off the sums.
#include <cstdint>
#include <span>

namespace mantissa {

struct ErrorSums {
    std::uint64_t count = 0;
    double original2 = 0; ///< sum x^2
    double decoded2 = 0;  ///< sum y^2
    double product = 0;   ///< sum x*y
    double error2 = 0;    ///< sum (x-y)^2
    double maxAbs = 0;    ///< largest |x-y|
    std::int64_t maxRow = 0;
    std::int64_t maxColumn = 0;

    void add(const ErrorSums& other);
    /// What `elements` elements would give if the rest of the tensor were like the sample that was summed:
    /// sums grow in proportion, so that samples of tensors of different size weigh what they should in a
    /// layer's or model's figures. maxAbs stays what was seen.
    ErrorSums extrapolated(std::uint64_t elements) const;
    bool operator==(const ErrorSums&) const = default;
};

/// Sums of one run of rows; firstRow places maxRow. Spans are rows x columns. Each row is summed in eight
/// interleaved lanes of doubles that are folded in a fixed order, so the result depends on the values alone.
ErrorSums errorSums(std::span<const float> original, std::span<const float> decoded, std::int64_t firstRow,
                    std::int64_t columns);

struct ErrorFigures {
    double rmse = 0;         ///< sqrt(mean error^2), in the unit of the weights
    double relativeRmse = 0; ///< sqrt(sum error^2 / sum x^2); 0 where both are 0, infinite where only x is
    double sqnrDb = 0;       ///< -20 log10(relativeRmse); infinite for an exact copy
    double cosine = 1; ///< between original and decoded, both seen as one vector; 1 where both are 0, 0 where
                       ///< one is
    double maxAbs = 0;
    std::int64_t maxRow = 0; ///< where maxAbs is; the first such place
    std::int64_t maxColumn = 0;
};

ErrorFigures figures(const ErrorSums& sums);

} // namespace mantissa
