#include "base/file_mode.h"

#include <mutex>
#include <sys/stat.h>

namespace mantissa {

unsigned permittedMode(unsigned wanted) {
    // The mask can be read only by setting it: no two threads may do so at once.
    static std::mutex setting;
    const std::lock_guard lock(setting);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return wanted & ~static_cast<unsigned>(mask);
}

} // namespace mantissa
