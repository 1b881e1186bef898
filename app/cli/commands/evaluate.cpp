// mantissa-cli evaluate MODEL --text F: perplexity, and what a scheme, a recipe or another file changes.
#include "base/parallel.h"
#include "base/printable.h"
#include "cli/calibrating.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "evaluation/evaluation.h"
#include "evaluation/output_error.h"
#include "evaluation/text_chunks.h"
#include "network/product_peak.h"
#include "pipeline/simulate.h"
#include "report/evaluation_json.h"
#include "report/number_text.h"

#include <algorithm>
#include <cmath>
#include <iostream>

namespace mantissa::cli {

namespace {

struct EvaluateOptions {
    std::string model;
    std::string text;
    std::string against;
    std::string recipe;
    std::string scheme;
    std::string imatrix;
    CalibratingOptions calibration;
    std::int64_t context = ownContext;
    std::int64_t chunks = 0;
    int threads = 0;
    bool llamaActivations = false;
    bool outputErrors = false;
    bool speed = false;
    bool json = false;
};

struct Outcome {
    std::string original; ///< empty: none
    std::string recipe;   ///< that was simulated; empty: none
    std::uint64_t bytes = 0;
    double bitsPerWeight = 0;
    Evaluation evaluation;
    std::vector<LayerError> layers; ///< empty: not asked for
    double peak = 0;                ///< operations a second; 0: not measured
};

Result<CausalNetwork> simulated(const EvaluateOptions& options, const ModelPtr& model,
                                const CausalNetwork& network, Outcome& outcome, const Task& task) {
    MANTISSA_TRY(const std::string text, recipeText(options.scheme.empty() ? options.recipe : options.scheme,
                                                    !options.scheme.empty()));
    MANTISSA_TRY(Recipe recipe, parseRecipe(text));
    recipe.pure = recipe.pure || !options.scheme.empty();
    MANTISSA_TRY(const auto importance, openImportance(model, options.imatrix));
    std::optional<TokenChunks> calibration;
    if (!options.calibration.text.empty()) {
        MANTISSA_TRY(calibration, calibrationChunks(options.calibration, *model, network, task));
    }
    MANTISSA_TRY(Simulation simulation,
                 simulate(network, *model, recipe, importance, task, calibration ? &*calibration : nullptr));
    printNotes(simulation.notes);
    outcome.recipe = options.scheme.empty() ? options.recipe : options.scheme;
    outcome.bytes = simulation.bytes;
    outcome.bitsPerWeight =
        8.0 * static_cast<double>(simulation.bytes) / static_cast<double>(simulation.elements);
    return options.llamaActivations ? withLlamaActivations(simulation) : std::move(simulation.network);
}

tl::unexpected<Error> nothingToRound() {
    return fail(
        ErrorCode::InvalidArgument,
        sentence(MANTISSA_TR("core", "--llama-activations belongs to a quantized model, or to --scheme "
                                     "or --recipe: no weight of this model is in one of GGUF's block "
                                     "types, so no figure would change.")));
}

/// The network as llama.cpp would run the file, where that was asked for.
Result<CausalNetwork> runnable(const EvaluateOptions& options, const Model& model) {
    MANTISSA_TRY(CausalNetwork network, buildNetwork(model));
    return options.llamaActivations ? withLlamaActivations(network, model) : std::move(network);
}

Result<Outcome> measure(const EvaluateOptions& options, const Task& task) {
    Outcome outcome;
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    ModelPtr other;
    if (!options.against.empty()) {
        MANTISSA_TRY(other, openInput(options.against));
    }
    const bool simulates = !options.scheme.empty() || !options.recipe.empty();
    const bool quantized = model->quantized() || (other && other->quantized());
    if (options.llamaActivations && !simulates && !quantized)
        return nothingToRound();
    MANTISSA_TRY(CausalNetwork network, buildNetwork(*model));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(*model));
    MANTISSA_TRY(
        const TokenChunks chunks,
        chunksOfFile(*tokenizer, options.text, contextOf(options.context, *model), options.chunks, task));
    std::optional<CausalNetwork> original;
    if (other) {
        MANTISSA_TRY(original, runnable(options, *other));
        outcome.original = options.against;
    }
    const CausalNetwork plain = network;
    if (options.llamaActivations) {
        MANTISSA_TRY(network, withLlamaActivations(plain, *model));
    }
    if (simulates) {
        if (!original) {
            original = network;
            outcome.original = options.model;
        }
        MANTISSA_TRY(network, simulated(options, model, plain, outcome, task));
    }
    EvaluationOptions evaluation;
    evaluation.original = original ? &*original : nullptr;
    MANTISSA_TRY(outcome.evaluation, evaluate(network, chunks, evaluation, Runtime(), task));
    if (options.outputErrors) {
        MANTISSA_TRY(outcome.layers, outputErrors(plain, network, chunks, {}, Runtime(), task));
    }
    if (options.speed) {
        MANTISSA_TRY(outcome.peak, measureProductPeak(0.5, task));
    }
    return outcome;
}

double operationsPerSecond(const Evaluation& evaluation) {
    return static_cast<double>(evaluation.matrixOperations) / evaluation.seconds;
}

Json toJson(const EvaluateOptions& options, const Outcome& outcome) {
    Json json;
    json["model"] = options.model;
    json["text"] = options.text;
    if (!outcome.recipe.empty()) {
        json[options.scheme.empty() ? "recipe" : "scheme"] = outcome.recipe;
        json["bytes"] = outcome.bytes;
        json["bitsPerWeight"] = numberOrNull(outcome.bitsPerWeight);
    }
    if (!outcome.original.empty())
        json["original"] = outcome.original;
    json.update(mantissa::toJson(outcome.evaluation));
    if (options.outputErrors) {
        json["layers"] = Json::array();
        for (const LayerError& layer : outcome.layers)
            json["layers"].push_back(mantissa::toJson(layer));
    }
    if (outcome.peak > 0) {
        json["productPeak"] = outcome.peak;
        json["shareOfPeak"] = numberOrNull(operationsPerSecond(outcome.evaluation) / outcome.peak);
    }
    return json;
}

/// So many decimals; what would vanish in them keeps two digits.
std::string visibleText(double value, int decimals) {
    const bool vanishes = value != 0 && std::abs(value) < 5 * std::pow(10.0, -decimals);
    return vanishes ? shortText(value, 2) : fixedText(value, decimals);
}

std::string estimateText(const Estimate& estimate, int decimals) {
    return visibleText(estimate.value, decimals) + " ± " + visibleText(estimate.error, decimals);
}

std::string sharesText(const Estimate& estimate) {
    return visibleText(100 * estimate.value, 3) + " ± " + visibleText(100 * estimate.error, 3) + " %";
}

void printDivergence(const Evaluation& evaluation, Table& table) {
    const Divergence& d = *evaluation.divergence;
    table.add({"Perplexity of the original", estimateText(*evaluation.originalPerplexity, 6)});
    table.add({"ln(perplexity ratio)", estimateText(d.logRatio, 6)});
    table.add({"KL divergence, mean", estimateText(d.mean, 6)});
    table.add({"  median", visibleText(d.median, 6)});
    table.add({"  90 %", visibleText(d.percentile90, 6)});
    table.add({"  95 %", visibleText(d.percentile95, 6)});
    table.add({"  99 %", visibleText(d.percentile99, 6)});
    table.add({"  99.9 %", visibleText(d.percentile999, 6)});
    table.add({"  maximum", visibleText(d.maximum, 6)});
    table.add({"Change of p(right token), mean", sharesText(d.meanDeltaP)});
    table.add({"  root mean square", sharesText(d.rmsDeltaP)});
    table.add({"Same most likely token", sharesText(d.sameTop)});
}

/// Each layer on the inputs that it has in the original; the worst first.
void printLayers(std::vector<LayerError> layers) {
    std::stable_sort(layers.begin(), layers.end(), [](const LayerError& a, const LayerError& b) {
        return a.output.relative() > b.output.relative();
    });
    Table table({{"Layer", Align::Left, 42},
                 {"Weight error", Align::Right},
                 {"Output error", Align::Right},
                 {"Output SQNR dB", Align::Right}});
    for (const LayerError& layer : layers)
        table.add({layer.layer, percentText(layer.stored.relative()), percentText(layer.output.relative()),
                   fixedText(layer.output.sqnrDb(), 2)});
    std::cout << '\n';
    table.print(std::cout);
}

void print(const EvaluateOptions& options, const Outcome& outcome) {
    const Evaluation& e = outcome.evaluation;
    std::cout << printable(options.model)
              << (outcome.recipe.empty() ? "" : " as " + printable(outcome.recipe)) << " on "
              << printable(options.text) << ": " << counted(static_cast<std::uint64_t>(e.chunks), "chunk")
              << " of " << counted(static_cast<std::uint64_t>(e.context), "token") << ", " << e.scored
              << " scored\n\n";
    Table table({{"Figure"}, {"Value", Align::Right}});
    if (!outcome.recipe.empty())
        table.add({"Size",
                   bytesText(outcome.bytes) + ", " + fixedText(outcome.bitsPerWeight, 3) + " bits a weight"});
    table.add({"Perplexity", estimateText(e.perplexity, 6)});
    table.add({"Most likely token was right", sharesText(e.top1)});
    if (e.divergence)
        printDivergence(e, table);
    table.print(std::cout);
    if (options.outputErrors)
        printLayers(outcome.layers);
    std::cout << '\n'
              << shortText(static_cast<double>(e.tokens) / e.seconds) << " tokens a second, "
              << fixedText(operationsPerSecond(e) * 1e-9, 1) << " GFLOP/s in matrix products";
    if (outcome.peak > 0)
        std::cout << ", " << percentText(operationsPerSecond(e) / outcome.peak)
                  << " of this machine's peak of " << fixedText(outcome.peak * 1e-9, 1);
    std::cout << '\n';
}

Result<ExitCode> run(const EvaluateOptions& options) {
    setThreads(options.threads);
    const auto outcome = [&options] {
        const RunningTask running("Evaluating");
        return measure(options, running.task());
    }();
    if (!outcome)
        return fail(outcome.error());
    if (options.json)
        std::cout << jsonText(toJson(options, *outcome));
    else
        print(options, *outcome);
    return Ok;
}

void addOptions(CLI::App& command, EvaluateOptions& options) {
    addModel(command, options.model);
    command.add_option("--text", options.text, "The text to predict")->required()->type_name("FILE");
    command.add_option("--against", options.against, "Compare predictions with those of this model")
        ->type_name("MODEL");
    auto* recipe = command.add_option("-r,--recipe", options.recipe,
                                      "Run MODEL as this recipe would leave it, beside MODEL itself");
    auto* scheme = command.add_option("-s,--scheme", options.scheme, "Likewise, one scheme for every weight");
    recipe->type_name("R")->excludes(scheme);
    scheme->type_name("S");
    command.add_option("--imatrix", options.imatrix, "Importance matrix for --recipe and --scheme")
        ->type_name("FILE");
    addCalibration(command, options.calibration);
    addChunks(command, options.context, options.chunks);
    addThreads(command, options.threads);
    command.add_flag("--llama-activations", options.llamaActivations,
                     "Round activations to 8 bits as llama.cpp does");
    command.add_flag("--output-errors", options.outputErrors,
                     "Also how far each layer's outputs move (--scheme, --recipe)");
    command.add_flag("--speed", options.speed, "Also measure how fast this machine multiplies matrices");
    addJson(command, options.json);
}

} // namespace

void addEvaluate(CLI::App& program, Action& action) {
    auto* command = program.add_subcommand("evaluate", "Run a model: perplexity and KL divergence on a text");
    addExamples(*command, "  mantissa-cli evaluate demo --text story.txt --context 256 --recipe Q4_K_M\n"
                          "  mantissa-cli evaluate small.gguf --text story.txt --against large.gguf\n");
    auto options = std::make_shared<EvaluateOptions>();
    addOptions(*command, *options);
    command->callback([=, &action] {
        if (options->outputErrors && options->scheme.empty() && options->recipe.empty())
            throw CLI::RequiredError("--output-errors: --scheme or --recipe");
        if (options->outputErrors && options->llamaActivations)
            throw CLI::ExcludesError("--output-errors", "--llama-activations");
        action = [=] { return run(*options); };
    });
}

} // namespace mantissa::cli
