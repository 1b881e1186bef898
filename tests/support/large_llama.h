#pragma once
// A GGUF of the llama family as large as wanted, with weights that look like weights: a bell curve whose
// width differs from tensor to tensor, and one value in five hundred from a wider one.
#include "base/parallel.h"
#include "files/file_plan.h"
#include "tensor/float_convert.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <string>
#include <vector>

namespace large_llama {

inline constexpr std::int64_t width = 2048;
inline constexpr std::int64_t forward = 5632;
inline constexpr std::int64_t keyValues = 512;
inline constexpr std::int64_t vocabulary = 32000;

/// SplitMix64 (Steele, Lea, Flood 2014): any position of the stream without the ones before it.
inline std::uint64_t mixed(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// Box and Muller's, of two halves of one number.
inline float normal(std::uint64_t seed) {
    const std::uint64_t bits = mixed(seed);
    const float radius = (static_cast<float>(bits >> 40U) + 0.5F) * 0x1p-24F;
    const float angle = static_cast<float>((bits >> 16U) & 0xFFFFFFU) * 0x1p-24F;
    const float wide = (bits & 0xFFFFU) < 131 ? 5.0F : 1.0F; // one in 500
    return wide * std::sqrt(-2 * std::log(radius)) * std::cos(2 * std::numbers::pi_v<float> * angle);
}

inline std::vector<mantissa::PlannedTensor> tensors(int layers, mantissa::DType type) {
    std::vector<mantissa::PlannedTensor> all;
    const auto add = [&](const std::string& name, mantissa::Shape shape) {
        all.push_back({name, shape.size() == 1 ? mantissa::DType::F32 : type, std::move(shape)});
    };
    add("token_embd.weight", {vocabulary, width});
    for (int layer = 0; layer < layers; ++layer) {
        const std::string blk = "blk." + std::to_string(layer) + ".";
        add(blk + "attn_norm.weight", {width});
        add(blk + "attn_q.weight", {width, width});
        add(blk + "attn_k.weight", {keyValues, width});
        add(blk + "attn_v.weight", {keyValues, width});
        add(blk + "attn_output.weight", {width, width});
        add(blk + "ffn_norm.weight", {width});
        add(blk + "ffn_gate.weight", {forward, width});
        add(blk + "ffn_up.weight", {forward, width});
        add(blk + "ffn_down.weight", {width, forward});
    }
    add("output_norm.weight", {width});
    add("output.weight", {vocabulary, width});
    return all;
}

inline mantissa::Metadata metadata(int layers) {
    mantissa::Metadata result;
    result.set("general.architecture", std::string("llama"));
    const auto set = [&result](const char* key, std::int64_t number) {
        result.set(std::string("llama.") + key, static_cast<std::uint32_t>(number));
    };
    set("context_length", 2048);
    set("embedding_length", width);
    set("block_count", layers);
    set("feed_forward_length", forward);
    set("attention.head_count", 16);
    set("attention.head_count_kv", 4);
    result.set("llama.attention.layer_norm_rms_epsilon", 1e-5F);
    return result;
}

/// Two bytes a weight.
inline int layersFor(double gib) {
    const double layer = 4.0 * width * (width + keyValues) + 6.0 * width * forward;
    const double ends = 4.0 * width * vocabulary;
    return std::max(1, static_cast<int>(std::ceil((gib * (1 << 30) - ends) / layer)));
}

inline mantissa::Result<void> writeTensor(mantissa::PlannedFile& file, const mantissa::PlannedTensor& tensor,
                                          std::uint64_t seed) {
    using namespace mantissa;
    const std::uint64_t count = *elementCount(tensor.shape);
    const float scale = tensor.shape.size() == 1 ? 0.1F : 0.02F * (1 + 0.5F * normal(mixed(seed)) / 5);
    const float middle = tensor.shape.size() == 1 ? 1.0F : 0.0F;
    const std::uint64_t piece = std::uint64_t{1} << 22U;
    for (std::uint64_t begin = 0; begin < count; begin += piece) {
        const std::uint64_t end = std::min(count, begin + piece);
        std::vector<float> values(end - begin);
        MANTISSA_CHECK(parallelChunks(64, Task(), [&](std::int64_t chunk) -> Result<void> {
            const auto share = static_cast<std::uint64_t>(chunk);
            for (std::uint64_t i = values.size() * share / 64; i < values.size() * (share + 1) / 64; ++i)
                values[i] = middle + scale * normal((seed << 40U) + begin + i);
            return {};
        }));
        if (tensor.dtype == DType::F32) {
            MANTISSA_CHECK(file.write(std::as_bytes(std::span(values))));
            continue;
        }
        std::vector<std::uint16_t> halves(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            halves[i] = tensor.dtype == DType::F16 ? halfFromFloat(values[i]) : bfloatFromFloat(values[i]);
        MANTISSA_CHECK(file.write(std::as_bytes(std::span(halves))));
    }
    return {};
}

} // namespace large_llama

inline std::string largeLlamaName(double gib, const std::string& type) {
    return "llama-" + std::to_string(large_llama::layersFor(gib)) + "-layers-" + type + ".gguf";
}

/// Does nothing where the file is there already: it appears only when it is whole.
inline mantissa::Result<void> makeLargeLlama(const std::filesystem::path& target, double gib,
                                             const std::string& type) {
    using namespace mantissa;
    if (std::filesystem::exists(target))
        return {};
    std::printf("making %s\n", target.c_str());
    const int layers = large_llama::layersFor(gib);
    const DType dtype = type == "F16" ? DType::F16 : DType::BF16;
    MANTISSA_TRY(auto plan, planGguf(large_llama::metadata(layers), large_llama::tensors(layers, dtype)));
    MANTISSA_TRY(auto file, PlannedFile::create(target, std::move(plan)));
    std::uint64_t seed = 0;
    for (const PlannedTensor& tensor : std::vector(file.plan().tensors))
        MANTISSA_CHECK(large_llama::writeTensor(file, tensor, ++seed));
    return file.commit();
}

inline void readThrough(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> buffer(1 << 22U);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()))) {
    }
}
