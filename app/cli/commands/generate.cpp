// mantissa-cli generate MODEL --prompt P: how the model goes on, and how it would under schemes and recipes.
#include "base/parallel.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/common_options.h"
#include "cli/input.h"
#include "cli/running_task.h"
#include "cli/table.h"
#include "pipeline/simulate.h"
#include "report/continuation_json.h"
#include "report/number_text.h"
#include "tensor/packed_weight.h"

#include <algorithm>
#include <iostream>

namespace mantissa::cli {

namespace {

struct GenerateOptions {
    std::string model;
    std::string prompt;
    std::vector<std::string> schemes;
    std::vector<std::string> recipes;
    std::string imatrix;
    ContinuationOptions continuation;
    int threads = 0;
    bool json = false;
};

/// One of those side by side.
struct Written {
    std::string name;        ///< empty: the model as it is
    std::uint64_t bytes = 0; ///< of its tensors
    Continuation continuation;
};

Result<std::vector<NamedRecipe>> recipesOf(const GenerateOptions& options) {
    std::vector<NamedRecipe> recipes;
    for (const std::string& scheme : options.schemes) {
        MANTISSA_TRY([[maybe_unused]] const Scheme known, schemeOf(scheme));
        NamedRecipe named{scheme, {}};
        MANTISSA_TRY(named.recipe, parseRecipe(scheme));
        named.recipe.pure = true;
        recipes.push_back(std::move(named));
    }
    for (const std::string& recipe : options.recipes) {
        MANTISSA_TRY(recipes.emplace_back(), namedRecipe(recipe));
    }
    return recipes;
}

Result<std::vector<Written>> write(const GenerateOptions& options, const Task& task) {
    MANTISSA_TRY(const auto recipes, recipesOf(options));
    MANTISSA_TRY(const ModelPtr model, openInput(options.model));
    MANTISSA_TRY(const CausalNetwork network, buildNetwork(*model));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(*model));
    MANTISSA_TRY(const auto importance, openImportance(model, options.imatrix));
    std::vector<Written> all(1);
    for (const auto& tensor : model->tensors)
        all[0].bytes += storedBytes(*tensor);
    MANTISSA_TRY(all[0].continuation,
                 continueText(network, *tokenizer, options.prompt, options.continuation, Runtime(), task));
    for (const NamedRecipe& named : recipes) {
        MANTISSA_TRY(const Simulation simulation, simulate(network, *model, named.recipe, importance, task));
        Written written{named.name, simulation.bytes, {}};
        MANTISSA_TRY(written.continuation, continueText(simulation.network, *tokenizer, options.prompt,
                                                        options.continuation, Runtime(), task));
        all.push_back(std::move(written));
    }
    return all;
}

void printJson(const GenerateOptions& options, const std::vector<Written>& all) {
    Json json;
    json["model"] = options.model;
    json["prompt"] = options.prompt;
    json["temperature"] = options.continuation.sampling.temperature;
    json["topK"] = options.continuation.sampling.topK;
    json["seed"] = options.continuation.sampling.seed;
    json["continuations"] = Json::array();
    for (const Written& written : all) {
        Json one;
        if (!written.name.empty()) {
            one["recipe"] = written.name;
            one["sameTokens"] = commonTokens(all.front().continuation, written.continuation);
        }
        one["bytes"] = written.bytes;
        one.update(toJson(written.continuation));
        json["continuations"].push_back(std::move(one));
    }
    std::cout << jsonText(json);
}

const char* endText(ContinuationEnd end) {
    switch (end) {
    case ContinuationEnd::Length:
        return "";
    case ContinuationEnd::EndOfText:
        return ", ended by the model";
    case ContinuationEnd::Context:
        break;
    }
    return ", context full";
}

/// Each line of the text by itself, so that paragraphs stay such.
std::string paragraphs(const std::string& text) {
    std::string out;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string line = printable(text.substr(start, end - start));
        out += line.empty() ? "\n" : wrapped(line, 98, "  ", 2);
        start = end + 1;
    }
    return out;
}

void print(const GenerateOptions& options, const std::vector<Written>& all) {
    for (const Written& written : all) {
        const Continuation& c = written.continuation;
        std::cout << (written.name.empty() ? printable(options.model) : printable(written.name)) << " ("
                  << bytesText(written.bytes) << "): " << counted(c.tokens.size(), "token") << endText(c.end);
        if (!written.name.empty())
            std::cout << ", the first " << commonTokens(all.front().continuation, c) << " as the original";
        std::cout << ", " << shortText(static_cast<double>(c.tokens.size()) / c.seconds) << " a second\n"
                  << paragraphs(options.prompt + c.text) << '\n';
    }
}

Result<ExitCode> run(const GenerateOptions& options) {
    setThreads(options.threads);
    const auto all = [&options] {
        const RunningTask running("Writing");
        return write(options, running.task());
    }();
    if (!all)
        return fail(all.error());
    if (options.json)
        printJson(options, *all);
    else
        print(options, *all);
    return Ok;
}

void addSampling(CLI::App& command, ContinuationOptions& options) {
    command.add_option("-n,--tokens", options.tokens, "At most so many tokens; 64 if not given")
        ->type_name("N");
    command
        .add_option("--temperature", options.sampling.temperature,
                    "0, the default: the most likely token; 1: drawn as the model says")
        ->type_name("T");
    command.add_option("--top-k", options.sampling.topK, "Draw among the K most likely only; 0: all")
        ->type_name("K");
    command
        .add_option("--seed", options.sampling.seed,
                    "Of the draws; all recipes have the same luck; 0 if not given")
        ->type_name("N");
}

} // namespace

void addGenerate(CLI::App& program, Action& action) {
    auto* command =
        program.add_subcommand("generate", "Let a model go on with a text, as it is and as recipes leave it");
    addExamples(*command, "  mantissa-cli generate demo --prompt 'Once upon a time' -r Q4_K_M -r Q2_K\n"
                          "  mantissa-cli generate demo --prompt 'Tom had a' --temperature 0.8 --seed 7\n");
    auto options = std::make_shared<GenerateOptions>();
    addModel(*command, options->model);
    command->add_option("-p,--prompt", options->prompt, "The text to go on with")
        ->required()
        ->type_name("TEXT");
    command
        ->add_option("-r,--recipe", options->recipes,
                     "Also as this recipe would leave MODEL; may be repeated")
        ->allow_extra_args(false)
        ->type_name("R");
    command->add_option("-s,--scheme", options->schemes, "Likewise, one scheme for every weight")
        ->allow_extra_args(false)
        ->type_name("S");
    command->add_option("--imatrix", options->imatrix, "Importance matrix for --recipe and --scheme")
        ->type_name("FILE");
    addSampling(*command, options->continuation);
    addThreads(*command, options->threads);
    addJson(*command, options->json);
    command->callback([=, &action] { action = [=] { return run(*options); }; });
}

} // namespace mantissa::cli
