// mantissa-cli report MODEL --scheme S... -o FILE: a comparison to show around.
#include "report/report.h"
#include "cli/command.h"
#include "cli/comparing.h"
#include "cli/running_task.h"
#include "pipeline/target_check.h"
#include "report/worst_tensors.h"

#include <cstdlib>
#include <ctime>
#include <iostream>

namespace mantissa::cli {

namespace {

struct ReportOptions {
    ComparingOptions comparing;
    std::string output;
    std::size_t closerLooks = 6;
};

// SOURCE_DATE_EPOCH (reproducible-builds.org) makes a report the same bytes again.
std::string dateNow() {
    std::time_t now = std::time(nullptr);
    if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"))
        now = static_cast<std::time_t>(std::strtoll(fixed, nullptr, 10));
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

// As a shell would take it again.
std::string quoted(const std::string& word) {
    const bool plain =
        !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV"
                                                "WXYZ0123456789_-+=,./:@%") == std::string::npos;
    if (plain)
        return word;
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::string commandLine(const ReportOptions& options) {
    const ComparingOptions& comparing = options.comparing;
    std::string line = "mantissa-cli report " + quoted(comparing.model);
    for (const std::string& scheme : comparing.schemes)
        line += " --scheme " + quoted(scheme);
    if (!comparing.tensors.empty())
        line += " --tensors " + quoted(comparing.tensors);
    if (!comparing.original.empty())
        line += " --original " + quoted(comparing.original);
    if (!comparing.imatrix.empty())
        line += " --imatrix " + quoted(comparing.imatrix);
    return line + " -o " + quoted(options.output);
}

Result<ExitCode> run(const ReportOptions& options) {
    MANTISSA_CHECK(reportFormatOf(options.output)); // before any work
    MANTISSA_CHECK(checkNotInput(options.output, options.comparing.imatrix));
    MANTISSA_CHECK(checkNotInput(options.output, options.comparing.original));
    const RunningTask running("Measuring");
    MANTISSA_TRY(const Compared compared, runComparison(options.comparing, running.task()));
    MANTISSA_CHECK(checkTarget(options.output, *compared.model, 0));
    ReportContent content;
    content.model = compared.model;
    content.comparison = compared.comparison;
    content.date = dateNow();
    content.environment = describeEnvironment();
    content.command = commandLine(options);
    MANTISSA_CHECK(studyWorstTensors(content, compared.original, options.closerLooks, running.task()));
    MANTISSA_CHECK(writeReport(content, options.output));
    return Ok;
}

} // namespace

void addReport(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("report", "Write a comparison as HTML, JSON or CSV");
    auto options = std::make_shared<ReportOptions>();
    addComparingOptions(*command, options->comparing);
    command->add_option("-o,--output", options->output, "The report: .html, .json or .csv")
        ->required()
        ->type_name("FILE");
    command->add_option("--worst", options->closerLooks, "Tensors to show closely (the worst of each scheme)")
        ->type_name("N");
    command->callback([=, &action] {
        action = [=]() -> Result<ExitCode> {
            MANTISSA_TRY(const ExitCode code, run(*options));
            std::cout << "Wrote " << options->output << '\n';
            return code;
        };
    });
}

} // namespace mantissa::cli
