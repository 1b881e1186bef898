#pragma once
// A command of the program: one file in commands/ that tells CLI11 its options and what to do. To add one,
// write such a file, declare its function here and call it in main.cpp.
#include "base/result.h"
#include "cli/exit_code.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace mantissa::cli {

/// What the chosen command does once the command line is read: the exit code, or an Error that main() prints
/// and turns into one.
using Action = std::function<Result<ExitCode>()>;

void addFormats(CLI::App& program, Action& action);
void addRecipes(CLI::App& program, Action& action);
void addPackings(CLI::App& program, Action& action);
void addInspect(CLI::App& program, Action& action);
void addCompare(CLI::App& program, Action& action);
void addCompareMethods(CLI::App& program, Action& action);
void addQuantize(CLI::App& program, Action& action);
void addTranscode(CLI::App& program, Action& action);
void addReport(CLI::App& program, Action& action);
void addVerify(CLI::App& program, Action& action);
void addEvaluate(CLI::App& program, Action& action);
void addImatrix(CLI::App& program, Action& action);
void addGenerate(CLI::App& program, Action& action);
void addSensitivity(CLI::App& program, Action& action);

} // namespace mantissa::cli
