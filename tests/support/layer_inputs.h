#pragma once
// Inputs of a linear layer as real ones are: columns that differ in size and hang together, and what
// calibration keeps of them.
#include "calibration/linear_inputs.h"
#include "support/sample_weights.h"

#include <algorithm>
#include <memory>

namespace mantissa::support {

/// tokens x columns: a few directions shared by all columns, noise, and some columns far louder than others.
inline std::vector<double> layerInputs(std::int64_t tokens, std::int64_t columns, std::uint64_t seed = 1) {
    constexpr std::int64_t directions = 12;
    sample::Random random(seed * 7919 + 3);
    std::vector<double> mixing(static_cast<std::size_t>(directions * columns));
    for (double& value : mixing)
        value = random.normal();
    std::vector<double> loudness(static_cast<std::size_t>(columns));
    for (double& value : loudness)
        value = std::exp(0.8 * random.normal());
    std::vector<double> x;
    for (std::int64_t token = 0; token < tokens; ++token) {
        std::vector<double> strength(directions);
        for (double& value : strength)
            value = random.normal();
        for (std::int64_t column = 0; column < columns; ++column) {
            double sum = random.normal();
            for (std::int64_t d = 0; d < directions; ++d)
                sum += 0.6 * strength[static_cast<std::size_t>(d)] *
                       mixing[static_cast<std::size_t>(d * columns + column)];
            x.push_back(sum * loudness[static_cast<std::size_t>(column)]);
        }
    }
    return x;
}

/// Adds what one expert saw.
inline void addSeen(LinearInput& input, const std::vector<double>& x, std::int64_t columns) {
    const auto n = static_cast<std::size_t>(columns);
    std::vector<double> squares(n);
    std::vector<double> hessian(n * n);
    for (std::size_t first = 0; first < x.size(); first += n) {
        for (std::size_t i = 0; i < n; ++i) {
            squares[i] += x[first + i] * x[first + i];
            for (std::size_t j = 0; j < n; ++j)
                hessian[i * n + j] += x[first + i] * x[first + j];
        }
    }
    input.squares.insert(input.squares.end(), squares.begin(), squares.end());
    input.hessian.insert(input.hessian.end(), hessian.begin(), hessian.end());
    input.low.resize(input.squares.size(), -1.0F);
    input.high.resize(input.squares.size(), 1.0F);
    input.counts.push_back(x.size() / n);
    input.tokens += x.size() / n;
}

inline std::shared_ptr<LinearInput> seenInputs(const std::vector<double>& x, std::int64_t columns) {
    auto input = std::make_shared<LinearInput>();
    input->weights = {"w"};
    addSeen(*input, x, columns);
    return input;
}

/// tr(D H D^T) of the difference, summed plainly.
inline double layerLoss(std::span<const float> a, std::span<const float> b, std::int64_t columns,
                        std::span<const double> hessian) {
    const auto n = static_cast<std::size_t>(columns);
    double loss = 0;
    for (std::size_t first = 0; first < a.size(); first += n) {
        std::vector<double> d(n);
        for (std::size_t i = 0; i < n; ++i)
            d[i] = static_cast<double>(a[first + i]) - static_cast<double>(b[first + i]);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < n; ++j)
                sum += hessian[i * n + j] * d[j];
            loss += d[i] * sum;
        }
    }
    return loss;
}

} // namespace mantissa::support
