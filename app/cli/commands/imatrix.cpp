// mantissa-cli imatrix MODEL --text F -o OUT: llama.cpp's importance matrix, from running the model.
#include "base/parallel.h"
#include "base/printable.h"
#include "calibration/imatrix_file.h"
#include "calibration/linear_inputs.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/coverage_table.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "evaluation/text_chunks.h"
#include "pipeline/target_check.h"
#include "report/importance_json.h"

#include <iostream>

namespace mantissa::cli {

namespace {

struct ImatrixOptions {
    std::string model;
    std::string text;
    std::string output;
    std::int64_t context = 512;
    std::int64_t chunks = 0;
    int threads = 0;
    bool head = false;
    bool legacy = false;
    bool json = false;
};

Result<ImportanceMatrix> collect(const ImatrixOptions& options, const Task& task) {
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    MANTISSA_CHECK(checkTarget(options.output, *model, 0));
    MANTISSA_CHECK(checkNotInput(options.output, options.text));
    MANTISSA_TRY(const CausalNetwork network, buildNetwork(*model));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(*model));
    MANTISSA_TRY(const TokenChunks chunks,
                 chunksOfFile(*tokenizer, options.text, options.context, options.chunks, task));
    CalibrationOptions calibration;
    calibration.output = options.head;
    MANTISSA_TRY(const Calibration seen, calibrate(network, chunks, calibration, Runtime(), task));
    ImportanceMatrix matrix = seen.importance(options.text);
    MANTISSA_CHECK(options.legacy ? writeLegacyImatrix(options.output, matrix)
                                  : writeImatrix(options.output, matrix));
    return matrix;
}

void printJson(const ImatrixOptions& options, const ImportanceMatrix& matrix) {
    Json json;
    json["model"] = options.model;
    json["text"] = options.text;
    json["file"] = options.output;
    json["chunks"] = matrix.chunks;
    json["context"] = matrix.chunkTokens;
    json["tensors"] = Json::array();
    for (const ImportanceCoverage& tensor : coverage(matrix))
        json["tensors"].push_back(toJson(tensor));
    std::cout << jsonText(json);
}

void print(const ImatrixOptions& options, const ImportanceMatrix& matrix) {
    printCoverage(coverage(matrix), false, std::cout);
    std::cout << "Wrote " << printable(options.output) << ": " << counted(matrix.entries.size(), "tensor")
              << ", " << counted(matrix.chunks, "chunk") << " of " << counted(matrix.chunkTokens, "token")
              << ".\n";
}

Result<ExitCode> run(const ImatrixOptions& options) {
    setThreads(options.threads);
    const auto matrix = [&options] {
        const RunningTask running("Calibrating");
        return collect(options, running.task());
    }();
    if (!matrix)
        return fail(matrix.error());
    if (options.json)
        printJson(options, *matrix);
    else
        print(options, *matrix);
    return Ok;
}

} // namespace

void addImatrix(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("imatrix", "Run a model on a text to learn which columns matter");
    addExamples(*command, "  mantissa-cli imatrix demo --text story.txt --context 256 -o imatrix.gguf\n"
                          "  mantissa-cli quantize demo small.gguf -r Q4_K_M --imatrix imatrix.gguf\n");
    auto options = std::make_shared<ImatrixOptions>();
    addModel(*command, options->model);
    command->add_option("--text", options->text, "The text to calibrate on")->required()->type_name("FILE");
    command->add_option("-o,--output", options->output, "The file to write")->required()->type_name("FILE");
    addChunks(*command, options->context, options->chunks);
    addThreads(*command, options->threads);
    command->add_flag("--process-output", options->head, "The output layer too (left out as llama.cpp does)");
    command->add_flag("--legacy", options->legacy, "Write llama.cpp's older .dat form");
    addJson(*command, options->json);
    command->callback([=, &action] { action = [=] { return run(*options); }; });
}

} // namespace mantissa::cli
