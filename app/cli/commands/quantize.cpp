// mantissa-cli quantize MODEL OUT: pre-flight, export, certificate.
#include "base/parallel.h"
#include "base/printable.h"
#include "cli/calibrating.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/error_report.h"
#include "cli/exported_text.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "packings/registry.h"
#include "pipeline/export.h"
#include "pipeline/target_check.h"
#include "report/command_line.h"
#include "report/exported_comparison.h"
#include "report/number_text.h"
#include "report/report_json.h"
#include "report/worst_tensors.h"

#include <iostream>

namespace mantissa::cli {

namespace {

struct QuantizeOptions {
    std::string model;
    std::string output;
    std::string recipe;
    std::string scheme;
    std::string method;
    std::vector<std::string> rules;
    std::string container;
    std::string packing;
    std::string maxMemory;
    std::string imatrix;
    CalibratingOptions calibration;
    std::string report;
    int threads = 0;
    bool pure = false;
    bool keepCodes = false;
    bool dryRun = false;
    bool everyTensor = false;
    bool quiet = false;
    bool json = false;
};

Result<std::string> allLines(const QuantizeOptions& options) {
    const bool scheme = !options.scheme.empty();
    MANTISSA_TRY(std::string text, recipeText(scheme ? options.scheme : options.recipe, scheme));
    for (const std::string& rule : options.rules) {
        if (rule.find('=') == std::string::npos) {
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "“%1” is not a rule; write PATTERN=SCHEME, for instance "
                                                     "ffn_down=Q6_K."),
                                 rule));
        }
        text += "\n" + rule;
    }
    return text;
}

Result<Recipe> recipeOfOptions(const QuantizeOptions& options) {
    MANTISSA_TRY(const std::string text, allLines(options));
    MANTISSA_TRY(Recipe recipe, parseRecipe(text));
    recipe.pure = recipe.pure || options.pure || !options.scheme.empty();
    if (options.method.empty())
        return recipe;
    if (!recipe.method.empty() || recipe.base.find('/') != std::string::npos) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "“%1” names a method already; leave out --method."), text));
    }
    if (findMixture(recipe.base) != nullptr)
        recipe.method = options.method;
    else
        recipe.base += "/" + options.method;
    return parseRecipe(recipe.text());
}

Result<ExportOptions> exportOptionsOf(const QuantizeOptions& options) {
    ExportOptions result;
    result.target = options.output;
    result.takeOver = options.keepCodes;
    MANTISSA_TRY(result.recipe, recipeOfOptions(options));
    if (!options.packing.empty()) {
        MANTISSA_TRY(result.packing, parsePacking(options.packing));
        result.container = ExportContainer::HuggingFace;
    } else if (options.container.empty()) {
        MANTISSA_TRY(result.container, containerOf(result.target));
    } else {
        result.container = options.container == "gguf" ? ExportContainer::Gguf : ExportContainer::Safetensors;
        const auto named = containerOf(result.target);
        if (named && *named != result.container) {
            return fail(
                Error(ErrorCode::InvalidArgument,
                      sentence(MANTISSA_TR("core", "The name says another container than --to %1. Change one "
                                                   "of the two."),
                               options.container))
                    .inFile(result.target));
        }
    }
    if (!options.maxMemory.empty()) {
        MANTISSA_TRY(result.maxMemory, parseSize(options.maxMemory));
    }
    return result;
}

Result<ExitCode> dryRun(const Preflight& plan, const QuantizeOptions& options) {
    if (options.json)
        std::cout << jsonText(toJson(plan));
    else
        printPreflight(plan, options.everyTensor);
    return Ok;
}

void addOption(std::string& line, const char* option, const std::string& value) {
    if (!value.empty())
        line += std::string(" ") + option + " " + shellQuoted(value);
}

/// The command that makes the same file and report again, whatever the number of threads.
std::string commandOf(const QuantizeOptions& options) {
    std::string line =
        "mantissa-cli quantize " + shellQuoted(options.model) + " " + shellQuoted(options.output);
    addOption(line, "--recipe", options.recipe);
    addOption(line, "--scheme", options.scheme);
    addOption(line, "--method", options.method);
    for (const std::string& rule : options.rules)
        addOption(line, "--rule", rule);
    if (options.pure)
        line += " --pure";
    addOption(line, "--imatrix", options.imatrix);
    addOption(line, "--calibration", options.calibration.text);
    if (options.calibration.context > 0)
        line += " --calibration-context " + std::to_string(options.calibration.context);
    if (options.calibration.chunks > 0)
        line += " --calibration-chunks " + std::to_string(options.calibration.chunks);
    addOption(line, "--to", options.container);
    addOption(line, "--packing", options.packing);
    if (options.keepCodes)
        line += " --keep-codes";
    addOption(line, "--report", options.report);
    return line;
}

/// Everything that would keep the report from being written, before hours of work.
Result<void> checkReport(const QuantizeOptions& options, const Model& model) {
    if (options.report.empty())
        return {};
    MANTISSA_CHECK(reportFormatOf(options.report));
    MANTISSA_CHECK(checkNotInput(options.report, options.imatrix));
    MANTISSA_CHECK(checkNotInput(options.report, options.calibration.text));
    MANTISSA_CHECK(checkNotInput(options.report, options.recipe));
    const auto absolute = [](const std::string& path) {
        return std::filesystem::absolute(path).lexically_normal();
    };
    if (absolute(options.report) == absolute(options.output)) {
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR("core", "The report and the model need two names.")))
                        .inFile(options.report));
    }
    return checkTarget(options.report, model, 0);
}

