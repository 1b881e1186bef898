// mantissa-cli compare-methods MODEL --calibration F --text T: every format and method of one size on equal
// terms, as a table, a picture and a report.
#include "base/atomic_file.h"
#include "base/parallel.h"
#include "base/printable.h"
#include "cli/calibrating.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/input.h"
#include "cli/method_table.h"
#include "cli/running_task.h"
#include "evaluation/text_chunks.h"
#include "pipeline/method_comparison.h"
#include "pipeline/target_check.h"
#include "report/command_line.h"
#include "report/html/method_chart.h"
#include "report/method_comparison_json.h"
#include "report/method_comparison_text.h"
#include "report/report.h"

#include <algorithm>
#include <iostream>

namespace mantissa::cli {

namespace {

struct CompareMethodsCommand {
    std::string model;
    std::string text;
    CalibratingOptions calibration;
    std::vector<int> bits;
    std::vector<std::string> formats;
    std::vector<std::string> methods;
    std::vector<std::string> schemes;
    std::string imatrix;
    std::string figure; ///< empty: KL divergence, of one tensor its outputs' error
    std::string tensor;
    std::string csv;
    std::string svg;
    std::string markdown;
    std::string report;
    std::int64_t context = ownContext;
    std::int64_t chunks = 0;
    int threads = 0;
    bool json = false;
};

std::vector<std::string> targetsOf(const CompareMethodsCommand& command) {
    std::vector<std::string> targets;
    for (const std::string& target : {command.csv, command.svg, command.markdown, command.report}) {
        if (!target.empty())
            targets.push_back(target);
    }
    return targets;
}

/// Before hours of work: nothing is written over what is read, or twice.
Result<void> checkTargets(const CompareMethodsCommand& command, const Model& model) {
    if (!command.report.empty())
        MANTISSA_CHECK(reportFormatOf(command.report));
    std::vector<std::filesystem::path> seen;
    for (const std::string& target : targetsOf(command)) {
        MANTISSA_CHECK(checkTarget(target, model, 0));
        for (const std::string& input : {command.text, command.calibration.text, command.imatrix}) {
            if (!input.empty())
                MANTISSA_CHECK(checkNotInput(target, input));
        }
        const std::filesystem::path path = std::filesystem::weakly_canonical(target);
        if (std::find(seen.begin(), seen.end(), path) != seen.end())
            return fail(Error(ErrorCode::InvalidArgument,
                              sentence(MANTISSA_TR("core", "Two results cannot go to the same file.")))
                            .inFile(target));
        seen.push_back(path);
    }
    return {};
}

/// Those named, and those of the size asked for.
Result<std::vector<Scheme>> schemesOf(const CompareMethodsCommand& command) {
    MANTISSA_TRY(std::vector<Scheme> schemes, parseSchemes(command.schemes));
    if (!schemes.empty() && command.bits.empty() && command.formats.empty() && command.methods.empty())
        return schemes;
    MethodChoice choice{command.bits, command.formats, command.methods};
    if (choice.bits.empty())
        choice.bits = {4};
    MANTISSA_TRY(const std::vector<Scheme> found, schemesOfSize(choice));
    for (const Scheme& scheme : found) {
        if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
            schemes.push_back(scheme);
    }
    return schemes;
}

/// Of the tensor whose picture is wanted: a name that no layer has is said before the work.
Result<void> checkTensor(const CompareMethodsCommand& command, const CausalNetwork& network) {
    if (command.tensor.empty())
        return {};
    if (!network.network.graph().findWeight(command.tensor))
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "No layer of the model has this weight. Take a name "
                                                       "that inspect lists.")))
                        .ofTensor(command.tensor));
    if (!command.figure.empty() && command.figure != "weight" && command.figure != "output")
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "Of one tensor, --figure can be weight or output.")));
    return {};
}

Result<MethodComparison> measure(const CompareMethodsCommand& command, ModelPtr& model, const Task& task) {
    MANTISSA_TRY(const std::vector<Scheme> schemes, schemesOf(command));
    MANTISSA_TRY(model, openInput(command.model));
    MANTISSA_CHECK(checkTargets(command, *model));
    warnIfQuantized(*model, false);
    MANTISSA_TRY(const CausalNetwork network, buildNetwork(*model));
    MANTISSA_CHECK(checkTensor(command, network));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(*model));
    MANTISSA_TRY(
        const TokenChunks text,
        chunksOfFile(*tokenizer, command.text, contextOf(command.context, *model), command.chunks, task));
    std::optional<TokenChunks> calibration;
    if (!command.calibration.text.empty()) {
        MANTISSA_TRY(calibration, calibrationChunks(command.calibration, *model, network, task));
    }
    MethodComparisonOptions options;
    options.calibration = calibration ? &*calibration : nullptr;
    MANTISSA_TRY(options.importance, openImportance(model, command.imatrix));
    MANTISSA_TRY(MethodComparison result, compareMethods(*model, network, text, schemes, options, task));
    result.calibration = command.calibration.text;
    result.text = command.text;
    return result;
}

MethodFigure figureOf(const CompareMethodsCommand& command) {
    if (command.figure.empty())
        return command.tensor.empty() ? MethodFigure::Divergence : MethodFigure::OutputError;
    const auto all = methodFigures();
    return std::find_if(all.begin(), all.end(),
                        [&](const MethodFigureInfo& one) { return command.figure == one.id; })
        ->figure;
}

