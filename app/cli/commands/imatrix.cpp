// mantissa-cli imatrix MODEL --text F -o OUT: llama.cpp's importance matrix, from running the model.
#include "base/parallel.h"
#include "base/printable.h"
#include "calibration/calibration_file.h"
#include "calibration/file_names.h"
#include "calibration/imatrix_file.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/coverage_table.h"
#include "cli/imatrix_conversion.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "evaluation/text_chunks.h"
#include "pipeline/hash_files.h"
#include "pipeline/model_calibration.h"
#include "pipeline/target_check.h"
#include "report/importance_json.h"

#include <iostream>

namespace mantissa::cli {

namespace {

struct ImatrixOptions {
    std::string model;
    std::string text;
    std::string output;
    std::string from;
    std::string save;
    std::int64_t context = ownContext;
    std::int64_t chunks = 0;
    int threads = 0;
    bool head = false;
    bool hessians = false;
    bool legacy = false;
    bool json = false;
};

Result<void> checkTargets(const ImatrixOptions& options, const Model& model) {
    std::vector<std::filesystem::path> inputs;
    if (!options.from.empty())
        inputs.emplace_back(options.from);
    if (!options.text.empty()) {
        MANTISSA_TRY(const auto texts, textFiles(options.text));
        inputs.insert(inputs.end(), texts.begin(), texts.end());
    }
    for (const std::string& target : {options.output, options.save}) {
        if (target.empty())
            continue;
        MANTISSA_CHECK(checkTarget(target, model, 0));
        for (const auto& input : inputs)
            MANTISSA_CHECK(checkNotInput(target, input));
    }
    return {};
}

Result<SavedCalibration> calibrated(const ImatrixOptions& options, const Model& model, const Task& task) {
    CalibrationRequest request{
        .text = options.text, .context = contextOf(options.context, model), .chunks = options.chunks};
    request.options.output = options.head;
    request.options.hessians = options.hessians;
    request.options.histograms = !options.save.empty();
    request.digests = !options.save.empty();
    return calibrateModel(model, request, task);
}

bool convertsMatrix(const ImatrixOptions& options) {
    return !options.from.empty() && !isCalibration(options.from);
}

struct Collected {
    ImportanceMatrix matrix;
    std::map<std::string, std::string> names; ///< of its entries in the model's file
};

/// How well the text covered each tensor, under the name that the model's file has for it.
std::vector<ImportanceCoverage> coverageInFile(const Collected& collected) {
    std::vector<ImportanceCoverage> tensors = coverage(collected.matrix);
    for (ImportanceCoverage& tensor : tensors) {
        if (const auto found = collected.names.find(tensor.tensor); found != collected.names.end())
            tensor.tensor = found->second;
    }
    return tensors;
}

Result<Collected> converted(const ImatrixOptions& options) {
    const std::int64_t context = options.context == ownContext ? 0 : options.context;
    MANTISSA_TRY(ImportanceMatrix matrix,
                 convertImatrix({options.from, options.output, options.model, context, options.legacy}));
    return Collected{std::move(matrix), {}};
}

Result<Collected> collect(const ImatrixOptions& options, const Task& task) {
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    MANTISSA_CHECK(checkTargets(options, *model));
    SavedCalibration saved;
    if (options.from.empty()) {
        MANTISSA_TRY(saved, calibrated(options, *model, task));
    } else {
        MANTISSA_TRY(const std::string digest, sha256OfFiles(model->files, task));
        MANTISSA_TRY(saved, readCalibration(options.from, digest));
    }
    if (!options.save.empty())
        MANTISSA_CHECK(writeCalibration(options.save, saved.calibration, saved.source));
    Collected collected{saved.calibration.importance(saved.source.text), {}};
    if (!options.output.empty())
        MANTISSA_CHECK(options.legacy ? writeLegacyImatrix(options.output, collected.matrix)
                                      : writeImatrix(options.output, collected.matrix));
    if (const auto network = buildNetwork(*model))
        collected.names = namesInFile(*network);
    return collected;
}

void printJson(const ImatrixOptions& options, const Collected& collected) {
    const ImportanceMatrix& matrix = collected.matrix;
    Json json;
    json["model"] = options.model.empty() ? Json(nullptr) : Json(options.model);
    json["text"] = matrix.datasets.empty() ? Json(nullptr) : Json(matrix.datasets.front());
    for (const auto& [key, file] :
         {std::pair("file", options.output), std::pair("calibration", options.save)}) {
        if (!file.empty())
            json[key] = file;
    }
    json["chunks"] = matrix.chunks;
    json["context"] = matrix.chunkTokens > 0 ? Json(matrix.chunkTokens) : Json(nullptr);
    json["tensors"] = Json::array();
    auto entry = matrix.entries.begin(); // in the same order
    for (const ImportanceCoverage& tensor : coverageInFile(collected)) {
        json["tensors"].push_back(toJson(tensor));
        json["tensors"].back()["entry"] = (entry++)->first;
    }
    std::cout << jsonText(json);
}

void print(const ImatrixOptions& options, const Collected& collected) {
    const ImportanceMatrix& matrix = collected.matrix;
    printCoverage(coverageInFile(collected), false, std::cout);
    const std::string both = options.output.empty() || options.save.empty() ? "" : " and ";
    std::cout << "Wrote " << printable(options.output) << both << printable(options.save) << ": "
              << counted(matrix.entries.size(), "tensor") << ", " << counted(matrix.chunks, "chunk") << " of "
              << chunkLengthText(matrix) << ".\n";
}

Result<ExitCode> run(const ImatrixOptions& options) {
    setThreads(options.threads);
    const auto collected = [&options]() -> Result<Collected> {
        if (convertsMatrix(options))
            return converted(options);
        const RunningTask running("Calibrating");
        return collect(options, running.task());
    }();
    if (!collected)
        return fail(collected.error());
    if (options.json)
        printJson(options, *collected);
    else
        print(options, *collected);
    return Ok;
}

/// What the flags have to be, of those that CLI11 cannot tell from one another.
void requireInputs(const ImatrixOptions& options) {
    if (options.text.empty() && options.from.empty())
        throw CLI::RequiredError("--text or --from");
    if (options.output.empty() && options.save.empty())
        throw CLI::RequiredError("--output or --save");
    if (!convertsMatrix(options)) {
        if (options.model.empty())
            throw CLI::RequiredError("MODEL");
        return;
    }
    if (options.output.empty() || !options.save.empty() || options.hessians || options.head ||
        options.chunks != 0)
        throw CLI::ValidationError("--from", "an importance matrix holds sums alone: of the other options "
                                             "only --output, --legacy, --context and --json go with it");
    if (options.context != ownContext && (options.context < 1 || options.context > INT32_MAX))
        throw CLI::ValidationError("--context", "a chunk has 1 token or more");
}

} // namespace

void addImatrix(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("imatrix", "Run a model on a text to learn which columns matter");
    addExamples(*command, "  mantissa-cli imatrix demo --text story.txt --context 256 -o imatrix.gguf\n"
                          "  mantissa-cli imatrix --from old.dat --context 512 -o imatrix.gguf\n"
                          "  mantissa-cli quantize demo small.gguf -r Q4_K_M --imatrix imatrix.gguf\n");
    auto options = std::make_shared<ImatrixOptions>();
    // With --from and an importance matrix there need be none.
    command->add_option("MODEL", options->model, "File or folder, or the word demo")->type_name("");
    command->add_option("--text", options->text, "The text to calibrate on: a file, or a folder of them")
        ->type_name("FILE");
    command
        ->add_option("--from", options->from,
                     "A calibration saved before, or a matrix to convert")
        ->type_name("FILE")
        ->excludes("--text");
    command->add_option("-o,--output", options->output, "The importance matrix to write")->type_name("FILE");
    command->add_option("--save", options->save, "Keep all that was seen in this file (.safetensors)")
        ->type_name("FILE");
    command->add_flag("--hessians", options->hessians, "Keep second moments too (columns² numbers an input)");
    addChunks(*command, options->context, options->chunks);
    addThreads(*command, options->threads);
    command->add_flag("--process-output", options->head, "The output layer too (left out as llama.cpp does)");
    command->add_flag("--legacy", options->legacy, "Write llama.cpp's older .dat form");
    addJson(*command, options->json);
    command->callback([=, &action] {
        requireInputs(*options);
        action = [=] { return run(*options); };
    });
}

} // namespace mantissa::cli
