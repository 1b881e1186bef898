// How long the sensitivity of every tensor of the demo takes, and where the time goes.
// Usage: bench_sensitivity [TOKENS [SCHEME ...]]; 4096 tokens in chunks of 256 and eight schemes.
#include "base/parallel.h"
#include "evaluation/text_chunks.h"
#include "pipeline/model_sensitivity.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace mantissa;

namespace {

constexpr std::int64_t context = 256;

/// Of all threads of this program, so that a busy machine does not blur the figure.
double processorSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class T>
T orExit(Result<T> result) {
    if (result)
        return std::move(*result);
    std::printf("%s\n", result.error().describe().c_str());
    std::exit(1);
}

} // namespace

int main(int argc, char** argv) {
    const std::int64_t tokens = argc > 1 ? std::atoll(argv[1]) : 4096;
    std::vector<std::string> texts(argv + std::min(argc, 2), argv + argc);
    if (texts.empty())
        texts = {"Q2_K", "Q3_K", "Q4_0", "Q4_K", "Q5_K", "Q6_K", "Q8_0", "INT4,group=64"};
    std::vector<Scheme> schemes;
    for (const std::string& text : texts)
        schemes.push_back(orExit(parseScheme(text)));
    const ModelPtr model = orExit(openModel(MANTISSA_SOURCE_DIR "/resources/demo/fable"));
    const CausalNetwork network = orExit(buildNetwork(*model));
    const TokenizerPtr tokenizer = orExit(tokenizerOf(*model));
    const TokenChunks chunks =
        orExit(chunksOfFile(*tokenizer, MANTISSA_SOURCE_DIR "/tests/data/text/tinystories-eval.txt", context,
                            tokens / context, Task()));
    const double start = processorSeconds();
    const ModelSensitivity result =
        orExit(modelSensitivity(model, network, chunks, schemes, {}, Runtime(), Task()));
    const double processor = processorSeconds() - start;
    const SensitivityTimes& times = result.run.times;
    std::printf("fable, %lld tokens, %zu tensors x %zu schemes, %d threads\n",
                static_cast<long long>(chunks.count() * context), result.groups.size(), schemes.size(),
                threads());
    const auto line = [&](const char* what, double seconds) {
        std::printf("%-44s %8.2f s %6.1f %%\n", what, seconds, 100 * seconds / times.total);
    };
    line("the original's predictions", times.original);
    line("its activations before each tensor", times.prefix);
    line("quantizing", times.quantizing);
    line("the changed network behind each tensor", times.suffix);
    line("logits and scores", times.scoring);
    line("all", times.total);
    std::printf("%.2f s of processor time, %.1f GFLOP in matrix products\n", processor,
                1e-9 * static_cast<double>(result.run.matrixOperations));
    return 0;
}
