// How fast every GGUF format encodes and decodes, beside ggml's own library, on one thread and in one run.
// Prints the tables of resources/handbook/benchmarks.md: with the best instructions that the processor has,
// and with our kernels held to AVX2. Usage: bench_formats [--target AVX2] [FORMAT...] (--target: with these
// only). ggml is looked for as the interop tests do (MANTISSA_NODE_MODULES).
#include "bench/wanted_speeds.h"
#include "support/ggml_oracle.h"
#include "support/race.h"
#include "support/sample_weights.h"

#include "base/parallel.h"
#include "formats/registry.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <hwy/targets.h>
#include <optional>
#include <set>
#include <thread>

using namespace mantissa;

namespace {

constexpr std::int64_t columns = 4096;

/// One format and what it is tried on.
struct Bench {
    const Format& format;
    const GgmlOracle& oracle;
    std::int64_t rows;
    std::vector<float> values = sample::weights("small", static_cast<std::size_t>(rows* columns));
    std::vector<float> importance = sample::importance(static_cast<std::size_t>(columns));
    std::vector<float> out = std::vector<float>(values.size());
    std::vector<std::byte> bytes = std::vector<std::byte>(format.payloadBytes(rows, columns));

    DType dtype() const { return *format.info().dtype; }
    const char* id() const { return format.info().id.c_str(); }
    std::int64_t weights() const { return rows * columns; }

    /// Empty where the format has no such encoder, or it refuses.
    bench::Run encoder(Encoder encoder, bool weighted) {
        const auto run = [this, encoder, weighted] {
            RowTile tile{values, 0, rows, columns, {}};
            if (weighted)
                tile.importance = importance;
            return format.encode(encoder, nullptr, tile, bytes).has_value();
        };
        if (std::ranges::find(format.encoders(), encoder) == format.encoders().end() || !run())
            return {};
        return run;
    }

    bench::Run ggmlEncoder(bool weighted) {
        if (!oracle.available() || (!weighted && oracle.requiresMatrix(dtype())))
            return {};
        return [this, weighted] {
            oracle.quantizeFunction()(info(dtype()).ggufId, values.data(), bytes.data(), 0, rows, columns,
                                      weighted ? importance.data() : nullptr);
            return true;
        };
    }

    bench::Run decoder() {
        return [this] { return format.decode(nullptr, bytes, 0, rows, columns, out).has_value(); };
    }

