#include "base/peak_memory.h"

#include <fstream>
#include <string>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace mantissa {

namespace {

/// A line of /proc/self/status in bytes (proc(5)): "VmHWM:" is the largest resident set, "VmRSS:" the
/// present.
std::optional<std::uint64_t> statusLine(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name))
            return std::stoull(line.substr(name.size())) << 10U;
    }
    return std::nullopt;
}

} // namespace

PeakMemory::PeakMemory() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
    std::ofstream reset("/proc/self/clear_refs");
    reset << "5" << std::flush; // sets VmHWM back (proc(5))
    if (reset)
        before_ = statusLine("VmRSS:");
}

std::optional<std::uint64_t> PeakMemory::bytes() const {
    const auto peak = statusLine("VmHWM:");
    if (!before_ || !peak)
        return std::nullopt;
    return *peak > *before_ ? *peak - *before_ : 0;
}

} // namespace mantissa
