// Methods on equal terms: one model under schemes of the same sizes, calibrated on one text and judged on
// another. Prints the table that the handbook keeps, in Markdown. Usage: bench_methods [MODEL CALIBRATION
// TEXT CONTEXT CHUNKS [SCHEME ...]] CHUNKS: of TEXT, 0 for all. Default: the demo, all of the tests'
// calibration stories, 32 chunks of the others.
#include "evaluation/evaluation.h"
#include "evaluation/output_error.h"
#include "evaluation/text_chunks.h"
#include "files/model.h"
#include "pipeline/simulate.h"

#include <cstdio>
#include <cstdlib>

using namespace mantissa;

namespace {

template <class T>
T value(Result<T> result) {
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().describe().c_str());
    std::exit(1);
}

struct Bench {
    ModelPtr model;
    CausalNetwork network;
    TokenChunks calibration;
    TokenChunks text;
};

/// Of all layers together: their errors over their signals.
OutputError total(const std::vector<LayerError>& layers, OutputError LayerError::*which) {
    OutputError sum;
    for (const LayerError& layer : layers) {
        sum.signal += (layer.*which).signal;
        sum.error += (layer.*which).error;
    }
    return sum;
}

void print(const Bench& bench, const std::string& scheme) {
    Recipe recipe = value(parseRecipe(scheme));
    recipe.pure = true;
    const Simulation simulation =
        value(simulate(bench.network, *bench.model, recipe, nullptr, Task(), &bench.calibration));
    const auto layers = value(outputErrors(bench.network, simulation.network, bench.text,
                                           {.batchTokens = 2048, .output = true}, Runtime(), Task()));
    EvaluationOptions options;
    options.original = &bench.network;
    const Evaluation e = value(evaluate(simulation.network, bench.text, options, Runtime(), Task()));
    std::printf("| `%s` | %.3f | %.2f %% | %.2f %% | %.4f | %.5f ± %.5f | %.2f %% |\n", scheme.c_str(),
                8.0 * static_cast<double>(simulation.bytes) / static_cast<double>(simulation.elements),
                100 * total(layers, &LayerError::stored).relative(),
                100 * total(layers, &LayerError::output).relative(), e.perplexity.value,
                e.divergence->mean.value, e.divergence->mean.error, 100 * e.divergence->sameTop.value);
    std::fflush(stdout);
}

} // namespace

int main(int count, char** arguments) {
    const bool given = count > 5;
    const std::string path = given ? arguments[1] : MANTISSA_SOURCE_DIR "/resources/demo/fable";
    const std::string data = MANTISSA_SOURCE_DIR "/tests/data/text/";
    const ModelPtr model = value(openModel(path));
    CausalNetwork network = value(buildNetwork(*model));
    const TokenizerPtr tokenizer = value(tokenizerOf(*model));
    const std::int64_t context = given ? std::atoll(arguments[4]) : 256;
    const auto chunks = [&](const std::string& file, std::int64_t limit) {
        return value(chunksOfFile(*tokenizer, file, context, limit, Task()));
    };
    const Bench bench{
        model, std::move(network), chunks(given ? arguments[2] : data + "tinystories-calibration.txt", 0),
        chunks(given ? arguments[3] : data + "tinystories-eval.txt", given ? std::atoll(arguments[5]) : 32)};
    std::vector<std::string> schemes(arguments + (given ? 6 : 1), arguments + count);
    if (schemes.empty()) {
        for (const char* format : {"INT4,group=128", "INT3,group=128"}) {
            const std::string usual = value(parseScheme(format)).method->info().id;
            for (const char* method : {usual.c_str(), "search", "hqq", "awq", "gptq", "gptq,fit=mse"})
                schemes.push_back(std::string(format) + "/" + method);
        }
    }
    std::printf(
        "| scheme | bits a weight | weight error | output error | perplexity | KL divergence | same top "
        "token |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (const std::string& scheme : schemes)
        print(bench, scheme);
    return 0;
}
