// mantissa-cli report MODEL --scheme S... --recipe R... -o FILE: a comparison to show around.
#include "report/report.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/comparing.h"
#include "cli/running_task.h"
#include "pipeline/target_check.h"
#include "report/command_line.h"
#include "report/worst_tensors.h"

#include <iostream>

namespace mantissa::cli {

namespace {

struct ReportOptions {
    ComparingOptions comparing;
    std::string output;
    std::size_t closerLooks = 6;
};

std::string commandOf(const ReportOptions& options) {
    const ComparingOptions& comparing = options.comparing;
    return commandLine(
        {comparing.model,
         comparing.schemes,
         comparing.recipes,
         comparing.tensors,
         comparing.original,
         comparing.imatrix,
         options.output,
         {comparing.calibration.text, comparing.calibration.context, comparing.calibration.chunks}});
}

Result<ExitCode> run(const ReportOptions& options) {
    MANTISSA_CHECK(reportFormatOf(options.output)); // before any work
    MANTISSA_CHECK(checkNotInput(options.output, options.comparing.imatrix));
    MANTISSA_CHECK(checkNotInput(options.output, options.comparing.original));
    for (const std::string& recipe : options.comparing.recipes)
        MANTISSA_CHECK(checkNotInput(options.output, recipe));
    const RunningTask running("Measuring");
    MANTISSA_TRY(const Compared compared, runComparison(options.comparing, running.task()));
    MANTISSA_CHECK(checkTarget(options.output, *compared.model, 0));
    ReportContent content;
    content.model = compared.model;
    content.comparison = compared.comparison;
    content.date = reportDate();
    content.environment = describeEnvironment();
    content.command = commandOf(options);
    MANTISSA_CHECK(studyWorstTensors(content, compared.original, compared.importance, options.closerLooks,
                                     running.task()));
    MANTISSA_CHECK(writeReport(content, options.output));
    return Ok;
}

} // namespace

void addReport(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("report", "Write a comparison as HTML, JSON or CSV");
    addExamples(*command, "  mantissa-cli report demo -s Q8_0 -s Q4_K -r Q4_K_M -o report.html\n");
    auto options = std::make_shared<ReportOptions>();
    addComparingOptions(*command, options->comparing);
    command->add_option("-o,--output", options->output, "The report: .html, .json or .csv")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--worst", options->closerLooks,
                     "Weights to show closely: the worst of each column; 6 if not given")
        ->type_name("N");
    command->callback([=, &action] {
        requirePlan(options->comparing);
        action = [=]() -> Result<ExitCode> {
            MANTISSA_TRY(const ExitCode code, run(*options));
            std::cout << "Wrote " << options->output << '\n';
            return code;
        };
    });
}

} // namespace mantissa::cli
