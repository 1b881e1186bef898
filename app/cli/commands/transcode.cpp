// mantissa-cli transcode MODEL OUT: codes and scales move to another packing or to GGUF as they are.
#include "pipeline/transcode.h"
#include "base/parallel.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/exported_text.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "packings/registry.h"
#include "report/report_json.h"

#include <iostream>

namespace mantissa::cli {

namespace {

struct TranscodeOptions {
    std::string model;
    std::string output;
    std::string packing;
    std::string scheme;
    int threads = 0;
    bool lossy = false;
    bool dryRun = false;
    bool everyTensor = false;
    bool quiet = false;
    bool json = false;
};

Result<ExportOptions> exportOptionsOf(const TranscodeOptions& options, const Recipe& recipe) {
    ExportOptions result;
    result.target = options.output;
    result.recipe = recipe;
    result.takeOver = true;
    if (options.packing.empty()) {
        MANTISSA_TRY(result.container, containerOf(result.target));
        return result;
    }
    MANTISSA_TRY(result.packing, parsePacking(options.packing));
    result.container = ExportContainer::HuggingFace;
    return result;
}

/// Only GGUF and packings hold codes.
Result<void> checkOutput(const TranscodeOptions& options) {
    if (!options.packing.empty())
        return {};
    MANTISSA_TRY(const ExportContainer container, containerOf(options.output));
    if (container == ExportContainer::Gguf)
        return {};
    return fail(
        Error(ErrorCode::InvalidArgument,
              sentence(MANTISSA_TR("core", "Codes can go to a .gguf file, or with --packing to a folder.")))
            .inFile(options.output));
}

Result<Transcoding> planOf(const TranscodeOptions& options, const Model& model) {
    TranscodingTarget target;
    if (!options.packing.empty()) {
        MANTISSA_TRY(target.packing, parsePacking(options.packing));
    }
    if (!options.scheme.empty()) {
        MANTISSA_TRY(target.scheme, schemeOf(options.scheme));
    }
    return planTranscoding(model, target);
}

/// Said before anything is written; once for weights that lose for the same reason.
void printLosses(const Transcoding& plan) {
    std::map<std::string, std::vector<std::string>> names;
    for (const Transcoded& one : plan.tensors) {
        if (!one.lossless())
            names[translated(one.loss)].push_back(one.tensor->name);
    }
    for (const auto& [reason, weights] : names)
        std::cerr << "note: " << counted(weights.size(), "weight") << " (" << printable(weights.front())
                  << (weights.size() > 1 ? ", ..." : "") << "): " << reason << '\n';
}

Error lossy(const Transcoding& plan) {
    std::size_t count = 0;
    for (const Transcoded& one : plan.tensors)
        count += one.lossless() ? 0 : 1;
    return {ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "%1 weights would change. Give --lossy to have them rounded anew."),
                     count)};
}

void printEquality(const Certificate& certificate) {
    std::size_t same = 0;
    for (const CertifiedTensor& tensor : certificate.tensors)
        same += tensor.sameAsSource ? 1 : 0;
    std::cout << "  Against the original: " << same << " of " << counted(certificate.tensors.size(), "tensor")
              << " hold the very same values, bit for bit\n";
}

Json resultJson(const Transcoding& plan, const Preflight& preflight, const Certificate* certificate) {
    Json json;
    json["lossless"] = plan.lossless();
    json["losses"] = Json::array();
    for (const Transcoded& one : plan.tensors) {
        if (!one.lossless())
            json["losses"].push_back({{"name", one.tensor->name}, {"reason", translated(one.loss)}});
    }
    json["preflight"] = toJson(preflight);
    if (certificate != nullptr)
        json["certificate"] = toJson(*certificate);
    return json;
}

Result<ExitCode> run(const TranscodeOptions& options) {
    setThreads(options.threads);
    MANTISSA_CHECK(checkOutput(options));
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    MANTISSA_TRY(const Transcoding plan, planOf(options, *model));
    MANTISSA_TRY(const ExportOptions exported, exportOptionsOf(options, plan.recipe));
    MANTISSA_TRY(const Preflight before, preflight(model, exported));
    if (!options.json)
        printLosses(plan);
    if (options.dryRun) {
        if (options.json)
            std::cout << jsonText(resultJson(plan, before, nullptr));
        else
            printPreflight(before, options.everyTensor);
        return Ok;
    }
    if (!plan.lossless() && !options.lossy)
        return fail(lossy(plan));
    const auto certificate = [&] {
        const RunningTask running("Transcoding");
        return exportModel(model, exported, running.task());
    }();
    if (!certificate)
        return fail(certificate.error());
    if (options.json) {
        std::cout << jsonText(resultJson(plan, before, &*certificate));
    } else if (!options.quiet) {
        printCertificate(before, *certificate, options.everyTensor);
        printEquality(*certificate);
    }
    return certificate->valid() ? Ok : CheckFailed;
}

void addOptions(CLI::App& command, TranscodeOptions& options) {
    addModel(command, options.model);
    command.add_option("OUT", options.output, "The .gguf file to write; with --packing the folder")
        ->required()
        ->type_name("");
    command
        .add_option("--packing", options.packing,
                    "Make OUT a Hugging Face folder in this packing (see packings)")
        ->type_name("NAME");
    command
        .add_option("-s,--scheme", options.scheme,
                    "What weights become; if not given the smallest that holds them")
        ->type_name("S");
    command.add_flag("--lossy", options.lossy, "Round what the scheme cannot hold instead of refusing");
    addThreads(command, options.threads);
    auto* dryRun = command.add_flag("--dry-run", options.dryRun, "Only say what would be written and lost");
    command.add_flag("--every-tensor", options.everyTensor, "One line a tensor, however many there are");
    auto* json = addJson(command, options.json);
    command.add_flag("-q,--quiet", options.quiet, "Print nothing but warnings and errors")
        ->excludes(json)
        ->excludes(dryRun);
}

} // namespace

void addTranscode(CLI::App& program, Action& action) {
    auto* command =
        program.add_subcommand("transcode", "Move a quantized model to another layout without loss");
    addExamples(*command, "  mantissa-cli transcode model-gptq model.gguf\n"
                          "  mantissa-cli transcode model-gptq model-awq --packing awq\n"
                          "  mantissa-cli transcode model-gptq small.gguf -s Q4_0 --dry-run\n");
    auto options = std::make_shared<TranscodeOptions>();
    addOptions(*command, *options);
    command->callback([=, &action] { action = [=] { return run(*options); }; });
}

} // namespace mantissa::cli
