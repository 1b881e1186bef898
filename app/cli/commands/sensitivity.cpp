// mantissa-cli sensitivity MODEL --text F: what the model's predictions lose when one tensor, layer or role
// is quantized and all else stays.
#include "base/atomic_file.h"
#include "base/parallel.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/sensitivity_table.h"
#include "cli/table.h"
#include "evaluation/text_chunks.h"
#include "pipeline/model_sensitivity.h"
#include "pipeline/target_check.h"
#include "report/number_text.h"
#include "report/sensitivity_csv.h"
#include "report/sensitivity_json.h"

#include <iostream>

namespace mantissa::cli {

namespace {

/// A ladder of sizes, where none are named.
const std::vector<std::string> usualSchemes{"Q2_K", "Q3_K", "Q4_K", "Q6_K"};

struct SensitivityCommand {
    std::string model;
    std::string text;
    std::vector<std::string> schemes;
    std::string by = "tensor";
    std::string tensors;
    std::string imatrix;
    std::string resume;
    std::string csv;
    std::int64_t context = ownContext;
    std::int64_t chunks = 0;
    int threads = 0;
    bool json = false;
};

/// No result is written over what the study reads, or over each other.
Result<void> checkTargets(const SensitivityCommand& command, const Model& model) {
    for (const std::string& target : {command.csv, command.resume}) {
        if (target.empty())
            continue;
        MANTISSA_CHECK(checkTarget(target, model, 0));
        MANTISSA_CHECK(checkNotInput(target, command.text));
        if (!command.imatrix.empty())
            MANTISSA_CHECK(checkNotInput(target, command.imatrix));
    }
    if (!command.csv.empty() &&
        std::filesystem::weakly_canonical(command.csv) == std::filesystem::weakly_canonical(command.resume))
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "--csv and --resume name the same file.")));
    return {};
}

Result<ModelSensitivity> measure(const SensitivityCommand& command, const Task& task) {
    MANTISSA_TRY(const std::vector<Scheme> schemes,
                 parseSchemes(command.schemes.empty() ? usualSchemes : command.schemes));
    MANTISSA_TRY(const ModelPtr model, openInput(command.model));
    MANTISSA_CHECK(checkTargets(command, *model));
    warnIfQuantized(*model, false);
    MANTISSA_TRY(const CausalNetwork network, buildNetwork(*model));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(*model));
    MANTISSA_TRY(
        const TokenChunks chunks,
        chunksOfFile(*tokenizer, command.text, contextOf(command.context, *model), command.chunks, task));
    ModelSensitivityOptions options;
    options.grouping = *groupingNamed(command.by);
    options.tensors = command.tensors;
    options.resume = command.resume;
    MANTISSA_TRY(options.importance, openImportance(model, command.imatrix));
    return modelSensitivity(model, network, chunks, schemes, options, Runtime(), task);
}

Result<void> writeCsv(const std::string& path, const ModelSensitivity& sensitivity) {
    MANTISSA_TRY(AtomicFile file, AtomicFile::create(path));
    MANTISSA_CHECK(file.write(sensitivityCsv(sensitivity)));
    return file.commit();
}

void print(const SensitivityCommand& command, const ModelSensitivity& sensitivity) {
    const Sensitivity& run = sensitivity.run;
    std::cout << printable(command.model) << " on " << printable(command.text) << ": "
              << counted(static_cast<std::uint64_t>(run.chunks), "chunk") << " of "
              << counted(static_cast<std::uint64_t>(run.context), "token") << ", " << run.scored
              << " scored, perplexity " << fixedText(run.perplexity.value, 4) << "\n";
    if (sensitivity.schemes.size() == 1)
        std::cout << "Each " << command.by << " as " << sensitivity.schemes.front()
                  << ", everything else as it is\n";
    std::cout << '\n';
    printSensitivity(sensitivity, std::cout);
    std::cout << '\n' << counted(sensitivity.cells.size(), "measurement");
    if (run.resumed > 0)
        std::cout << ", " << run.resumed << " of them from " << printable(command.resume);
    std::cout << ", in " << fixedText(run.times.total, 1) << " s\n";
}

Result<ExitCode> run(const SensitivityCommand& command) {
    setThreads(command.threads);
    const auto sensitivity = [&command] {
        const RunningTask running("Measuring");
        return measure(command, running.task());
    }();
    if (!sensitivity)
        return fail(sensitivity.error());
    if (!command.csv.empty())
        MANTISSA_CHECK(writeCsv(command.csv, *sensitivity));
    if (command.json) {
        Json json{{"model", command.model}, {"text", command.text}};
        json.update(toJson(*sensitivity));
        std::cout << jsonText(json);
    } else {
        print(command, *sensitivity);
    }
    return Ok;
}

void addOptions(CLI::App& command, SensitivityCommand& options) {
    addModel(command, options.model);
    command.add_option("--text", options.text, "The text to predict")->required()->type_name("FILE");
    command
        .add_option("-s,--scheme", options.schemes,
                    "A scheme to try; may be repeated (Q2_K, Q3_K, Q4_K, Q6_K)")
        ->allow_extra_args(false)
        ->type_name("S");
    command.add_option("--by", options.by, "What is quantized at a time: tensor, layer, role (tensor)")
        ->type_name("UNIT")
        ->check(CLI::IsMember({"tensor", "layer", "role"}).description(""));
    command
        .add_option("--tensors", options.tensors, "Only weights in whose name this is found, ignoring case")
        ->type_name("REGEX");
    addChunks(command, options.context, options.chunks);
    addImatrixFile(command, options.imatrix);
    command
        .add_option("--resume", options.resume,
                    "Keep results in this file as they come, and go on with those it has")
        ->type_name("FILE");
    command.add_option("--csv", options.csv, "Write all figures to this file, too")->type_name("FILE");
    addThreads(command, options.threads);
    addJson(command, options.json);
}

} // namespace

void addSensitivity(CLI::App& program, Action& action) {
    auto* command =
        program.add_subcommand("sensitivity", "What each tensor, layer or role costs when it is quantized");
    addExamples(*command, "  mantissa-cli sensitivity demo --text story.txt --context 256 -s Q2_K\n"
                          "  mantissa-cli sensitivity demo --text story.txt -c 256 -s Q4_0 -s Q4_K --by role "
                          "--resume study\n");
    auto options = std::make_shared<SensitivityCommand>();
    addOptions(*command, *options);
    command->callback([=, &action] { action = [=] { return run(*options); }; });
}

} // namespace mantissa::cli
