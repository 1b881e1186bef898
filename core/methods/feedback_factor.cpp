// GPTQ (Frantar et al. 2022, arXiv:2210.17323, algorithm 1) takes the upper Cholesky factor of the inverse of
// H. With J the reversal of rows and columns and J H J = L L^T, that factor is J inverse(L) J: one
// factorization and one triangular inverse, where inverting first would take two factorizations more.
#include "methods/feedback_factor.h"

#include "base/checked.h"
#include "base/parallel.h"
#include "network/matrix_factor.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mantissa {

namespace {

constexpr std::int64_t panel = 256;
constexpr double mostDamping = 10;

struct Diagonal {
    std::vector<double> values;
    double mean = 0; ///< of the columns that are not dead
    std::int64_t dead = 0;
};

Result<Diagonal> diagonalOf(std::span<const double> hessian, std::int64_t columns) {
    const auto n = static_cast<std::size_t>(columns);
    Diagonal diagonal;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double value = hessian[i * n + i];
        diagonal.values.push_back(value);
        diagonal.dead += value == 0 ? 1 : 0;
        sum += value;
        if (!(value >= 0) || !std::isfinite(value))
            return fail(
                ErrorCode::Numeric,
                sentence(MANTISSA_TR("core", "The second moments of input column %1 are %2; they must "
                                             "be finite and not negative. Calibrate again."),
                         i, value));
    }
    if (diagonal.dead == columns)
        return fail(
            ErrorCode::Numeric,
            sentence(MANTISSA_TR("core", "All inputs of this weight were zero on the calibration text, "
                                         "so nothing can be learnt from them.")));
    diagonal.mean = sum / static_cast<double>(columns - diagonal.dead);
    return diagonal;
}

std::vector<std::int32_t> orderOf(const Diagonal& diagonal, bool byActivity) {
    std::vector<std::int32_t> order(diagonal.values.size());
    std::iota(order.begin(), order.end(), 0);
    if (byActivity)
        std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
            return diagonal.values[static_cast<std::size_t>(a)] >
                   diagonal.values[static_cast<std::size_t>(b)];
        });
    return order;
}

/// H in the order of rounding, reversed and damped; a dead column stands alone, with the mean on its
/// diagonal.
std::vector<double> reversed(std::span<const double> hessian, const Diagonal& diagonal,
                             const std::vector<std::int32_t>& order, double damping) {
    const std::size_t n = order.size();
    std::vector<double> a(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto row = static_cast<std::size_t>(order[n - 1 - i]);
        for (std::size_t j = 0; j < i; ++j)
            a[i * n + j] = hessian[row * n + static_cast<std::size_t>(order[n - 1 - j])];
        const double own = diagonal.values[row] == 0 ? diagonal.mean : diagonal.values[row];
        a[i * n + i] = own + damping * diagonal.mean;
    }
    return a;
}

/// Lower Cholesky factor in place, panel by panel; false where the matrix is not positive definite.
Result<bool> factor(std::vector<double>& a, std::int64_t n, const Task& task) {
    for (std::int64_t begin = 0; begin < n; begin += panel) {
        const std::int64_t width = std::min(panel, n - begin);
        double* const corner = a.data() + begin * n + begin;
        if (!choleskyInPlace(width, corner, n))
            return false;
        const std::int64_t next = begin + width;
        const std::int64_t chunks = ceilDivide(n - next, panel);
        const auto part = [&](std::int64_t chunk) {
            const std::int64_t row = next + chunk * panel;
            return std::pair(row, std::min(panel, n - row));
        };
        MANTISSA_CHECK(parallelChunks(chunks, task, [&](std::int64_t chunk) -> Result<void> {
            const auto [row, rows] = part(chunk);
            solveTransposedRight(rows, width, corner, n, a.data() + row * n + begin, n);
            return {};
        }));
        MANTISSA_CHECK(parallelChunks(chunks, task, [&](std::int64_t chunk) -> Result<void> {
            const auto [row, rows] = part(chunk);
            subtractTransposed(rows, row + rows - next, width, a.data() + row * n + begin, n,
                               a.data() + next * n + begin, n, a.data() + row * n + next, n);
            return {};
        }));
    }
    return true;
}

/// J inverse(L) J as floats.
Result<std::vector<float>> reversedInverse(const std::vector<double>& lower, std::int64_t n,
                                           const Task& task) {
    std::vector<float> upper(lower.size());
    const auto done = parallelChunks(ceilDivide(n, panel), task, [&](std::int64_t block) -> Result<void> {
        const std::int64_t begin = block * panel;
        const std::int64_t width = std::min(panel, n - begin);
        const std::int64_t rows = n - begin; // the inverse is lower triangular too
        std::vector<double> x(static_cast<std::size_t>(rows * width));
        for (std::int64_t i = 0; i < width; ++i)
            x[static_cast<std::size_t>(i * width + i)] = 1;
        solveLower(rows, width, lower.data() + begin * n + begin, n, x.data(), width);
        for (std::int64_t i = 0; i < rows; ++i) {
            for (std::int64_t j = 0; j < std::min(width, i + 1); ++j)
                upper[static_cast<std::size_t>((n - 1 - begin - i) * n + n - 1 - begin - j)] =
                    static_cast<float>(x[static_cast<std::size_t>(i * width + j)]);
        }
        return {};
    });
    MANTISSA_CHECK(done);
    return upper;
}

bool usable(const std::vector<float>& upper, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
        if (!(upper[i * n + i] > 0))
            return false;
    }
    return std::all_of(upper.begin(), upper.end(), [](float value) { return std::isfinite(value); });
}

} // namespace

Result<FeedbackFactor> feedbackFactor(std::span<const double> hessian, std::int64_t columns,
                                      const FactorSettings& settings, const Task& task) {
    MANTISSA_TRY(const Diagonal diagonal, diagonalOf(hessian, columns));
    FeedbackFactor result;
    result.order = orderOf(diagonal, settings.byActivity);
    result.deadColumns = diagonal.dead;
    for (result.damping = settings.damping; result.damping <= mostDamping;
         result.damping = std::max(1e-6, result.damping * 10)) {
        std::vector<double> a = reversed(hessian, diagonal, result.order, result.damping);
        MANTISSA_TRY(const bool definite, factor(a, columns, task));
        if (!definite)
            continue;
        MANTISSA_TRY(result.upper, reversedInverse(a, columns, task));
        if (usable(result.upper, static_cast<std::size_t>(columns)))
            return result;
    }
    return fail(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "The second moments of this weight's inputs are no such moments: "
                                     "even with %1 times their mean added they are not positive "
                                     "definite. Calibrate again."),
                 mostDamping));
}

} // namespace mantissa
