#pragma once
// What the machine's matrix products reach at best, to judge a network's speed by.
#include "base/task.h"

namespace mantissa {

/// Floating-point operations a second of large single-precision products on all threads of the pool, measured
/// for about `seconds`.
Result<double> measureProductPeak(double seconds, const Task& task);

} // namespace mantissa
