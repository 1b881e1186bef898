#pragma once
// The options that `compare` and `report` share, and the comparison they ask for.
#include "analysis/comparison.h"
#include "cli/calibrating.h"
#include "cli/command.h"

namespace mantissa::cli {

struct ComparingOptions {
    std::string model;
    std::vector<std::string> schemes;
    std::vector<std::string> recipes;
    std::string tensors;
    std::string original;
    std::string imatrix;
    CalibratingOptions calibration;
    int threads = 0;
};

void addComparingOptions(CLI::App& command, ComparingOptions& options);
/// Throws what CLI11 reports as a usage error where neither a scheme nor a recipe was given.
void requirePlan(const ComparingOptions& options);

struct Compared {
    ModelPtr model;
    OriginalRows original;          ///< empty: the model itself
    TensorImportancePtr importance; ///< null: all columns alike
    ComparisonPtr comparison;       ///< columns: the schemes in the order given, then the recipes
};

Result<Compared> runComparison(const ComparingOptions& options, const Task& task);

} // namespace mantissa::cli
