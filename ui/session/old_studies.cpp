#include "session/old_studies.h"

#include <algorithm>
#include <vector>

namespace mantissa::ui {

namespace {

namespace fs = std::filesystem;

struct Study {
    fs::path path;
    fs::file_time_type written;
    std::uint64_t bytes;
};

std::vector<Study> studiesIn(const fs::path& folder) {
    std::vector<Study> studies;
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        std::error_code unknown;
        if (entries->path().extension() != ".sensitivity" || !entries->is_regular_file(unknown) ||
            entries->is_symlink(unknown))
            continue;
        Study study{entries->path(), entries->last_write_time(unknown), 0};
        if (!unknown)
            study.bytes = entries->file_size(unknown);
        if (!unknown)
            studies.push_back(std::move(study));
    }
    return studies;
}

} // namespace

void removeOldStudies(const fs::path& folder, const StudyLimits& limits) {
    std::vector<Study> studies = studiesIn(folder);
    std::sort(studies.begin(), studies.end(),
              [](const Study& a, const Study& b) { return a.written > b.written; });
    const auto oldest = fs::file_time_type::clock::now() - limits.age;
    std::uint64_t kept = 0;
    for (const Study& study : studies) {
        kept += study.bytes;
        std::error_code ignored;
        if (study.written < oldest || kept > limits.bytes)
            fs::remove(study.path, ignored);
    }
}

} // namespace mantissa::ui
