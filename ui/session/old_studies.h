#pragma once
// Results that sensitivity studies keep in the cache folder, in case they are asked for again, must not pile
// up there.
#include <chrono>
#include <cstdint>
#include <filesystem>

namespace mantissa::ui {

struct StudyLimits {
    std::chrono::hours age = std::chrono::hours(24 * 30); ///< since a file was last written to
    std::uint64_t bytes = std::uint64_t{64} << 20;        ///< of all together; the oldest go first
};

/// Removes the .sensitivity files of a folder that are too old or too many. Nothing else is touched, and what
/// cannot be removed stays. Reads the disk: not for the window's thread.
void removeOldStudies(const std::filesystem::path& folder, const StudyLimits& limits = {});

} // namespace mantissa::ui
