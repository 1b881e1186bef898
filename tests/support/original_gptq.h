#pragma once
// GPTQ as its authors' program does it (Frantar et al. 2022, arXiv:2210.17323, algorithm 1; the order of
// steps is that of GPTQ.fasterquant and Quantizer.find_params), written down plainly in double precision with
// explicit inverses: nothing here is shared with the program under test.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace original_gptq {

struct Settings {
    int bits = 4;
    bool symmetric = true;
    std::size_t group = 0; ///< 0: a row
    bool activityOrder = false;
    bool staticGroups = false;
    double damping = 0.01;
    std::size_t block = 128;
};

using Matrix = std::vector<double>; ///< row-major, square where not said otherwise

struct Grid {
    double scale = 1;
    double zero = 0;
    double highest = 15;
    double operator()(double x) const {
        return scale * (std::clamp(std::nearbyint(x / scale) + zero, 0.0, highest) - zero);
    }
};

inline Grid findGrid(const double* values, std::size_t count, const Settings& settings) {
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < count; ++i) {
        low = std::min(low, values[i]);
        high = std::max(high, values[i]);
    }
    Grid grid;
    grid.highest = std::pow(2.0, settings.bits) - 1;
    if (settings.symmetric) {
        high = std::max(-low, high);
        low = -high;
    }
    if (low == 0 && high == 0) {
        low = -1;
        high = 1;
    }
    grid.scale = (high - low) / grid.highest;
    grid.zero = settings.symmetric ? (grid.highest + 1) / 2 : std::nearbyint(-low / grid.scale);
    return grid;
}

/// Lower factor L with L L^T = a.
inline Matrix cholesky(const Matrix& a, std::size_t n) {
    Matrix l(n * n);
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t i = j; i < n; ++i) {
            double sum = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= l[i * n + k] * l[j * n + k];
            l[i * n + j] = i == j ? std::sqrt(sum) : sum / l[j * n + j];
        }
    }
    return l;
}

/// By solving for each unit vector.
inline Matrix inverse(const Matrix& a, std::size_t n) {
    const Matrix l = cholesky(a, n);
    Matrix result(n * n);
    for (std::size_t column = 0; column < n; ++column) {
        std::vector<double> x(n);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = i == column ? 1 : 0;
            for (std::size_t k = 0; k < i; ++k)
                sum -= l[i * n + k] * x[k];
            x[i] = sum / l[i * n + i];
        }
        for (std::size_t i = n; i-- > 0;) {
            double sum = x[i];
            for (std::size_t k = i + 1; k < n; ++k)
                sum -= l[k * n + i] * x[k];
            x[i] = sum / l[i * n + i];
        }
        for (std::size_t i = 0; i < n; ++i)
            result[i * n + column] = x[i];
    }
    return result;
}

/// In which order columns are rounded, and the factor L L^T of the damped inverse in that order.
struct Factor {
    std::vector<std::size_t> order;
    Matrix lower;
};

inline Factor factorOf(Matrix h, std::size_t n, const Settings& settings) {
    Factor result;
    for (std::size_t i = 0; i < n; ++i) {
        if (h[i * n + i] == 0)
            h[i * n + i] = 1;
    }
    result.order.resize(n);
    std::iota(result.order.begin(), result.order.end(), std::size_t{0});
    if (settings.activityOrder)
        std::stable_sort(result.order.begin(), result.order.end(),
                         [&](std::size_t a, std::size_t b) { return h[a * n + a] > h[b * n + b]; });
    Matrix permuted(n * n);
    double mean = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            permuted[i * n + j] = h[result.order[i] * n + result.order[j]];
        mean += h[i * n + i] / static_cast<double>(n);
    }
    for (std::size_t i = 0; i < n; ++i)
        permuted[i * n + i] += settings.damping * mean;
    result.lower = cholesky(inverse(permuted, n), n);
    return result;
}

/// The quantized weights, rows x n.
inline std::vector<float> quantized(const std::vector<float>& weights, std::size_t n, const Factor& factor,
                                    const Settings& settings) {
    const std::size_t rows = weights.size() / n;
    const std::size_t group = settings.group == 0 ? n : settings.group;
    std::vector<double> w(weights.begin(), weights.end());
    std::vector<std::vector<Grid>> fixed;
    for (std::size_t row = 0; row < rows; ++row) {
        fixed.emplace_back();
        for (std::size_t begin = 0; begin < n; begin += group)
            fixed.back().push_back(findGrid(&w[row * n + begin], std::min(group, n - begin), settings));
    }
    const std::vector<std::size_t>& order = factor.order;
    const Matrix& lower = factor.lower;
    const auto upper = [&](std::size_t i, std::size_t j) { return lower[j * n + i]; };

    std::vector<float> result(weights.size());
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<double> line(n);
        for (std::size_t i = 0; i < n; ++i)
            line[i] = w[row * n + order[i]];
        Grid grid;
        for (std::size_t begin = 0; begin < n; begin += settings.block) {
            const std::size_t end = std::min(begin + settings.block, n);
            std::vector<double> block(line.begin() + static_cast<std::ptrdiff_t>(begin),
                                      line.begin() + static_cast<std::ptrdiff_t>(end));
            std::vector<double> errors(end - begin);
            for (std::size_t i = begin; i < end; ++i) {
                if (settings.staticGroups)
                    grid = fixed[row][order[i] / group];
                else if (i % group == 0) // looks at the weights as they were when the block began
                    grid = findGrid(&line[i], std::min(group, n - i), settings);
                const double value = grid(block[i - begin]);
                result[row * n + order[i]] = static_cast<float>(value);
                errors[i - begin] = (block[i - begin] - value) / upper(i, i);
                for (std::size_t j = i; j < end; ++j)
                    block[j - begin] -= errors[i - begin] * upper(i, j);
            }
            for (std::size_t j = end; j < n; ++j) {
                for (std::size_t i = begin; i < end; ++i)
                    line[j] -= errors[i - begin] * upper(i, j);
            }
        }
    }
    return result;
}

} // namespace original_gptq
