#include "analysis/weight_shape.h"

#include "analysis/finite_energy.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

constexpr std::int64_t chunkElements = 128 * 1024;
constexpr std::int64_t blockLength = 32;

struct Sums {
    double squares = 0;
    double fourths = 0;
    double largest = 0;
    double blockPeaks = 0;
    std::uint64_t blocks = 0;
    std::uint64_t zeros = 0;
    std::vector<double> columnSquares;

    void add(const Sums& other) {
        squares += other.squares;
        fourths += other.fourths;
        largest = std::max(largest, other.largest);
        blockPeaks += other.blockPeaks;
        blocks += other.blocks;
        zeros += other.zeros;
        for (std::size_t i = 0; i < columnSquares.size(); ++i)
            columnSquares[i] += other.columnSquares[i];
    }
};

void addBlock(std::span<const float> block, Sums& sums) {
    double squares = 0;
    double largest = 0;
    for (const float value : block) {
        const double square = static_cast<double>(value) * static_cast<double>(value);
        squares += square;
        sums.fourths += square * square;
        sums.zeros += value == 0;
        largest = std::max(largest, std::abs(static_cast<double>(value)));
    }
    sums.squares += squares;
    sums.largest = std::max(sums.largest, largest);
    if (squares == 0)
        return; // nothing to stretch to
    sums.blockPeaks += largest / std::sqrt(squares / static_cast<double>(block.size()));
    ++sums.blocks;
}

void addRow(std::span<const float> row, Sums& sums) {
    for (std::size_t at = 0; at < row.size(); at += blockLength)
        addBlock(row.subspan(at, std::min<std::size_t>(blockLength, row.size() - at)), sums);
    for (std::size_t i = 0; i < row.size(); ++i)
        sums.columnSquares[i] += static_cast<double>(row[i]) * static_cast<double>(row[i]);
}

void judgeColumns(const std::vector<double>& squares, double all, WeightShape& shape) {
    if (squares.empty() || all == 0)
        return;
    std::vector<double> sorted = squares;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const double limit = outlierColumnFactor * *middle;
    double held = 0;
    for (std::size_t i = 0; i < squares.size(); ++i) {
        if (squares[i] <= limit)
            continue;
        ++shape.outlierColumns;
        held += squares[i];
    }
    shape.outlierColumnEnergy = held / all;
    shape.heaviestColumn = std::max_element(squares.begin(), squares.end()) - squares.begin();
}

} // namespace

Result<WeightShape> shapeOf(const RowSource& rows, const Task& task) {
    const std::int64_t columns = std::max<std::int64_t>(1, rows.columns());
    const std::int64_t rowsEach = std::max<std::int64_t>(1, chunkElements / columns);
    task.addTotal(rows.elements());
    Sums start;
    start.columnSquares.resize(static_cast<std::size_t>(rows.columns()));
    const auto part = [&](std::int64_t chunk) -> Result<Sums> {
        const std::int64_t first = chunk * rowsEach;
        const std::int64_t count = std::min(rowsEach, rows.rows() - first);
        std::vector<float> values(static_cast<std::size_t>(count * rows.columns()));
        MANTISSA_CHECK(rows.read(first, count, values));
        MANTISSA_CHECK(requireFinite(values, first, columns));
        Sums sums;
        sums.columnSquares.resize(static_cast<std::size_t>(rows.columns()));
        for (std::int64_t row = 0; row < count; ++row)
            addRow(std::span(values).subspan(static_cast<std::size_t>(row * rows.columns()),
                                             static_cast<std::size_t>(rows.columns())),
                   sums);
        task.advance(values.size());
        return sums;
    };
    MANTISSA_TRY(const Sums sums,
                 parallelReduce<Sums>((rows.rows() + rowsEach - 1) / rowsEach, task, std::move(start), part,
                                      [](Sums& all, Sums&& one) { all.add(one); }));
    WeightShape shape;
    shape.count = rows.elements();
    shape.columns = rows.columns();
    const auto count = static_cast<double>(std::max<std::uint64_t>(1, shape.count));
    shape.rms = std::sqrt(sums.squares / count);
    if (sums.squares > 0) {
        shape.kurtosis = sums.fourths / count / std::pow(sums.squares / count, 2);
        shape.peakOverRms = sums.largest / shape.rms;
        shape.blockPeak = sums.blockPeaks / static_cast<double>(sums.blocks);
    }
    shape.zeroShare = static_cast<double>(sums.zeros) / count;
    judgeColumns(sums.columnSquares, sums.squares, shape);
    return shape;
}

} // namespace mantissa
