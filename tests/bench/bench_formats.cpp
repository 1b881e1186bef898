// How fast every GGUF format encodes and decodes, beside ggml's own library, on one thread and in one run.
// Prints the tables of resources/handbook/benchmarks.md.
// Usage: bench_formats [--target AVX2] [FORMAT...]. ggml is looked for as the interop tests do
// (MANTISSA_NODE_MODULES).
#include "support/ggml_oracle.h"
#include "support/race.h"
#include "support/sample_weights.h"

#include "base/parallel.h"
#include "formats/registry.h"

#include <array>
#include <cstdio>
#include <hwy/targets.h>
#include <set>

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

void printRow(const char* id, const char* work, const std::vector<double>& speeds) {
    const double ratio = speeds[0] > 0 ? speeds[1] / speeds[0] : 0;
    std::printf("| %s | %s | %s | %s | %s | %s | %s |\n", id, work, figure(speeds[0]).c_str(),
                figure(speeds[1]).c_str(), figure(ratio).c_str(), figure(speeds[2]).c_str(),
                figure(speeds[3]).c_str());
    std::fflush(stdout);
}

void printEncode(Bench& bench, bool weighted) {
    const auto speeds =
        bench::race(bench.weights(), {bench.ggmlEncoder(weighted), bench.encoder(Encoder::Ggml, weighted),
                                      bench.encoder(Encoder::Search, weighted),
                                      weighted ? bench::Run() : bench.encoder(Encoder::Rtn, false)});
    printRow(bench.id(), weighted ? "encode, matrix" : "encode", speeds);
}

void print(Bench& bench) {
    printEncode(bench, false);
    printEncode(bench, true);
    printRow(bench.id(), "decode",
             bench::race(bench.weights(), {bench.ggmlDecoder(), bench.decoder(), {}, {}}));
}

void printAll(const GgmlOracle& oracle, const std::set<std::string>& wanted) {
    std::printf(
        "| format | work | ggml | ours | times | search | rtn |\n|---|---|---:|---:|---:|---:|---:|\n");
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
        print(bench);
    }
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

bool chooseTarget(const std::string& name) {
    for (const auto target : hwy::SupportedAndGeneratedTargets()) {
        if (name == hwy::TargetName(target)) {
            hwy::SetSupportedTargetsForTest(target);
            hwy::GetChosenTarget().Update(target);
            return true;
        }
    }
    std::printf("This CPU or this build has no target %s. There are:", name.c_str());
    for (const auto target : hwy::SupportedAndGeneratedTargets())
        std::printf(" %s", hwy::TargetName(target));
    std::printf("\n");
    return false;
}

} // namespace

int main(int count, char** arguments) {
    setThreads(1);
    std::set<std::string> wanted(arguments + 1, arguments + count);
    std::string target = hwy::TargetName(hwy::SupportedAndGeneratedTargets().front());
    if (count > 2 && std::string(arguments[1]) == "--target") {
        target = arguments[2];
        wanted = std::set<std::string>(arguments + 3, arguments + count);
        if (!chooseTarget(target))
            return 1;
    }
    const GgmlOracle oracle;
    if (!oracle.available())
        std::printf("%s\n", qPrintable(oracle.reason()));
    std::printf("one thread, %s, 10^6 weights a second\n\n", target.c_str());
    printAll(oracle, wanted);
    printBandwidth(oracle, wanted);
    return 0;
}
