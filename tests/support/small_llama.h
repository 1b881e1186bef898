#pragma once
// Hugging Face folders of tiny models of the llama family, made up for a test: 2 layers, width 64, 4 heads of
// 16, 2 key-value heads, and the demo's tokenizer.
#include "support/byte_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <random>

struct SmallLlama {
    QJsonObject config = {{"architectures", QJsonArray{"LlamaForCausalLM"}},
                          {"model_type", "llama"},
                          {"hidden_size", 64},
                          {"intermediate_size", 96},
                          {"num_hidden_layers", 2},
                          {"num_attention_heads", 4},
                          {"num_key_value_heads", 2},
                          {"max_position_embeddings", 128},
                          {"rms_norm_eps", 1e-6},
                          {"rope_theta", 10000.0},
                          {"hidden_act", "silu"},
                          {"vocab_size", 1024},
                          {"bos_token_id", 0},
                          {"eos_token_id", 1}};
    bool biases = false;      ///< of q, k and v
    bool qkNorms = false;     ///< Qwen3's
    bool output = true;       ///< without: the embedding is tied, and config.json says so unless a test does
    std::int64_t experts = 0; ///< in each layer, of 40 where they are Qwen's; else as long as a block
    std::vector<mantissa::PlannedTensor> more;
    std::string without; ///< a tensor that is left out

    /// Mixtral or Qwen3-MoE.
    void mixture(bool qwen) {
        architecture(qwen ? "Qwen3MoeForCausalLM" : "MixtralForCausalLM", qwen ? "qwen3_moe" : "mixtral");
        experts = 5;
        qkNorms = qwen;
        config[qwen ? "num_experts" : "num_local_experts"] = 5;
        config["num_experts_per_tok"] = 2;
        config["head_dim"] = 16;
        if (qwen) {
            config["moe_intermediate_size"] = 40;
            config["norm_topk_prob"] = true;
        }
    }

    void architecture(const char* className, const char* type) {
        config["architectures"] = QJsonArray{className};
        config["model_type"] = type;
    }

    std::vector<mantissa::PlannedTensor> tensors() const {
        std::vector<mantissa::PlannedTensor> all = more;
        const auto add = [&all](const std::string& name, const mantissa::Shape& shape) {
            all.push_back({name, mantissa::DType::F32, shape});
        };
        add("model.embed_tokens.weight", {1024, 64});
        add("model.norm.weight", {64});
        if (output)
            add("lm_head.weight", {1024, 64});
        for (int layer = 0; layer < 2; ++layer) {
            const std::string at = "model.layers." + std::to_string(layer) + ".";
            add(at + "input_layernorm.weight", {64});
            add(at + "post_attention_layernorm.weight", {64});
            for (const auto& [name, rows] : {std::pair("q", 64), {"k", 32}, {"v", 32}}) {
                add(at + "self_attn." + name + "_proj.weight", {rows, 64});
                if (biases)
                    add(at + "self_attn." + name + "_proj.bias", {rows});
                if (qkNorms && *name != 'v')
                    add(at + "self_attn." + name + "_norm.weight", {16});
            }
            add(at + "self_attn.o_proj.weight", {64, 64});
            addForward(at, all);
        }
        std::erase_if(all, [this](const auto& tensor) { return tensor.name == without; });
        return all;
    }

    void addForward(const std::string& at, std::vector<mantissa::PlannedTensor>& all) const {
        const bool mixtral = config["model_type"] == "mixtral";
        const std::int64_t length = experts > 0 && !mixtral ? 40 : 96;
        const auto block = [&](const std::string& in, const char* gate, const char* up, const char* down) {
            all.push_back({in + gate + ".weight", mantissa::DType::F32, {length, 64}});
            all.push_back({in + up + ".weight", mantissa::DType::F32, {length, 64}});
            all.push_back({in + down + ".weight", mantissa::DType::F32, {64, length}});
        };
        const std::string in = at + (mixtral ? "block_sparse_moe." : "mlp.");
        if (experts > 0)
            all.push_back({in + "gate.weight", mantissa::DType::F32, {experts, 64}});
        for (std::int64_t i = 0; i < experts; ++i) {
            const std::string expert = in + "experts." + std::to_string(i) + ".";
            block(expert, mixtral ? "w1" : "gate_proj", mixtral ? "w3" : "up_proj",
                  mixtral ? "w2" : "down_proj");
        }
        if (experts == 0)
            block(in, "gate_proj", "up_proj", "down_proj");
    }

    /// Values are all different and large enough for attention to look at single tokens; vectors lie
    /// around 1.
    void write(const QTemporaryDir& folder) const {
        const auto plan = mantissa::planSafetensors({}, tensors());
        if (!plan)
            qFatal("%s", plan.error().describe().c_str());
        QByteArray bytes = zeroFilled(*plan);
        std::mt19937 random(1);
        for (const auto& tensor : plan->tensors) {
            auto* values = reinterpret_cast<float*>(bytes.data() + tensor.offset);
            for (std::size_t i = 0; i < tensor.bytes / sizeof(float); ++i) {
                const float noise = static_cast<float>(random() % 2001) / 1000 - 1;
                values[i] = tensor.shape.size() == 1 ? 1 + 0.3f * noise : 0.45f * noise;
            }
        }
        writeBytes(pathIn(folder, "model.safetensors"), bytes);
        QJsonObject written = config;
        if (!output && !written.contains("tie_word_embeddings"))
            written["tie_word_embeddings"] = true;
        writeBytes(pathIn(folder, "config.json"), QJsonDocument(written).toJson());
        for (const char* name : {"tokenizer.json", "tokenizer_config.json"}) {
            const auto demo = std::filesystem::path(MANTISSA_SOURCE_DIR) / "resources/demo/fable" / name;
            writeBytes(pathIn(folder, name), readBytes(demo));
        }
    }
};
