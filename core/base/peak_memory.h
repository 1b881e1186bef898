#pragma once
// How much more memory the process needed at the worst while something ran: resident pages, as the kernel
// counts them, mapped files included. Other threads' needs count too.
#include <cstdint>
#include <optional>

namespace mantissa {

class PeakMemory {
public:
    /// The peak counts from here on. Memory that was freed but is kept for later is given back first.
    PeakMemory();
    /// Bytes beyond what was resident at the start; nothing where the system does not tell.
    std::optional<std::uint64_t> bytes() const;

private:
    std::optional<std::uint64_t> before_;
};

} // namespace mantissa