Result<void> write(const std::string& path, const std::string& content) {
    if (path.empty())
        return {};
    MANTISSA_TRY(AtomicFile file, AtomicFile::create(path));
    MANTISSA_CHECK(file.write(content));
    return file.commit();
}

void addList(std::string& line, const char* option, const std::vector<std::string>& values) {
    for (const std::string& value : values)
        line += std::string(" ") + option + " " + shellQuoted(value);
}

std::string commandOf(const CompareMethodsCommand& command) {
    std::string line = "mantissa-cli compare-methods " + shellQuoted(command.model);
    std::vector<std::string> bits;
    for (const int one : command.bits)
        bits.push_back(std::to_string(one));
    addList(line, "--text", {command.text});
    if (command.context != ownContext)
        addList(line, "--context", {std::to_string(command.context)});
    if (command.chunks > 0)
        addList(line, "--chunks", {std::to_string(command.chunks)});
    addList(line, "--bits", bits);
    addList(line, "--format", command.formats);
    addList(line, "--method", command.methods);
    addList(line, "--scheme", command.schemes);
    if (!command.imatrix.empty())
        addList(line, "--imatrix", {command.imatrix});
    line += calibrationOptions(
        {command.calibration.text, command.calibration.context, command.calibration.chunks});
    if (!command.report.empty())
        addList(line, "--report", {command.report});
    return line;
}

Result<void> writeAll(const CompareMethodsCommand& command, const ModelPtr& model,
                      const MethodComparison& comparison) {
    MANTISSA_CHECK(write(command.csv, command.csv.empty() ? "" : methodComparisonCsv(comparison)));
    MANTISSA_CHECK(write(command.markdown, methodComparisonMarkdown(comparison)));
    MANTISSA_CHECK(write(command.svg, html::methodPicture(comparison, figureOf(command), command.tensor)));
    if (command.report.empty())
        return {};
    ReportContent content;
    content.model = model;
    content.methods = comparison;
    content.date = reportDate();
    content.environment = describeEnvironment();
    content.command = commandOf(command);
    return writeReport(content, command.report);
}

Result<ExitCode> run(const CompareMethodsCommand& command) {
    setThreads(command.threads);
    ModelPtr model;
    const auto comparison = [&] {
        const RunningTask running("Comparing");
        return measure(command, model, running.task());
    }();
    if (!comparison)
        return fail(comparison.error());
    MANTISSA_CHECK(writeAll(command, model, *comparison));
    if (command.json) {
        std::cout << jsonText(toJson(*comparison));
        return Ok;
    }
    printMethods(*comparison, command.tensor, std::cout);
    for (const std::string& target : targetsOf(command))
        std::cout << "Wrote " << printable(target) << '\n';
    return Ok;
}

void addChoice(CLI::App& command, CompareMethodsCommand& options) {
    command
        .add_option("--bits", options.bits,
                    "Formats from so many bits a weight to below 0.75 more; may be repeated (4)")
        ->allow_extra_args(false)
        ->type_name("N")
        ->check(CLI::Range(1, 16).description(""));
    command.add_option("--format", options.formats, "Only this format; may be repeated")
        ->allow_extra_args(false)
        ->type_name("ID");
    command
        .add_option("--method", options.methods,
                    "Only this method; may be repeated. Pruning takes part where it is named")
        ->allow_extra_args(false)
        ->type_name("ID");
    command.add_option("-s,--scheme", options.schemes, "This scheme, too; alone, only those named")
        ->allow_extra_args(false)
        ->type_name("S");
}

void addOptions(CLI::App& command, CompareMethodsCommand& options) {
    addModel(command, options.model);
    command.add_option("--text", options.text, "The text to predict")->required()->type_name("FILE");
    addChunks(command, options.context, options.chunks);
    addCalibration(command, options.calibration);
    addChoice(command, options);
    addImatrixFile(command, options.imatrix);
    std::vector<std::string> ids;
    for (const MethodFigureInfo& figure : methodFigures())
        ids.emplace_back(figure.id);
    command
        .add_option("--figure", options.figure,
                    "What the picture shows: kl, ppl, output, weight, time or memory")
        ->type_name("NAME")
        ->check(CLI::IsMember(ids).description(""));
    command.add_option("--tensor", options.tensor, "Table and picture of one weight: its error and output's")
        ->type_name("NAME");
    command.add_option("--svg", options.svg, "Write the picture to this file")->type_name("FILE");
    command.add_option("--markdown", options.markdown, "Write the table to this file")->type_name("FILE");
    command.add_option("--csv", options.csv, "Write all figures, of each weight too, to this file")
        ->type_name("FILE");
    command.add_option("--report", options.report, "Also write a report: .html, .json or .csv")
        ->type_name("FILE");
    addThreads(command, options.threads);
    addJson(command, options.json);
}

} // namespace

void addCompareMethods(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("compare-methods",
                                           "All methods on equal terms: formats of one size side by side");
    addExamples(*command,
                "  mantissa-cli compare-methods demo --text story.txt --calibration stories.txt --bits 3\n"
                "  mantissa-cli compare-methods demo --text story.txt --format INT4 --method rtn --method "
                "search --svg int4.svg\n");
    auto options = std::make_shared<CompareMethodsCommand>();
    addOptions(*command, *options);
    command->callback([=, &action] { action = [=] { return run(*options); }; });
}

} // namespace mantissa::cli
