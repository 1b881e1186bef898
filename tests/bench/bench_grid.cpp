// How fast the formats that are not GGUF blocks encode and decode, on one thread.
// Usage: bench_grid [FORMAT[,key=value...] ...]
#include "support/sample_weights.h"

#include "base/parallel.h"
#include "formats/registry.h"
#include "tensor/row_source.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <hwy/targets.h>

using namespace mantissa;

namespace {

constexpr std::int64_t rows = 64;
constexpr std::int64_t columns = 4096;

/// Time that this thread really had, so that a busy machine does not blur the figures.
double secondsOfThread() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// 10^6 weights a second: the best of several runs, at least a fifth of a second together.
double speedOf(const std::function<Result<void>()>& run) {
    double best = 1e30;
    double total = 0;
    for (int i = 0; i < 2 || (total < 0.2 && i < 200); ++i) {
        const double start = secondsOfThread();
        if (const auto result = run(); !result) {
            std::printf("%s\n", result.error().describe().c_str());
            std::exit(1);
        }
        const double seconds = secondsOfThread() - start;
        best = std::min(best, seconds);
        total += seconds;
    }
    return static_cast<double>(rows * columns) / best / 1e6;
}

void print(const Format& format) {
    const MatrixRows source(rows, columns, sample::weights("small", rows * columns));
    std::vector<float> values(source.elements());
    if (!source.read(0, rows, values))
        std::abort();
    const std::vector<float> importance = sample::importance(columns);
    const auto parameters = format.plan(source, format.encoders().back(), {}, Task());
    std::vector<std::byte> bytes(format.payloadBytes(rows, columns));
    const auto encode = [&](Encoder encoder, std::span<const float> weights) {
        return speedOf([&] {
            return format.encode(encoder, parameters->get(), {values, 0, rows, columns, weights}, bytes);
        });
    };
    const double rtn = encode(Encoder::Rtn, {});
    const double search = encode(Encoder::Search, {});
    const double weighted = encode(Encoder::Search, importance);
    const double decode =
        speedOf([&] { return format.decode(parameters->get(), bytes, 0, rows, columns, values); });
    std::printf("%-24s %6.3f %9.1f %9.1f %9.1f %9.1f\n", format.text().c_str(),
                format.bitsPerWeight(rows, columns), rtn, search, weighted, decode);
    std::fflush(stdout);
}

std::vector<std::string> defaults() {
    std::vector<std::string> texts;
    for (const FormatEntry* entry : formats()) {
        if (entry->info.dtype && isBlock(*entry->info.dtype))
            continue; // bench_formats
        texts.push_back(entry->info.id);
        for (const ParameterInfo& parameter : entry->info.parameters) {
            if (parameter.kind != ParameterKind::Boolean)
                continue;
            const bool other = !std::get<bool>(parameter.fallback);
            texts.push_back(entry->info.id + "," + parameter.name + (other ? "=true" : "=false"));
        }
    }
    return texts;
}

} // namespace

int main(int count, char** arguments) {
    setThreads(1);
    std::printf("one thread, %s, 10^6 weights a second\n",
                hwy::TargetName(hwy::SupportedTargets() & -hwy::SupportedTargets()));
    std::printf("%-24s %6s %9s %9s %9s %9s\n", "", "bits", "rtn", "search", "matrix", "decode");
    const std::vector<std::string> texts =
        count < 2 ? defaults() : std::vector<std::string>(arguments + 1, arguments + count);
    for (const std::string& text : texts) {
        const auto format = parseFormat(text);
        if (!format) {
            std::printf("%s\n", format.error().describe().c_str());
            return 1;
        }
        print(**format);
    }
    return 0;
}
