#pragma once
// What a study gathers tile by tile. Counts are joined as tiles finish (integers: any order gives the same);
// sums of doubles and picked values wait in a slot of their tile and are joined in tile order.
#include "analysis/nested_histogram.h"
#include "analysis/tensor_study.h"

#include <mutex>

namespace mantissa {

class TileTally {
public:
    TileTally(const Scheme& scheme, const StudyOptions& options, const Tiling& tiles, std::int64_t rows,
              double sigma);

    /// Callable from many threads. `original` are the values that errors refer to.
    Result<void> add(std::size_t index, const QuantizedTile& tile, std::span<const float> original);
    /// Once all tiles are in: writes what was gathered into the study.
    void finish(TensorStudy& study) const;

private:
    /// What a tile leaves behind besides counts.
    struct Slot {
        ErrorSums sums;
        std::vector<float> rowErrors;
        std::vector<std::int64_t> rowIndex;
        std::vector<float> scales;
        std::vector<float> offsets;
    };
    struct Counts {
        explicit Counts(int bins, std::size_t codes)
            : original(bins), decoded(bins), error(bins), scales(bins), usage(codes) {}
        void add(const Counts& other);

        NestedHistogram original;
        NestedHistogram decoded;
        NestedHistogram error;
        NestedHistogram scales;
        std::vector<std::uint64_t> usage;
        std::uint64_t outliers = 0;
    };

    void measureRows(const QuantizedTile& tile, std::span<const float> original, Slot& slot) const;
    void countValues(const QuantizedTile& tile, std::span<const float> original, Counts& counts) const;
    Result<void> countCodes(std::size_t index, const QuantizedTile& tile, Counts& counts, Slot& slot) const;
    std::vector<float> levelsAtMedian() const;

    const Format& format_;
    int bins_;
    double outlierLimit_;
    std::int64_t rowStride_;      ///< of the rows taken, which to list
    std::size_t scaleTileStride_; ///< of the tiles, which to pick scales from
    std::int64_t rowsPerTile_;
    std::vector<Slot> slots_;
    std::mutex mutex_;
    Counts counts_;
};

} // namespace mantissa
