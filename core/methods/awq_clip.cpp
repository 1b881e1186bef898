#include "methods/awq_clip.h"

#include "network/matrix_product.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

constexpr std::int64_t widestBlock = 1024;
// auto_clip.py: n_grid = 20, max_shrink = 0.5.
constexpr int candidates = 10;
constexpr float candidateStep = 0.05F;

/// The columns of a block, one row after another.
std::vector<float> blockOf(const RowTile& tile, std::int64_t begin, std::int64_t width) {
    std::vector<float> values;
    for (std::int64_t row = 0; row < tile.rows; ++row) {
        const float* from = tile.values.data() + row * tile.columns + begin;
        values.insert(values.end(), from, from + width);
    }
    return values;
}

void clip(std::span<float> values, float share) {
    float most = 0;
    for (const float value : values)
        most = std::max(most, std::abs(value));
    for (float& value : values)
        value = std::clamp(value, -most * share, most * share);
}

/// The scales of one block in every row: there may be several in a block.
class Scales {
public:
    Scales(GridTile& tile, std::int64_t rows, std::int64_t begin, std::int64_t width)
        : tile_(tile), rows_(rows), begin_(begin), width_(width) {
        best_.resize(static_cast<std::size_t>(rows * width));
    }
    void keep(std::int64_t row) {
        for (std::int64_t i = 0; i < width_; ++i)
            best_[static_cast<std::size_t>(row * width_ + i)] = tile_.affine(row, begin_ + i);
    }
    void restore() {
        for (std::int64_t row = 0; row < rows_; ++row) {
            for (std::int64_t i = 0; i < width_; ++i)
                tile_.setAffine(row, begin_ + i, best_[static_cast<std::size_t>(row * width_ + i)]);
        }
    }

private:
    GridTile& tile_;
    std::int64_t rows_;
    std::int64_t begin_;
    std::int64_t width_;
    std::vector<Affine> best_;
};

void fitBlock(GridTile& tile, const RowTile& from, const BlockMoments& moments, std::int64_t begin,
              std::int64_t width) {
    const std::vector<float> values = blockOf(from, begin, width);
    const auto size = static_cast<std::size_t>(width);
    Scales best(tile, from.rows, begin, width);
    std::vector<double> least(static_cast<std::size_t>(from.rows), HUGE_VAL);
    for (int candidate = 0; candidate < candidates; ++candidate) {
        std::vector<float> errors(values.size());
        for (std::int64_t row = 0; row < from.rows; ++row) {
            const std::size_t at = static_cast<std::size_t>(row) * size;
            std::vector<float> cut(values.begin() + static_cast<std::ptrdiff_t>(at),
                                   values.begin() + static_cast<std::ptrdiff_t>(at + size));
            clip(cut, 1 - candidateStep * static_cast<float>(candidate));
            tile.fit(row, begin, cut, {});
            for (std::size_t i = 0; i < size; ++i)
                errors[at + i] =
                    values[at + i] - tile.round(row, begin + static_cast<std::int64_t>(i), values[at + i]);
        }
        const std::vector<double> costs = moments.costs(errors, from.rows, begin, width);
        for (std::size_t row = 0; row < costs.size(); ++row) {
            // The first is kept where costs are no numbers: its scales are then found to be none either.
            if (candidate > 0 && !(costs[row] < least[row]))
                continue;
            least[row] = costs[row];
            best.keep(static_cast<std::int64_t>(row));
        }
    }
    best.restore();
}

} // namespace

BlockMoments::BlockMoments(std::span<const double> hessian, std::int64_t columns, std::int64_t block,
                           std::span<const float> divisors)
    : columns_(columns), block_(block), diagonal_(block > widestBlock) {
    const auto n = static_cast<std::size_t>(columns);
    const auto at = [&](std::size_t i, std::size_t j) {
        const double value = hessian[i * n + j];
        return static_cast<float>(divisors.empty() ? value
                                                   : value / static_cast<double>(divisors[i]) /
                                                         static_cast<double>(divisors[j]));
    };
    const auto width = static_cast<std::size_t>(block);
    values_.resize(diagonal_ ? n : n * width);
    for (std::size_t i = 0; i < n; ++i) {
        if (diagonal_) {
            values_[i] = at(i, i);
            continue;
        }
        const std::size_t begin = i / width * width;
        for (std::size_t j = begin; j < std::min(begin + width, n); ++j)
            values_[i * width + j - begin] = at(i, j);
    }
}

std::vector<double> BlockMoments::costs(std::span<const float> errors, std::int64_t rows, std::int64_t begin,
                                        std::int64_t width) const {
    std::vector<double> result;
    std::vector<float> products(errors.size());
    if (!diagonal_)
        multiplyPlain(rows, width, width, {errors.data(), width}, {values_.data() + begin * block_, block_},
                      products.data(), width);
    for (std::int64_t row = 0; row < rows; ++row) {
        double sum = 0;
        for (std::int64_t i = 0; i < width; ++i) {
            const auto at = static_cast<std::size_t>(row * width + i);
            const float product =
                diagonal_ ? errors[at] * values_[static_cast<std::size_t>(begin + i)] : products[at];
            sum += static_cast<double>(errors[at]) * static_cast<double>(product);
        }
        result.push_back(sum);
    }
    return result;
}

void fitClipped(GridTile& tile, const RowTile& values, const BlockMoments& moments) {
    for (std::int64_t begin = 0; begin < values.columns; begin += moments.block())
        fitBlock(tile, values, moments, begin, std::min(moments.block(), values.columns - begin));
}

} // namespace mantissa