    bench::Run ggmlDecoder() {
        const auto run = oracle.available() ? oracle.dequantizeFunction(dtype()) : nullptr;
        if (run == nullptr)
            return {};
        return [this, run] {
            run(bytes.data(), out.data(), weights());
            return true;
        };
    }
};

std::string figure(double speed) {
    char text[32] = "";
    if (speed > 0)
        std::snprintf(text, sizeof text, "%.1f", speed);
    return text;
}

using Targets = std::vector<std::int64_t>; // Highway's; the best first

void hold(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
}

bench::Speeds speedsOf(Bench& bench, bench::Work work) {
    if (work == bench::Work::Decode) {
        const auto found = bench::race(bench.weights(), {bench.ggmlDecoder(), bench.decoder()});
        return {found[0], found[1], 0, 0};
    }
    const bool weighted = work == bench::Work::EncodeWeighted;
    const auto found =
        bench::race(bench.weights(), {bench.ggmlEncoder(weighted), bench.encoder(Encoder::Ggml, weighted),
                                      bench.encoder(Encoder::Search, weighted),
                                      weighted ? bench::Run() : bench.encoder(Encoder::Rtn, false)});
    return {found[0], found[1], found[2], found[3]};
}

void printRow(Bench& bench, bench::Work work, const Targets& targets) {
    hold(targets.front());
    const bench::Speeds best = speedsOf(bench, work);
    std::optional<bench::Speeds> second;
    if (targets.size() > 1) {
        hold(targets[1]);
        second = speedsOf(bench, work);
    }
    const char* names[] = {"encode", "encode, matrix", "decode"};
    std::printf("| %s | %s | %s | %s | %s | %s | ", bench.id(), names[static_cast<int>(work)],
                figure(best.ggml).c_str(), figure(best.ours).c_str(), figure(best.times()).c_str(),
                figure(best.search).c_str());
    if (second)
        std::printf("%s | %s | ", figure(second->times()).c_str(), figure(second->search).c_str());
    std::printf("%s | %s |\n", figure(best.rtn).c_str(),
                bench::verdict(bench.dtype(), work, best, second ? &*second : nullptr).c_str());
    std::fflush(stdout);
}

void printAll(const GgmlOracle& oracle, const std::set<std::string>& wanted, const Targets& targets) {
    if (targets.size() > 1)
        std::printf("| format | work | ggml | ours | times | search | times, AVX2 | search, AVX2 | rtn | "
                    "enough |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
    else
        std::printf("| format | work | ggml | ours | times | search | rtn | enough |\n"
                    "|---|---|---:|---:|---:|---:|---:|---|\n");
    std::vector<const Format*> all;
    for (const DTypeInfo& row : allDTypes()) {
        const Format* format = isBlock(row.dtype) ? formatOf(row.dtype) : nullptr;
        if (format != nullptr && (wanted.empty() || wanted.contains(format->info().id)))
            all.push_back(format);
    }
    std::ranges::stable_sort(all, std::ranges::greater(),
                             [](const Format* format) { return format->bitsPerWeight(1, columns); });
    for (const Format* format : all) {
        Bench bench{*format, oracle, format->info().id.starts_with("IQ") ? 16 : 64};
        for (const auto work : {bench::Work::Encode, bench::Work::EncodeWeighted, bench::Work::Decode})
            printRow(bench, work, targets);
    }
    hold(targets.front());
}

std::vector<float> repeated(std::size_t count) {
    const std::vector<float> some = sample::weights("small", std::size_t{1} << 20U);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = some[i % some.size()];
    return values;
}

/// GB/s of reading, and of reading and writing, with plain loops over the bench's weights.
std::array<double, 2> memorySpeeds(Bench& bench) {
    const auto words = static_cast<std::size_t>(bench.weights()) / 2;
    const auto* from = reinterpret_cast<const std::uint64_t*>(bench.values.data());
    auto* to = reinterpret_cast<std::uint64_t*>(bench.out.data());
    const bench::Run read = [=] {
        std::uint64_t sums[4] = {};
        for (std::size_t i = 0; i + 4 <= words; i += 4) {
            for (std::size_t k = 0; k < 4; ++k)
                sums[k] += from[i + k];
        }
        return sums[0] + sums[1] + sums[2] + sums[3] != 1; // never 1, but the compiler does not know
    };
    const bench::Run copy = [=] {
        for (std::size_t i = 0; i < words; ++i)
            to[i] = from[i] ^ 1U; // changed on the way, or it would become a call of memcpy
        return true;
    };
    const auto speeds = bench::race(4 * bench.weights(), {read, copy});
    return {speeds[0] / 1e3, 2 * speeds[1] / 1e3};
}

/// Types that do so little that memory decides: 256 MiB of weights, beside loops that only read or copy them.
void printBandwidth(const GgmlOracle& oracle, const std::set<std::string>& wanted) {
    constexpr std::int64_t rows = 16384;
    std::array<double, 2> memory{};
    for (const DType dtype : {DType::F16, DType::BF16, DType::Q8_0, DType::Q4_0}) {
        const char* id = formatOf(dtype)->info().id.c_str();
        if (!wanted.empty() && !wanted.contains(id))
            continue;
        Bench bench{*formatOf(dtype), oracle, rows, repeated(static_cast<std::size_t>(rows * columns))};
        if (memory[0] == 0) {
            memory = memorySpeeds(bench);
            std::printf("\n256 MiB: plain loops read %.1f GB/s, copy %.1f GB/s (read and written)\n\n",
                        memory[0], memory[1]);
            std::printf("| format | work | ours | GB/s | share of |\n|---|---|---:|---:|---:|\n");
        }
        const auto speeds =
            bench::race(bench.weights(), {bench.encoder(Encoder::Ggml, false), bench.decoder()});
        const double each = 4 + bench.format.bitsPerWeight(rows, columns) / 8; // bytes read and written
        for (std::size_t i = 0; i < 2; ++i) {
            const double moved = speeds[i] * each / 1e3;
            std::printf("| %s | %s | %.1f | %.1f | %.0f %% of %s |\n", id, i == 0 ? "encode" : "decode",
                        speeds[i], moved, 100 * moved / memory[i], i == 0 ? "reading" : "copying");
        }
    }
}

/// The best and AVX2; or the one of this name. Empty: there is none.
Targets targetsOf(const std::string& name) {
    const std::vector<std::int64_t> all = hwy::SupportedAndGeneratedTargets();
    Targets chosen;
    for (const std::int64_t target : all) {
        const std::string known = hwy::TargetName(target);
        if (name.empty() ? chosen.empty() || known == "AVX2" : known == name)
            chosen.push_back(target);
    }
    if (chosen.empty()) {
        std::printf("This CPU or this build has no target %s. There are:", name.c_str());
        for (const auto target : all)
            std::printf(" %s", hwy::TargetName(target));
        std::printf("\n");
    }
    return chosen;
}

/// The first value of a line "name : value".
std::string processorLine(const std::string& name) {
    std::ifstream lines("/proc/cpuinfo");
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name + "\t") && line.find(": ") != std::string::npos)
            return line.substr(line.find(": ") + 2);
    }
    return "?";
}

/// What the handbook says above the table.
void printMachine(const Targets& targets) {
    std::printf("Machine: %s (family %s, model %s), %u processors, one used; kernels of %s",
                processorLine("model name").c_str(), processorLine("cpu family").c_str(),
                processorLine("model").c_str(), std::thread::hardware_concurrency(),
                hwy::TargetName(targets.front()));
    if (targets.size() > 1)
        std::printf(", and held to %s", hwy::TargetName(targets[1]));
    std::printf(
        "; compiler %s; ggml from `@node-llama-cpp/linux-x64`. Repeat it with\n"
        "`cmake --build --preset release --target bench_formats` and "
        "`build/release/tests/bench_formats`.\n\n"
        "10^6 weights a second. “times” is “ours” to “ggml”; the columns of AVX2 come from the same run, "
        "each beside a ggml\nof its own. “enough” tells what misses the aims of "
        "`tests/bench/wanted_speeds.h`.\n\n",
        __VERSION__);
}

} // namespace

int main(int count, char** arguments) {
    setThreads(1);
    std::set<std::string> wanted(arguments + 1, arguments + count);
    std::string name;
    if (count > 2 && std::string(arguments[1]) == "--target") {
        name = arguments[2];
        wanted = std::set<std::string>(arguments + 3, arguments + count);
    }
    const Targets targets = targetsOf(name);
    if (targets.empty())
        return 1;
    const GgmlOracle oracle;
    if (!oracle.available())
        std::printf("%s\n", qPrintable(oracle.reason()));
    printMachine(targets);
    printAll(oracle, wanted, targets);
    printBandwidth(oracle, wanted);
    return 0;
}