Result<void> writeReportOf(const QuantizeOptions& options, const ExportOptions& exported,
                           const ModelPtr& model, const Preflight& plan, const Certificate& certificate,
                           const Task& task) {
    ReportContent content;
    content.model = model;
    content.preflight = plan;
    content.certificate = certificate;
    content.comparison = exportedComparison(model, oneLine(exported.recipe), plan, certificate);
    content.date = reportDate();
    content.environment = describeEnvironment();
    content.command = commandOf(options);
    if (content.comparison) {
        MANTISSA_CHECK(studyWorstTensors(content, {}, exported.importance, 1, task));
    }
    return writeReport(content, options.report);
}

void print(const QuantizeOptions& options, const Preflight& plan, const Certificate& certificate) {
    if (options.json)
        std::cout << jsonText({{"preflight", toJson(plan)}, {"certificate", toJson(certificate)}});
    else if (!options.quiet)
        printCertificate(plan, certificate, options.everyTensor);
    if (!options.report.empty() && !options.json && !options.quiet)
        std::cout << "Report: " << options.report << '\n';
}

Result<ExitCode> run(const QuantizeOptions& options) {
    setThreads(options.threads);
    MANTISSA_TRY(ExportOptions exported, exportOptionsOf(options));
    MANTISSA_CHECK(checkNotInput(options.output, options.imatrix));
    MANTISSA_CHECK(checkNotInput(options.output, options.calibration.text));
    MANTISSA_CHECK(checkNotInput(options.output, options.recipe));
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    MANTISSA_CHECK(checkReport(options, *model));
    MANTISSA_TRY(exported.importance, openImportance(model, options.imatrix));
    MANTISSA_TRY(exported.calibration, openCalibration(options.calibration, *model, Task()));
    exported.tell = [](const WeightNote& note) { printNotes({note}); };
    MANTISSA_TRY(const Preflight plan, preflight(model, exported));
    if (!options.json)
        printWarnings(plan);
    if (options.dryRun)
        return dryRun(plan, options);
    const auto certificate = [&]() -> Result<Certificate> {
        const RunningTask running("Quantizing");
        MANTISSA_TRY(Certificate written, exportModel(model, exported, running.task()));
        if (!options.report.empty())
            MANTISSA_CHECK(writeReportOf(options, exported, model, plan, written, running.task()));
        return written;
    }();
    if (!certificate) {
        const Error& error = certificate.error();
        if (error.code() != ErrorCode::Mismatch || error.file() != exported.target)
            return fail(error);
        reportError(error, CheckFailed,
                    options.json); // no input is to blame: what was written reads back wrong
        return CheckFailed;
    }
    print(options, plan, *certificate);
    return certificate->valid() ? Ok : CheckFailed;
}

void addOptions(CLI::App& command, QuantizeOptions& options) {
    addModel(command, options.model);
    command
        .add_option("OUT", options.output,
                    "The file to write: .gguf or .safetensors; with --packing a folder")
        ->required()
        ->type_name("");
    auto* recipe = command.add_option("-r,--recipe", options.recipe,
                                      "A mixture such as Q4_K_M (see recipes), or a recipe file");
    auto* scheme = command.add_option("-s,--scheme", options.scheme, "One scheme for every weight");
    recipe->type_name("R")->excludes(scheme);
    scheme->type_name("S");
    command
        .add_option("--method", options.method, "How values are chosen where R or S does not say, as search")
        ->type_name("M");
    command
        .add_option("--rule,--tensor-type", options.rules,
                    "Weights with this in their name get scheme S; may be repeated")
        ->allow_extra_args(false)
        ->type_name("REGEX=S");
    addImatrixFile(command, options.imatrix);
    addCalibration(command, options.calibration);
    command.add_flag("--pure", options.pure, "Every weight in the mixture's main type");
    auto* container =
        command.add_option("--to", options.container, "The container, where the name of OUT does not say")
            ->type_name("gguf|safetensors")
            ->check(CLI::IsMember({"gguf", "safetensors"}).description(""));
    command
        .add_option("--packing", options.packing,
                    "Make OUT a Hugging Face folder in this packing (see packings)")
        ->type_name("NAME")
        ->excludes(container);
    command.add_flag("--keep-codes", options.keepCodes,
                     "Move codes and scales as they are where grids coincide");
    addThreads(command, options.threads);
    command
        .add_option("--max-memory", options.maxMemory,
                    "Memory to work in beside mapped files; 512M if not given")
        ->type_name("SIZE");
    auto* report = command
                       .add_option("--report", options.report,
                                   "Also write a report with the certificate: .html, .json or .csv")
                       ->type_name("FILE");
    auto* dryRun =
        command.add_flag("--dry-run", options.dryRun, "Only say what would be written, to the byte")
            ->excludes(report);
    command.add_flag("--every-tensor", options.everyTensor, "One line a tensor, however many there are");
    auto* json = addJson(command, options.json);
    command.add_flag("-q,--quiet", options.quiet, "Print nothing but warnings and errors")
        ->excludes(json)
        ->excludes(dryRun);
}

} // namespace

void addQuantize(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("quantize", "Write a quantized model");
    addExamples(*command,
                "  mantissa-cli quantize demo small.gguf -r Q4_K_M\n"
                "  mantissa-cli quantize demo small.gguf -r Q4_K_M --rule 'ffn_down=Q6_K' --dry-run\n"
                "  mantissa-cli quantize demo small.gguf -s Q4_K/search --report small.html\n"
                "  mantissa-cli quantize demo small-gptq -s INT4,group=32 --packing gptq\n");
    auto options = std::make_shared<QuantizeOptions>();
    addOptions(*command, *options);
    command->callback([=, &action] {
        if (options->recipe.empty() && options->scheme.empty())
            throw CLI::RequiredError("--recipe or --scheme");
        action = [=] { return run(*options); };
    });
}

} // namespace mantissa::cli
