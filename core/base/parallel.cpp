#include "base/parallel.h"

#include "base/pause.h"

#include <memory>
#include <mutex>
#include <optional>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace mantissa {

namespace {

std::unique_ptr<tbb::global_control>& limit() {
    static std::unique_ptr<tbb::global_control> instance;
    return instance;
}

} // namespace

void setThreads(int count) {
    const auto wanted = static_cast<std::size_t>(count > 0 ? count : tbb::info::default_concurrency());
    limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, wanted);
}

int threads() {
    return static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
}

Result<void> parallelChunks(std::int64_t chunks, const Task& task,
                            const std::function<Result<void>(std::int64_t chunk)>& body) {
    std::mutex mutex;
    std::int64_t firstChunk = chunks;
    std::optional<Error> firstError;
    tbb::task_group_context context;
    tbb::parallel_for(
        tbb::blocked_range<std::int64_t>(0, chunks, 1),
        [&](const tbb::blocked_range<std::int64_t>& range) {
            for (std::int64_t chunk = range.begin(); chunk < range.end(); ++chunk) {
                restWhilePaused(task);
                if (task.cancelled())
                    return;
                Result<void> result = body(chunk);
                if (result)
                    continue;
                const std::scoped_lock lock(mutex);
                if (chunk < firstChunk) {
                    firstChunk = chunk;
                    firstError = std::move(result).error();
                }
                context.cancel_group_execution();
                return;
            }
        },
        tbb::simple_partitioner(), context);
    if (firstError)
        return fail(std::move(*firstError));
    return task.check();
}

} // namespace mantissa
