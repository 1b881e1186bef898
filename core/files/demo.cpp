#include "files/demo.h"

#include <cstdlib>
#include <vector>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> candidates() {
    if (const char* data = std::getenv("MANTISSA_DATA"); data != nullptr && *data != '\0')
        return {fs::path(data) / "demo"};
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error)
        return {};
    const fs::path folder = program.parent_path();
    return {
        (folder / "../share/mantissa/demo").lexically_normal(),
        (folder / "../../resources/demo").lexically_normal(),
        (folder / "../../../resources/demo").lexically_normal(),
    };
}

} // namespace

Result<fs::path> demoFolder() {
    std::string looked;
    for (const fs::path& candidate : candidates()) {
        std::error_code error;
        if (fs::is_directory(candidate, error))
            return candidate;
        looked += (looked.empty() ? "" : ", ") + candidate.string();
    }
    return fail(
        ErrorCode::NotFound,
        sentence(MANTISSA_TR("core", "The built-in demo is not there; it was looked for in: %1. Install "
                                     "Mantissa's data, or set MANTISSA_DATA to the folder that holds "
                                     "“demo”."),
                 looked));
}

Result<fs::path> demoModelPath() {
    MANTISSA_TRY(const fs::path folder, demoFolder());
    return folder / "fable";
}

} // namespace mantissa
