#pragma once
// The options that `compare` and `report` share, and the comparison they ask for.
#include "analysis/comparison.h"
#include "cli/command.h"

namespace mantissa::cli {

struct ComparingOptions {
    std::string model;
    std::vector<std::string> schemes;
    std::string tensors;
    std::string original;
    std::string imatrix;
    int threads = 0;
};

void addComparingOptions(CLI::App& command, ComparingOptions& options);

struct Compared {
    ModelPtr model;
    OriginalRows original; ///< empty: the model itself
    ComparisonPtr comparison;
};

Result<Compared> runComparison(const ComparingOptions& options, const Task& task);

} // namespace mantissa::cli
