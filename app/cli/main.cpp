// mantissa-cli: everything the window does, without one.
#include "cli/command.h"
#include "cli/error_report.h"

#include <csignal>
#include <cstdio>
#include <iostream>

namespace {

using namespace mantissa::cli;

void describeProgram(CLI::App& program) {
    program.name("mantissa-cli");
    program.description("Quantize neural-network weights, and measure what it costs.");
    program.set_version_flag("--version", "mantissa-cli " MANTISSA_VERSION);
    program.footer(exitCodeHelp());
    program.require_subcommand(1);
    program.get_formatter()->column_width(32);
}

// CLI11 has an exit code for every kind of mistake; ours are fewer and documented.
int usageExit(const CLI::App& program, const CLI::ParseError& error, bool json) {
    if (program.exit(error) == 0) // --help
        return Ok;
    if (json)
        reportUsage(error.what());
    return BadUsage;
}

int report(const mantissa::Error& error, bool json) {
    const ExitCode code = exitCodeOf(error);
    reportError(error, code, json);
    return code;
}

} // namespace

int main(int argc, char** argv) {
    // A file size limit then shows as an ordinary write error, and nothing is left behind.
    std::signal(SIGXFSZ, SIG_IGN);
    const bool json = wantsJson(argc, argv);
    CLI::App program;
    describeProgram(program);
    Action action;
    addFormats(program, action);
    addRecipes(program, action);
    addPackings(program, action);
    addInspect(program, action);
    addCompare(program, action);
    addCompareMethods(program, action);
    addQuantize(program, action);
    addTranscode(program, action);
    addReport(program, action);
    addVerify(program, action);
    addEvaluate(program, action);
    addImatrix(program, action);
    addGenerate(program, action);
    addSensitivity(program, action);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usageExit(program, error, json);
    }
    const auto result = action();
    if (!result)
        return report(result.error(), json);
    // A pipe that closed early or a full disk is found here, not in the middle of a line.
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "mantissa-cli: the output could not be written.\n";
        return Failed;
    }
    return *result;
}
