#pragma once
// Writes small GGUF models of the llama family for tests: real files, made through the file planner.
#include "files/file_plan.h"

#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <vector>

struct GgufMaker {
    mantissa::Metadata metadata;
    std::vector<mantissa::PlannedTensor> tensors;
    /// Value of an element; the default is a bell curve of width 0.05.
    std::function<float(const std::string& tensor, std::uint64_t index)> value;

    void add(std::string name, mantissa::Shape shape) {
        tensors.push_back({std::move(name), mantissa::DType::F32, std::move(shape)});
    }

    /// All tensors and hyperparameters of a llama (experts > 0: a mixture of experts).
    void addLlama(int layers, std::int64_t width, std::int64_t forward, int heads, int keyValueHeads,
                  int experts = 0, const std::string& architecture = "llama") {
        const auto set = [&](const char* key, std::uint32_t number) {
            metadata.set(architecture + "." + key, number);
        };
        metadata.set("general.architecture", architecture);
        set("context_length", 256);
        set("embedding_length", static_cast<std::uint32_t>(width));
        set("block_count", static_cast<std::uint32_t>(layers));
        set("feed_forward_length", static_cast<std::uint32_t>(forward));
        set("attention.head_count", static_cast<std::uint32_t>(heads));
        set("attention.head_count_kv", static_cast<std::uint32_t>(keyValueHeads));
        metadata.set(architecture + ".attention.layer_norm_rms_epsilon", 1e-5F);
        if (experts > 0) {
            set("expert_count", static_cast<std::uint32_t>(experts));
            set("expert_used_count", 2);
        }
        add("token_embd.weight", {64, width});
        for (int layer = 0; layer < layers; ++layer)
            addLayer(layer, width, forward, width * keyValueHeads / heads, experts);
        add("output_norm.weight", {width});
        add("output.weight", {64, width});
    }

    mantissa::Result<void> write(const std::filesystem::path& target) const {
        MANTISSA_TRY(auto plan, mantissa::planGguf(metadata, tensors));
        MANTISSA_TRY(auto file, mantissa::PlannedFile::create(target, std::move(plan)));
        std::mt19937 random(11);
        std::normal_distribution<float> draw(0, 0.05F);
        for (const mantissa::PlannedTensor& tensor : std::vector(file.plan().tensors)) {
            std::vector<float> values(tensor.bytes / sizeof(float));
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] = value ? value(tensor.name, i) : draw(random);
            MANTISSA_CHECK(file.write(std::as_bytes(std::span(values))));
        }
        return file.commit();
    }

private:
    void addLayer(int layer, std::int64_t width, std::int64_t forward, std::int64_t keyValues, int experts) {
        const std::string blk = "blk." + std::to_string(layer) + ".";
        add(blk + "attn_norm.weight", {width});
        add(blk + "attn_q.weight", {width, width});
        add(blk + "attn_k.weight", {keyValues, width});
        add(blk + "attn_v.weight", {keyValues, width});
        add(blk + "attn_output.weight", {width, width});
        add(blk + "ffn_norm.weight", {width});
        if (experts == 0) {
            add(blk + "ffn_gate.weight", {forward, width});
            add(blk + "ffn_up.weight", {forward, width});
            add(blk + "ffn_down.weight", {width, forward});
            return;
        }
        add(blk + "ffn_gate_inp.weight", {experts, width});
        add(blk + "ffn_gate_exps.weight", {experts, forward, width});
        add(blk + "ffn_up_exps.weight", {experts, forward, width});
        add(blk + "ffn_down_exps.weight", {experts, width, forward});
    }
};
