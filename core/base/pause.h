#pragma once
// Work that rests for a while: parallelChunks() begins no chunk of it, until it goes on or is cancelled. The
// threads that carry it wait meanwhile; other work has the rest of the pool and its own threads.
#include "base/task.h"

namespace mantissa {

/// By the progress that the task was made with. Let it go on before the progress dies.
void setPaused(const Progress& progress, bool paused);

/// Returns at once unless this task is paused.
void restWhilePaused(const Task& task);

} // namespace mantissa
