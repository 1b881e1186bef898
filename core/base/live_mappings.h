#pragma once
// Where mapped files lie in memory, and what happens when one loses its bytes. Touching a page whose file was
// cut short, or whose disk fails, raises SIGBUS (mmap(2)), which would end the program in the middle of an
// export. The handler installed here puts zeros under the rest of that mapping and marks it as lost: readers
// run on, and whoever asks lost() afterwards throws away what they made of it.
#include <cstddef>
#include <cstdint>

namespace mantissa {

/// A live mapping; made by add(), given back by remove().
struct LiveMapping;

/// Installs the handler with the first mapping. Callable from many threads.
LiveMapping* addLiveMapping(std::uintptr_t begin, std::size_t size);
/// Before the memory is unmapped.
void removeLiveMapping(LiveMapping* mapping);
/// Some of its bytes could not be read and were zeros instead.
bool lost(const LiveMapping& mapping);

} // namespace mantissa
