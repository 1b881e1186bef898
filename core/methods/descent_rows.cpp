#include "methods/descent_rows.h"

#include "network/matrix_product.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

// A step must gain this share of what it would cost by itself: gradients are sums in single precision, and
// weights must not go to and fro on their rounding.
constexpr float leastGain = 1e-4F;

class Descent {
public:
    Descent(const Format& format, const ScalarGrid& grid, const RowTile& tile, const DescentMoments& moments)
        : tile_(tile), n_(tile.columns), moments_(moments), codes_(format, grid, tile.rows, tile.columns),
          errors_(tile.values.size()), gradients_(tile.values.size()) {}

    /// Rounds to nearest.
    Result<void> begin() {
        codes_.fitAll(tile_.values, tile_.importance);
        for (std::int64_t row = 0; row < tile_.rows; ++row) {
            for (std::int64_t column = 0; column < n_; ++column)
                codes_.round(row, column, tile_.values[at(row, column)]);
        }
        MANTISSA_CHECK(codes_.checkScales(tile_.firstRow));
        measure();
        return {};
    }

    /// Takes the rows of another choice of codes, under the same scales, that err less.
    void takeBetter(const GridTile& other) {
        const std::vector<double> before = losses();
        const std::vector<int> mine = allCodes(codes_);
        setRows(allCodes(other), [](std::size_t) { return true; });
        measure();
        const std::vector<double> after = losses();
        setRows(mine, [&](std::size_t row) { return !(after[row] < before[row]); });
        measure();
    }

    void run(std::int64_t sweeps) {
        for (std::int64_t sweep = 0; sweep < sweeps; ++sweep) {
            std::int64_t changes = 0;
            for (std::int64_t column = 0; column < n_; ++column) {
                for (std::int64_t row = 0; row < tile_.rows; ++row)
                    changes += step(row, column) ? 1 : 0;
            }
            if (changes == 0)
                return;
            measure(); // sums anew, so that rounding does not pile up
        }
    }

    const GridTile& codes() const { return codes_; }

private:
    std::size_t at(std::int64_t row, std::int64_t column) const {
        return static_cast<std::size_t>(row * n_ + column);
    }

    std::vector<int> allCodes(const GridTile& tile) const {
        std::vector<int> codes;
        for (std::int64_t row = 0; row < tile_.rows; ++row) {
            for (std::int64_t column = 0; column < n_; ++column)
                codes.push_back(tile.code(row, column));
        }
        return codes;
    }

    template <class Wanted>
    void setRows(const std::vector<int>& codes, const Wanted& wanted) {
        for (std::int64_t row = 0; row < tile_.rows; ++row) {
            for (std::int64_t column = 0; wanted(static_cast<std::size_t>(row)) && column < n_; ++column)
                codes_.setCode(row, column, codes[at(row, column)]);
        }
    }

    /// Errors, and their products with H.
    void measure() {
        for (std::int64_t row = 0; row < tile_.rows; ++row) {
            for (std::int64_t column = 0; column < n_; ++column)
                errors_[at(row, column)] =
                    codes_.valueOf(row, column, codes_.code(row, column)) - tile_.values[at(row, column)];
        }
        multiplyPlain(tile_.rows, n_, n_, {errors_.data(), n_}, {moments_.values.data(), n_},
                      gradients_.data(), n_);
    }

    std::vector<double> losses() const {
        std::vector<double> sums(static_cast<std::size_t>(tile_.rows));
        for (std::size_t i = 0; i < errors_.size(); ++i)
            sums[i / static_cast<std::size_t>(n_)] +=
                static_cast<double>(errors_[i]) * static_cast<double>(gradients_[i]);
        return sums;
    }

    /// Whether the weight took another level.
    bool step(std::int64_t row, std::int64_t column) {
        const float* const line = moments_.values.data() + column * n_;
        const float own = line[column];
        float* const gradients = gradients_.data() + row * n_;
        const float gradient = gradients[column];
        const int code = codes_.code(row, column);
        const float value = codes_.valueOf(row, column, code);
        const float best = value - gradient / own; // the least of a parabola
        if (!std::isfinite(best))
            return false;
        const int next = codes_.nearest(row, column, best);
        if (next == code)
            return false;
        const float change = codes_.valueOf(row, column, next) - value;
        const float cost = own * change * change;
        if (!(2 * change * gradient + cost < -leastGain * cost))
            return false;
        codes_.setCode(row, column, next);
        for (std::int64_t i = 0; i < n_; ++i)
            gradients[i] += change * line[i];
        return true;
    }

    const RowTile& tile_;
    std::int64_t n_;
    const DescentMoments& moments_;
    GridTile codes_;
    std::vector<float> errors_;
    std::vector<float> gradients_; ///< half of those of the rows' losses
};

} // namespace

DescentMoments descentMoments(std::span<const double> hessian, std::int64_t columns, double damping) {
    const auto n = static_cast<std::size_t>(columns);
    double sum = 0;
    std::size_t alive = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sum += hessian[i * n + i];
        alive += hessian[i * n + i] > 0 ? 1 : 0;
    }
    const double mean = sum / static_cast<double>(std::max<std::size_t>(1, alive));
    DescentMoments moments{columns, std::vector<float>(n * n)};
    for (std::size_t i = 0; i < n * n; ++i)
        moments.values[i] = static_cast<float>(hessian[i] / mean);
    for (std::size_t i = 0; i < n; ++i) {
        const double own = hessian[i * n + i];
        moments.values[i * n + i] = static_cast<float>((own > 0 ? own / mean : 1) + damping);
    }
    return moments;
}

Result<void> descendRows(const Format& format, const ScalarGrid& grid, const RowTile& tile,
                         const FeedbackFactor& factor, const DescentMoments& moments, std::int64_t sweeps,
                         std::span<std::byte> out) {
    if (moments.values.empty())
        return gptqRows(format, grid, tile, factor, {}, out);
    Descent descent(format, grid, tile, moments);
    MANTISSA_CHECK(descent.begin());
    GridTile feedback(format, grid, tile.rows, tile.columns);
    GptqSettings settings;
    settings.staticScales = true;
    // Errors that grow beyond all numbers are GPTQ's alone: rounding to nearest is there already.
    if (gptqCodes(feedback, tile, factor, settings))
        descent.takeBetter(feedback);
    descent.run(sweeps);
    descent.codes().pack(out);
    return {};
}

} // namespace mantissa
