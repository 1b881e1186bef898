#include "network/product_peak.h"

#include "base/parallel.h"
#include "network/matrix_product.h"

#include <algorithm>
#include <chrono>

namespace mantissa {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t side = 768; // three matrices of 2.25 MiB: beyond this the rate no longer grows

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

Result<double> measureProductPeak(double seconds, const Task& task) {
    const auto size = static_cast<std::size_t>(side * side);
    const std::vector<float> a(size, 0.5F);
    const std::vector<float> b(size, 0.25F);
    const std::int64_t workers = threads();
    std::vector<std::vector<float>> results(static_cast<std::size_t>(workers), std::vector<float>(size));
    double best = 0;
    const auto start = Clock::now();
    do {
        const auto round = Clock::now();
        const auto done = parallelChunks(workers, task, [&](std::int64_t worker) -> Result<void> {
            multiplyTransposed(side, side, side, 1.0F, {a.data(), side}, {b.data(), side},
                               results[static_cast<std::size_t>(worker)].data(), side);
            return {};
        });
        MANTISSA_CHECK(done);
        const double operations =
            2.0 * static_cast<double>(side * side * side) * static_cast<double>(workers);
        best = std::max(best, operations / secondsSince(round));
    } while (secondsSince(start) < seconds);
    return best;
}

} // namespace mantissa
