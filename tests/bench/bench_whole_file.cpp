// A whole file: `mantissa-cli quantize` beside llama.cpp's llama_model_quantize, on a model of the llama
// family that is made here. Each runs in a process of its own; the two results must hold the same tensor
// bytes. Prints the table of resources/handbook/benchmarks.md. Usage: bench_whole_file [--gib 1.1] [--type
// F16|BF16] [--recipe Q4_K_M] [--threads 2] [--runs 2] [--folder DIR] The model is kept in the folder (a
// temporary one by default) for the next run. llama.cpp is looked for as the interop tests do
// (MANTISSA_NODE_MODULES).
#include "support/large_llama.h"
#include "support/llama_library.h"
#include "support/watched_child.h"

#include "base/parallel.h"
#include "files/model.h"
#include "tradeoff/recipe.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

using namespace mantissa;

namespace {

struct Options {
    double gib = 1.1;
    std::string type = "F16";
    std::string recipe = "Q4_K_M";
    int threads = 2;
    int runs = 2;
    std::filesystem::path folder = std::filesystem::temp_directory_path() / "mantissa-bench";
};

bool parse(int count, char** arguments, Options& options) {
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < count; i += 2)
        given[arguments[i]] = arguments[i + 1];
    for (const auto& [name, value] : given) {
        if (name == "--gib")
            options.gib = std::atof(value.c_str());
        else if (name == "--type")
            options.type = value;
        else if (name == "--recipe")
            options.recipe = value;
        else if (name == "--threads")
            options.threads = std::atoi(value.c_str());
        else if (name == "--runs")
            options.runs = std::atoi(value.c_str());
        else if (name == "--folder")
            options.folder = value;
        else
            return false;
    }
    return count % 2 == 1 && options.gib > 0 && options.threads > 0 && options.runs > 0 &&
           (options.type == "F16" || options.type == "BF16") && findMixture(options.recipe) != nullptr;
}

int quantizeWithLlama(const std::string& from, const std::string& to, const Options& options) {
    LlamaLibrary llama;
    if (const QString problem = llama.load(); !problem.isEmpty()) {
        std::printf("%s\n", qPrintable(problem));
        return 1;
    }
    LlamaQuantizeParams params = llama.quantizeDefaults();
    params.threads = options.threads;
    params.fileType = findMixture(options.recipe)->ggufFileType;
    return static_cast<int>(llama.call<std::uint32_t>("llama_model_quantize", from.c_str(), to.c_str(),
                                                      static_cast<const LlamaQuantizeParams*>(&params)));
}

/// The last one that differs, or nothing.
std::string firstDifference(const std::filesystem::path& ours, const std::filesystem::path& theirs) {
    const auto left = openModel(ours);
    const auto right = openModel(theirs);
    if (!left || !right)
        return "a file cannot be read";
    if ((*left)->tensors.size() != (*right)->tensors.size())
        return "the number of tensors";
    for (const auto& tensor : (*left)->tensors) {
        const auto other = (*right)->tensor(tensor->name);
        if (!other || other->dtype != tensor->dtype || !std::ranges::equal(tensor->bytes, other->bytes))
            return tensor->name;
    }
    return {};
}

void printRow(const char* name, const WatchedChild& child) {
    std::printf("| %s | %.2f | %.2f | %.0f | %.0f |\n", name, child.wallSeconds, child.processorSeconds,
                static_cast<double>(child.peakResident) / (1 << 20),
                static_cast<double>(child.peakOwn) / (1 << 20));
    std::fflush(stdout);
}

int run(const Options& options) {
    const auto source = options.folder / largeLlamaName(options.gib, options.type);
    if (const auto made = makeLargeLlama(source, options.gib, options.type); !made) {
        std::printf("%s\n", made.error().describe().c_str());
        return 1;
    }
    const auto ours = options.folder / "ours.gguf";
    const auto theirs = options.folder / "theirs.gguf";
    std::printf("%s, %.2f GiB, to %s, %d threads\n\n", source.filename().c_str(),
                static_cast<double>(std::filesystem::file_size(source)) / (1 << 30), options.recipe.c_str(),
                options.threads);
    std::printf("| program | seconds | processor seconds | peak memory, MiB | of it its own, MiB |\n"
                "|---|---:|---:|---:|---:|\n");
    readThrough(source); // both find the file in the system's cache
    for (int i = 0; i < options.runs; ++i) {
        const WatchedChild mantissa =
            watchProgram({MANTISSA_CLI, "quantize", source.string(), ours.string(), "--recipe",
                          options.recipe, "--threads", std::to_string(options.threads), "--quiet"});
        printRow("mantissa-cli quantize", mantissa);
        const WatchedChild llama =
            watchBody([&] { return quantizeWithLlama(source.string(), theirs.string(), options); });
        printRow("llama_model_quantize", llama);
        if (mantissa.code != 0 || llama.code != 0) {
            std::printf("exit codes: mantissa-cli %d, llama.cpp %d\n", mantissa.code, llama.code);
            return 1;
        }
        std::printf("| times | %.2f | %.2f | | |\n", llama.wallSeconds / mantissa.wallSeconds,
                    llama.processorSeconds / mantissa.processorSeconds);
    }
    const std::string difference = firstDifference(ours, theirs);
    std::printf("\n%s%s\n",
                difference.empty() ? "every tensor has the same bytes" : "DIFFERENT: ", difference.c_str());
    std::filesystem::remove(ours);
    std::filesystem::remove(theirs);
    return difference.empty() ? 0 : 1;
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    if (!parse(count, arguments, options)) {
        std::printf("usage: %s [--gib 1.1] [--type F16|BF16] [--recipe Q4_K_M] [--threads 2] [--runs 2] "
                    "[--folder DIR]\n",
                    arguments[0]);
        return 2;
    }
    std::filesystem::create_directories(options.folder);
    return run(options);
}
