// How fast every GGUF format encodes and decodes, beside ggml's own library, on one thread and in one run.
// Usage: bench_formats [FORMAT...]. ggml is looked for as the interop tests do (MANTISSA_NODE_MODULES).
#include "support/ggml_oracle.h"
#include "support/sample_weights.h"

#include "base/parallel.h"
#include "formats/registry.h"

#include <cstdio>
#include <ctime>
#include <functional>
#include <hwy/targets.h>

using namespace mantissa;

namespace {

constexpr std::int64_t columns = 4096;

/// Time that this thread really had, so that a busy machine does not blur the ratios.
double secondsOfThread() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// 10^6 weights a second: the best of several runs, at least a fifth of a second together.
double speedOf(std::int64_t weights, const std::function<void()>& run) {
    double best = 1e30;
    double total = 0;
    for (int i = 0; i < 2 || (total < 0.2 && i < 200); ++i) {
        const double start = secondsOfThread();
        run();
        const double seconds = secondsOfThread() - start;
        best = std::min(best, seconds);
        total += seconds;
    }
    return static_cast<double>(weights) / best / 1e6;
}

struct Bench {
    const Format& format;
    const GgmlOracle& oracle;
    std::vector<float> values;
    std::vector<float> importance;
    std::int64_t rows;
    std::vector<std::byte> bytes;

    std::int64_t weights() const { return rows * columns; }

    double encode(Encoder encoder, bool weighted) {
        RowTile tile{values, 0, rows, columns, {}};
        if (weighted)
            tile.importance = importance;
        bool worked = true;
        const double speed = speedOf(
            weights(), [&] { worked = worked && format.encode(encoder, nullptr, tile, bytes).has_value(); });
        return worked ? speed : 0;
    }

    double ggmlEncode(bool weighted) {
        if (!oracle.available())
            return 0;
        return speedOf(weights(), [&] {
            oracle.quantizeFunction()(info(*format.info().dtype).ggufId, values.data(), bytes.data(), 0, rows,
                                      columns, weighted ? importance.data() : nullptr);
        });
    }

    double decode() {
        std::vector<float> out(values.size());
        return speedOf(weights(), [&] {
            const auto result = format.decode(nullptr, bytes, 0, rows, columns, out);
            if (!result)
                std::abort();
        });
    }

    double ggmlDecode() {
        if (!oracle.available())
            return 0;
        std::vector<float> out(values.size());
        const auto run = oracle.dequantizeFunction(*format.info().dtype);
        return speedOf(weights(), [&] { run(bytes.data(), out.data(), weights()); });
    }
};

bool has(const Format& format, Encoder encoder) {
    return std::ranges::find(format.encoders(), encoder) != format.encoders().end();
}

void printEncode(const char* id, Bench& bench, bool weighted) {
    const bool encodable = has(bench.format, Encoder::Ggml);
    const double ggml = bench.ggmlEncode(weighted);
    const double ours = encodable ? bench.encode(Encoder::Ggml, weighted) : 0;
    const double search = has(bench.format, Encoder::Search) ? bench.encode(Encoder::Search, weighted) : 0;
    const double rtn = has(bench.format, Encoder::Rtn) && !weighted ? bench.encode(Encoder::Rtn, false) : 0;
    std::printf("%-8s encode %-6s %9.1f %9.1f %7.1fx %9.1f %9.1f\n", id, weighted ? "matrix" : "plain", ggml,
                ours, ggml > 0 ? ours / ggml : 0, search, rtn);
}

void print(const Format& format, const GgmlOracle& oracle) {
    const std::int64_t rows = 64;
    Bench bench{format,
                oracle,
                sample::weights("small", static_cast<std::size_t>(rows * columns)),
                sample::importance(static_cast<std::size_t>(columns)),
                rows,
                std::vector<std::byte>(format.payloadBytes(rows, columns))};
    const char* id = format.info().id.c_str();
    printEncode(id, bench, false);
    printEncode(id, bench, true);
    const double ggml = bench.ggmlDecode();
    const double ours = bench.decode();
    std::printf("%-8s decode        %9.1f %9.1f %7.1fx\n", id, ggml, ours, ggml > 0 ? ours / ggml : 0);
    std::fflush(stdout);
}

} // namespace

int main(int count, char** arguments) {
    setThreads(1);
    const GgmlOracle oracle;
    if (!oracle.available())
        std::printf("%s\n", qPrintable(oracle.reason()));
    std::printf("one thread, %s, 10^6 weights a second\n",
                hwy::TargetName(hwy::SupportedTargets() & -hwy::SupportedTargets()));
    std::printf("%-22s %9s %9s %8s %9s %9s\n", "", "ggml's", "ours", "ratio", "search", "rtn");
    for (const FormatEntry* entry : formats()) {
        if (!entry->info.dtype || !isBlock(*entry->info.dtype))
            continue;
        bool wanted = count < 2;
        for (int i = 1; i < count; ++i)
            wanted = wanted || entry->info.id == arguments[i];
        if (wanted)
            print(*formatOf(*entry->info.dtype), oracle);
    }
    return 0;
}
