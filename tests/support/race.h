#pragma once
// Speeds of things that do the same work, measured in turns so that a busy machine is unfair to none of them.
#include <cstdint>
#include <ctime>
#include <functional>
#include <vector>

namespace bench {

/// False: could not do it.
using Run = std::function<bool()>;

/// Time that this thread really had.
inline double secondsOfThread() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// 10^6 items a second, each the best of its runs; 0 for empty ones and those that could not. Rounds go on
/// until they took half a second together, but no fewer than 3 and no more than 300.
inline std::vector<double> race(std::int64_t items, const std::vector<Run>& runs) {
    std::vector<double> best(runs.size(), 1e30);
    double total = 0;
    for (int round = 0; round < 3 || (total < 0.5 && round < 300); ++round) {
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (!runs[i])
                continue;
            const double start = secondsOfThread();
            const bool worked = runs[i]();
            const double seconds = secondsOfThread() - start;
            if (worked && seconds < best[i])
                best[i] = seconds;
            total += seconds;
        }
    }
    std::vector<double> speeds;
    for (const double seconds : best)
        speeds.push_back(seconds < 1e30 ? static_cast<double>(items) / seconds / 1e6 : 0);
    return speeds;
}

} // namespace bench
