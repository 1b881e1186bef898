// Perplexity: `evaluate` beside llama.cpp's library driven as llama-perplexity drives it, on the same file,
// text, context and batch, in turns in one process. Prints the table of resources/handbook/benchmarks.md,
// then where our time goes (every value is looked at for NaN there, which an evaluation does for some).
// Usage: bench_evaluation [--type F32|F16] [--model FILE --text FILE] [--context 512] [--chunks 8] [--batch
// 2048]
// [--threads 1] [--runs 3] [--width 768] [--layers 6] [--folder DIR]. Without --model a random model of the
// llama family is made in the folder (a temporary one by default) and kept for the next run. llama.cpp is
// looked for as the interop tests do (MANTISSA_NODE_MODULES). With more than one thread, judge by seconds on
// the wall: llama.cpp's threads spin while they wait, which counts as work.
#include "support/llama_perplexity.h"
#include "support/small_model_file.h"

#include "evaluation/evaluation.h"
#include "evaluation/scored_rows.h"
#include "evaluation/text_chunks.h"
#include "network/product_peak.h"
#include "tensor/float_convert.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>

using namespace mantissa;

namespace {

struct Options {
    std::string type = "F32";
    std::string model;
    std::string text;
    std::int64_t context = 512;
    std::int64_t chunks = 8;
    std::int64_t batch = 2048;
    std::int64_t threads = 1;
    std::int64_t runs = 3;
    std::int64_t width = 768;
    std::int64_t layers = 6;
    std::filesystem::path folder = std::filesystem::temp_directory_path() / "mantissa-bench";
};

bool parse(int count, char** arguments, Options& options) {
    const std::map<std::string, std::int64_t*> numbers = {
        {"--context", &options.context}, {"--chunks", &options.chunks}, {"--batch", &options.batch},
        {"--threads", &options.threads}, {"--runs", &options.runs},     {"--width", &options.width},
        {"--layers", &options.layers}};
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = arguments[i];
        if (const auto number = numbers.find(name); number != numbers.end())
            *number->second = std::atoll(arguments[i + 1]);
        else if (name == "--type")
            options.type = arguments[i + 1];
        else if (name == "--model")
            options.model = arguments[i + 1];
        else if (name == "--text")
            options.text = arguments[i + 1];
        else if (name == "--folder")
            options.folder = arguments[i + 1];
        else
            return false;
    }
    return count % 2 == 1 && options.model.empty() == options.text.empty() && options.threads > 0 &&
           options.runs > 0 && options.width % 128 == 0 && (options.type == "F32" || options.type == "F16");
}

std::shared_ptr<const Tensor> halved(const Tensor& tensor) {
    const std::size_t count = tensor.bytes.size() / sizeof(float);
    auto bytes = std::make_shared<std::vector<std::byte>>(count * sizeof(std::uint16_t));
    for (std::size_t i = 0; i < count; ++i) {
        float value = 0;
        std::memcpy(&value, tensor.bytes.data() + i * sizeof value, sizeof value);
        const std::uint16_t half = halfFromFloat(value);
        std::memcpy(bytes->data() + i * sizeof half, &half, sizeof half);
    }
    auto result = std::make_shared<Tensor>();
    result->name = tensor.name;
    result->dtype = DType::F16;
    result->shape = tensor.shape;
    result->bytes = *bytes;
    result->owner = bytes;
    return result;
}

constexpr std::int64_t madeVocabulary = 8192;

Result<std::filesystem::path> madeModel(const Options& options) {
    const auto path = options.folder / ("random-" + std::to_string(options.width) + "-" +
                                        std::to_string(options.layers) + "-" + options.type + ".gguf");
    if (std::filesystem::exists(path))
        return path;
    std::filesystem::create_directories(options.folder);
    support::SmallModel shape;
    shape.layers = static_cast<int>(options.layers);
    shape.width = options.width;
    shape.headLength = 64;
    shape.heads = options.width / shape.headLength;
    shape.keyValueHeads = shape.heads / 2;
    shape.feedForward = options.width * 8 / 3 / 256 * 256;
    shape.vocabulary = madeVocabulary;
    const auto model = shape.make();
    model->architecture->contextLength = 4096;
    if (options.type == "F16") {
        for (auto& tensor : model->tensors) {
            if (tensor->shape.size() > 1)
                tensor = halved(*tensor);
        }
    }
    MANTISSA_CHECK(support::writeGguf(*model, path));
    return path;
}

Result<TokenChunks> chunksFor(const Options& options, const Model& model) {
    if (!options.text.empty()) {
        MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(model));
        return chunksOfFile(*tokenizer, options.text, options.context, options.chunks, Task());
    }
    std::mt19937 random(5);
    std::vector<std::int32_t> ids;
    while (static_cast<std::int64_t>(ids.size()) < options.context * options.chunks)
        ids.push_back(static_cast<std::int32_t>(random() % madeVocabulary));
    return TokenChunks::create(std::move(ids), options.context, std::nullopt);
}

struct Times {
    double wall = 1e30;
    double processor = 1e30;
};

