#include "analysis/weight_map.h"

#include "base/checked.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

struct Cell {
    double sum = 0;
    float largest = 0;
    std::int64_t count = 0;
    std::int64_t inRange = 0;
};

/// Gathers one row of cells.
class CellRow {
public:
    CellRow(const MapTileRequest& request, std::int64_t columnsOfWeight)
        : request_(request), width_(std::int64_t{1} << request.columnLevel),
          first_(request.firstColumn * width_),
          last_(std::min(columnsOfWeight, (request.firstColumn + request.columns) * width_)),
          cells_(static_cast<std::size_t>(ceilDivide(std::max<std::int64_t>(0, last_ - first_), width_))) {}

    std::size_t size() const { return cells_.size(); }

    void add(const float* original, const float* decoded) {
        for (std::int64_t column = first_; column < last_; ++column) {
            Cell& cell = cells_[static_cast<std::size_t>((column - first_) >> request_.columnLevel)];
            const float value = valueAt(original, decoded, column);
            cell.sum += static_cast<double>(value);
            ++cell.count;
            if (std::abs(value) > std::abs(cell.largest) || std::isnan(value))
                cell.largest = value;
            if (request_.range && original[column] >= request_.range->first &&
                original[column] <= request_.range->second)
                ++cell.inRange;
        }
    }

    void appendTo(MapTile& tile) {
        for (Cell& cell : cells_) {
            const auto count = static_cast<double>(std::max<std::int64_t>(1, cell.count));
            tile.cells.push_back(request_.rule == CellRule::Largest ? cell.largest
                                                                    : static_cast<float>(cell.sum / count));
            if (request_.range)
                tile.inRange.push_back(static_cast<float>(static_cast<double>(cell.inRange) / count));
            cell = {};
        }
    }

private:
    float valueAt(const float* original, const float* decoded, std::int64_t column) const {
        switch (request_.value) {
        case MapValue::Original:
            return original[column];
        case MapValue::Decoded:
            return decoded[column];
        case MapValue::Error:
            break;
        }
        return original[column] - decoded[column];
    }

    const MapTileRequest& request_;
    std::int64_t width_;
    std::int64_t first_; ///< columns of the weight
    std::int64_t last_;
    std::vector<Cell> cells_;
};

/// `count` of [first, first + length), the middles of equal parts.
std::vector<std::int64_t> evenly(std::int64_t first, std::int64_t length, std::int64_t count) {
    std::vector<std::int64_t> chosen;
    const std::int64_t taken = std::min(length, count);
    for (std::int64_t i = 0; i < taken; ++i)
        chosen.push_back(first + (2 * i + 1) * length / (2 * taken));
    return chosen;
}

} // namespace

Result<MapTile> mapTile(const QuantizedRows& rows, const MapTileRequest& request, const Task& task) {
    CellRow cells(request, rows.columns());
    MapTile tile;
    tile.columns = static_cast<int>(cells.size());
    const std::int64_t height = std::int64_t{1} << request.rowLevel;
    const bool decoded = request.value != MapValue::Original;
    for (int row = 0; row < request.rows && tile.columns > 0; ++row) {
        const std::int64_t first = (request.firstRow + row) * height;
        const std::int64_t length = std::min(height, rows.rows() - first);
        if (length <= 0)
            break;
        if (length <= mapRowsPerCell) {
            MANTISSA_TRY(const RowPair pair, rows.read(first, length, decoded, task));
            for (std::int64_t i = 0; i < length; ++i)
                cells.add(pair.original.data() + i * rows.columns(),
                          decoded ? pair.decoded.data() + i * rows.columns() : nullptr);
        } else {
            for (const std::int64_t one : evenly(first, length, mapRowsPerCell)) {
                MANTISSA_TRY(const RowPair pair, rows.read(one, 1, decoded, task));
                cells.add(pair.original.data(), pair.decoded.data());
            }
        }
        cells.appendTo(tile);
        ++tile.rows;
    }
    return tile;
}

Result<Histogram> regionHistogram(const QuantizedRows& rows, const MapRegion& region, const Histogram& like,
                                  const Task& task) {
    Histogram histogram(like.low, like.high, static_cast<int>(like.counts.size()));
    const std::int64_t firstRow = std::clamp<std::int64_t>(region.firstRow, 0, rows.rows());
    const std::int64_t lastRow =
        std::clamp<std::int64_t>(region.firstRow + region.rows, firstRow, rows.rows());
    const std::int64_t firstColumn = std::clamp<std::int64_t>(region.firstColumn, 0, rows.columns());
    const std::int64_t lastColumn =
        std::clamp<std::int64_t>(region.firstColumn + region.columns, firstColumn, rows.columns());
    for (const std::int64_t row : evenly(firstRow, lastRow - firstRow, mapHistogramRows)) {
        MANTISSA_TRY(const RowPair pair, rows.read(row, 1, false, task));
        histogram.add(std::span(pair.original)
                          .subspan(static_cast<std::size_t>(firstColumn),
                                   static_cast<std::size_t>(lastColumn - firstColumn)));
    }
    return histogram;
}

} // namespace mantissa
