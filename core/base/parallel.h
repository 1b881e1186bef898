#pragma once
// The one thread pool (TBB). Work is cut into chunks whose borders depend on the input only, never on the
// number of threads, and results are joined in chunk order: so every figure is the same whatever the thread
// count.
#include "base/task.h"

#include <functional>
#include <vector>

namespace mantissa {

/// How many threads core may use from now on; 0 = all cores. Not while work is running.
void setThreads(int count);
int threads();

/// Calls body(chunk) for 0 <= chunk < chunks on the pool. Stops early on cancel or on the first error in
/// chunk order.
Result<void> parallelChunks(std::int64_t chunks, const Task& task,
                            const std::function<Result<void>(std::int64_t chunk)>& body);

/// As parallelChunks, but body yields a partial value; join(accumulated, part) is called in chunk order
/// afterwards.
template <class Part, class Body, class Join>
Result<Part> parallelReduce(std::int64_t chunks, const Task& task, Part start, const Body& body,
                            const Join& join) {
    std::vector<Part> parts(static_cast<std::size_t>(chunks));
    MANTISSA_CHECK(parallelChunks(chunks, task, [&](std::int64_t chunk) -> Result<void> {
        MANTISSA_TRY(parts[static_cast<std::size_t>(chunk)], body(chunk));
        return {};
    }));
    for (Part& part : parts)
        join(start, std::move(part));
    return start;
}

} // namespace mantissa