/// Of the best run so far.
template <class Body>
void timed(Times& best, const Body& body) {
    const auto wall = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    body();
    best.processor = std::min(best.processor, static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
    best.wall =
        std::min(best.wall, std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count());
}

void printRow(const char* name, double tokens, const Times& times, double operations, double peak,
              double perplexity) {
    std::printf("| %s | %.0f | %.0f | %.1f | %.0f %% | %.5f |\n", name, tokens / times.wall,
                tokens / times.processor, operations / times.processor * 1e-9,
                100 * operations / times.processor / peak, perplexity);
}

/// Milliseconds of one batch by kind of operator: when weights must still be decoded, and when they are
/// there.
Result<void> printParts(const CausalNetwork& network, const TokenChunks& chunks, const Options& options) {
    const Array ids =
        chunks.ids(0, std::min(chunks.count(), std::max<std::int64_t>(1, options.batch / options.context)));
    const Runtime runtime;
    std::map<std::string, std::array<double, 2>> parts;
    std::array<double, 2> all{};
    for (const std::size_t pass : {0, 1}) {
        std::string kind;
        auto since = std::chrono::steady_clock::now();
        const auto close = [&] {
            const auto now = std::chrono::steady_clock::now();
            const double passed = std::chrono::duration<double, std::milli>(now - since).count();
            since = now;
            if (kind.empty())
                return;
            parts[kind][pass] += passed;
            all[pass] += passed;
        };
        RunOptions settings;
        settings.positions = scoredPositions(chunks);
        settings.observer = [&](const Node& node, Inputs) -> Result<void> {
            close();
            kind = node.output == network.logits ? "linear: logits" : std::string(node.op->kind());
            return {};
        };
        const Feed feed{network.ids, &ids};
        MANTISSA_CHECK(run(network.network, {&feed, 1}, {&network.logits, 1}, runtime, Task(), settings));
        close();
    }
    std::printf("\n| part of a batch | ms, weights to decode | ms, weights decoded | share "
                "|\n|---|---:|---:|---:|\n");
    for (const auto& [kind, times] : parts)
        std::printf("| %s | %.1f | %.1f | %.1f %% |\n", kind.c_str(), times[0], times[1],
                    100 * times[1] / all[1]);
    std::printf("| all | %.1f | %.1f | |\n", all[0], all[1]);
    return {};
}

Result<void> compare(const Options& options) {
    setThreads(static_cast<int>(options.threads));
    std::filesystem::path path = options.model;
    if (path.empty()) {
        MANTISSA_TRY(path, madeModel(options));
    }
    MANTISSA_TRY(const ModelPtr model, openModel(path));
    MANTISSA_TRY(const CausalNetwork network, buildNetwork(*model));
    MANTISSA_TRY(const TokenChunks chunks, chunksFor(options, *model));
    LlamaPerplexityRun llama;
    if (!llama.open(QString::fromStdString(path.string()), options.context, options.batch,
                    static_cast<int>(options.threads)))
        return fail(ErrorCode::NotFound, sentence("llama.cpp's library did not load."));
    Times ours;
    Times theirs;
    Evaluation evaluation;
    std::optional<double> theirPerplexity;
    double peak = 0; // measured beside each run: other programs slow all down together
    for (std::int64_t i = 0; i < options.runs; ++i) {
        Result<Evaluation> result = Evaluation();
        timed(ours, [&] {
            EvaluationOptions settings;
            settings.batchTokens = options.batch;
            result = evaluate(network, chunks, settings, Runtime(), Task());
        });
        MANTISSA_CHECK(result);
        evaluation = std::move(*result);
        timed(theirs, [&] { theirPerplexity = llama.perplexity(chunks); });
        MANTISSA_TRY(const double roundPeak, measureProductPeak(0.5, Task()));
        peak = std::max(peak, roundPeak);
    }
    peak /= static_cast<double>(options.threads); // per second of processor time
    const auto tokens = static_cast<double>(evaluation.tokens);
    const auto operations = static_cast<double>(evaluation.matrixOperations);
    std::printf("%s, %lld chunks of %lld tokens, batches of %lld, %lld thread(s)\n\n",
                path.filename().c_str(), static_cast<long long>(chunks.count()),
                static_cast<long long>(options.context), static_cast<long long>(options.batch),
                static_cast<long long>(options.threads));
    std::printf("| program | tokens/s | tokens a processor second | GFLOP a processor second | of sgemm's "
                "peak | perplexity |\n|---|---:|---:|---:|---:|---:|\n");
    printRow("mantissa", tokens, ours, operations, peak, evaluation.perplexity.value);
    printRow("llama.cpp", tokens, theirs, operations, peak, theirPerplexity.value_or(0));
    std::printf("| times | %.2f | %.2f | | | |\n\nsgemm's peak: %.1f GFLOP/s a thread\n",
                theirs.wall / ours.wall, theirs.processor / ours.processor, peak * 1e-9);
    return printParts(network, chunks, options);
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    if (!parse(count, arguments, options)) {
        std::printf("usage: %s [--type F32|F16] [--model FILE --text FILE] [--context 512] [--chunks 8] "
                    "[--batch 2048] [--threads 1] [--runs 3] [--width 768] [--layers 6] [--folder DIR]\n",
                    arguments[0]);
        return 2;
    }
    const auto done = compare(options);
    if (!done)
        std::printf("%s\n", done.error().describe().c_str());
    return done ? 0 : 1;
}
