#pragma once
// Pictures of a weight's rows and columns: cells of 2^n x 2^m weights, computed tile by tile on demand.
#include "analysis/histogram.h"
#include "analysis/quantized_rows.h"

namespace mantissa {

enum class MapValue { Original, Decoded, Error }; ///< error: original - decoded

/// What stands for the weights of a cell.
enum class CellRule {
    Largest, ///< the one of largest magnitude, with its sign; the first such
    Mean,
};

struct MapTileRequest {
    MapValue value = MapValue::Original;
    CellRule rule = CellRule::Largest;
    int rowLevel = 0; ///< a cell covers 2^rowLevel rows
    int columnLevel = 0;
    std::int64_t firstRow = 0; ///< in cells
    std::int64_t firstColumn = 0;
    int rows = 0; ///< in cells; less is given at the edges
    int columns = 0;
    std::optional<std::pair<float, float>> range; ///< mark original weights that lie in it, ends included
};

/// Rows x columns cells, row by row.
struct MapTile {
    int rows = 0;
    int columns = 0;
    std::vector<float> cells;
    std::vector<float> inRange; ///< share of each cell's weights that lie in the range; empty without one
};

/// Of a cell that covers more rows than this an even selection is looked at, so that a tile's cost has a
/// limit.
constexpr std::int64_t mapRowsPerCell = 8;

/// Errors: what reading and encoding say; Cancelled. The same values whatever the threads.
Result<MapTile> mapTile(const QuantizedRows& rows, const MapTileRequest& request, const Task& task);

struct MapRegion {
    std::int64_t firstRow = 0;
    std::int64_t rows = 0;
    std::int64_t firstColumn = 0;
    std::int64_t columns = 0;
    bool operator==(const MapRegion&) const = default;
};

/// Counts the original weights of a region on the bins of `like`. Of more than mapHistogramRows rows an even
/// selection is counted.
Result<Histogram> regionHistogram(const QuantizedRows& rows, const MapRegion& region, const Histogram& like,
                                  const Task& task);
constexpr std::int64_t mapHistogramRows = 2048;

} // namespace mantissa
