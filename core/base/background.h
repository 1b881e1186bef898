#pragma once
// Threads that compute step back for those that answer a person.

namespace mantissa {

/// From now on every thread of the pool that joins in work gives way to other threads. Call once, before
/// work.
void runPoolInBackground();

/// The calling thread gives way from now on.
void runThreadInBackground();

} // namespace mantissa
