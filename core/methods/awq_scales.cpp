#include "methods/awq_scales.h"

#include "base/parallel.h"
#include "calibration/linear_inputs.h"
#include "methods/grid_tile.h"
#include "network/matrix_product.h"

#include <algorithm>
#include <cmath>

namespace mantissa {

namespace {

constexpr std::int64_t sampledRows = 256;

/// Whole runs of rows, spread evenly.
Result<std::vector<float>> sampleOf(const RowSource& rows, std::int64_t unit) {
    const std::int64_t runs = std::max<std::int64_t>(1, rows.rows() / unit);
    const std::int64_t taken = std::clamp<std::int64_t>(sampledRows / unit, 1, runs);
    const auto size = static_cast<std::size_t>(std::min(unit, rows.rows()) * rows.columns());
    std::vector<float> values(static_cast<std::size_t>(taken) * size);
    for (std::int64_t i = 0; i < taken; ++i)
        MANTISSA_CHECK(rows.read(i * runs / taken * unit, std::min(unit, rows.rows()),
                                 std::span(values).subspan(static_cast<std::size_t>(i) * size, size)));
    return values;
}

std::vector<float> strengths(const LinearInput& statistics) {
    std::vector<float> result;
    for (const double square : statistics.squares)
        result.push_back(static_cast<float>(
            std::sqrt(square / static_cast<double>(std::max<std::uint64_t>(1, statistics.tokens)))));
    return result;
}

/// auto_scale.py: at least 1e-4, then over the geometric mean of the largest and the smallest.
std::vector<float> scalesFor(const std::vector<float>& strengths, double ratio) {
    std::vector<float> scales;
    for (const float strength : strengths)
        scales.push_back(static_cast<float>(std::max(1e-4, std::pow(static_cast<double>(strength), ratio))));
    const auto [low, high] = std::minmax_element(scales.begin(), scales.end());
    const float middle = std::sqrt(*low) * std::sqrt(*high);
    for (float& scale : scales)
        scale /= middle;
    return scales;
}

class Candidates {
public:
    Candidates(const Format& format, const LinearInput& statistics)
        : format_(format), columns_(statistics.columns()),
          hessian_(statistics.hessian.begin(), statistics.hessian.end()) {}

    /// tr(D H D^T) of a sample of rows.
    double loss(const std::vector<float>& weights, const std::vector<float>& scales) const {
        const auto n = static_cast<std::size_t>(columns_);
        const auto rows = static_cast<std::int64_t>(weights.size() / n);
        std::vector<float> scaled(weights.size());
        for (std::size_t i = 0; i < weights.size(); ++i)
            scaled[i] = weights[i] * scales[i % n];
        GridTile tile(format_, *format_.grid(), rows, columns_);
        tile.fitAll(scaled, {});
        std::vector<float> errors(weights.size());
        for (std::int64_t row = 0; row < rows; ++row) {
            for (std::size_t i = 0; i < n; ++i) {
                const std::size_t at = static_cast<std::size_t>(row) * n + i;
                const float value = tile.round(row, static_cast<std::int64_t>(i), scaled[at]);
                errors[at] = weights[at] - value / scales[i];
            }
        }
        std::vector<float> products(errors.size());
        multiplyPlain(rows, columns_, columns_, {errors.data(), columns_}, {hessian_.data(), columns_},
                      products.data(), columns_);
        double sum = 0;
        for (std::size_t i = 0; i < errors.size(); ++i)
            sum += static_cast<double>(errors[i]) * static_cast<double>(products[i]);
        return sum;
    }

private:
    const Format& format_;
    std::int64_t columns_;
    std::vector<float> hessian_;
};

} // namespace

Result<std::vector<float>> awqScales(const Format& format,
                                     std::span<const std::shared_ptr<const RowSource>> weights,
                                     const LinearInput& statistics, std::int64_t ratios, const Task& task) {
    const std::vector<float> strong = strengths(statistics);
    std::vector<std::vector<float>> samples;
    std::vector<double> share; ///< of a weight's rows that its sample stands for
    for (const auto& weight : weights) {
        MANTISSA_TRY(samples.emplace_back(), sampleOf(*weight, format.tileRows(weight->columns())));
        share.push_back(static_cast<double>(weight->elements()) / static_cast<double>(samples.back().size()));
    }
    const Candidates candidates(format, statistics);
    std::vector<double> losses(static_cast<std::size_t>(ratios));
    MANTISSA_CHECK(parallelChunks(ratios, task, [&](std::int64_t i) -> Result<void> {
        const auto scales = scalesFor(strong, static_cast<double>(i) / static_cast<double>(ratios));
        for (std::size_t k = 0; k < samples.size(); ++k)
            losses[static_cast<std::size_t>(i)] += share[k] * candidates.loss(samples[k], scales);
        return {};
    }));
    // A loss that is no number compares with nothing, so the unscaled first one stays.
    std::size_t best = 0;
    for (std::size_t i = 1; i < losses.size(); ++i)
        best = losses[i] < losses[best] ? i : best;
    return scalesFor(strong, static_cast<double>(best) / static_cast<double>(ratios));
}

} // namespace mantissa
