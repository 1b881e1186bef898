#pragma once
// Tiny models with random weights of every architecture that is run, each as a GGUF file and as the Hugging
// Face folder it could have been converted from. The folder's names and layouts are those of the transformers
// library and of llama.cpp's converter (conversion/ of ggml-org/llama.cpp), written down here apart from the
// program's.
#include "support/byte_file.h"
#include "support/small_model_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <map>

namespace mantissa::support {

class SmallArchitecture {
public:
    struct Values {
        std::string name;
        Shape shape;
        std::vector<float> values;
    };

    std::string name; ///< general.architecture
    Metadata keys;    ///< of the GGUF file, without those that all have
    QJsonObject config;
    std::vector<Values> tensors; ///< as in GGUF

    std::int64_t width = 32;
    std::int64_t heads = 4;
    std::int64_t keyValueHeads = 2;
    std::int64_t headLength = 8;
    std::int64_t feedForward = 48;
    std::int64_t experts = 0;
    std::int64_t expertLength = 24;
    std::int64_t vocabulary = 40;
    int layers = 2;
    std::int64_t context = 64;

    static std::vector<std::string> variants() {
        return {"llama",
                "llama, yarn",
                "llama, yarn with its own magnitude",
                "llama, longrope",
                "llama, llama3 scaling",
                "llama, tied embeddings, one key-value head",
                "mistral",
                "mixtral",
                "qwen2, yarn",
                "qwen3moe",
                "gemma2",
                "gemma3",
                "gemma3, scaled and capped",
                "phi3",
                "phi3, long text",
                "phi3, short text",
                "gpt2",
                "gpt2, own head"};
    }

    explicit SmallArchitecture(const std::string& variant) {
        const std::string kind = variant.substr(0, variant.find(','));
        const auto says = [&variant](const char* word) { return variant.find(word) != std::string::npos; };
        name = kind == "mixtral" || kind == "mistral" ? "llama" : kind;
        set("attention.layer_norm_rms_epsilon", 1e-5F);
        config["rms_norm_eps"] = static_cast<double>(1e-5F);
        if (says("one key-value head"))
            keyValueHeads = 1;
        if (says("one layer"))
            layers = 1;
        if (kind == "llama" || kind == "qwen2" || kind == "mistral")
            addLlama(kind, says("tied"));
        if (says("yarn"))
            addYarn(says("own magnitude"));
        if (says("longrope"))
            addLongRope(16, 1.25);
        if (says("llama3"))
            addLlama3(256);
        if (kind == "mistral")
            config["sliding_window"] = says("window of 9") ? 9 : 4096;
        if (kind == "mixtral" || kind == "qwen3moe")
            addMixture(kind);
        if (kind == "gemma2" || kind == "gemma3")
            addGemma(kind, says("scaled"));
        if (kind == "phi3")
            addPhi3(says("text"), says("long text"));
        if (kind == "gpt2")
            addGpt2(says("own head"));
        addSizes();
    }

    Result<void> writeGguf(const std::filesystem::path& path) const {
        Metadata all;
        all.set("general.architecture", name);
        all.set("tokenizer.ggml.model", std::string("no_vocab"));
        for (const auto& entry : keys.entries())
            all.set(entry.key, entry.value);
        std::vector<PlannedTensor> planned;
        for (const Values& tensor : tensors)
            planned.push_back({tensor.name, DType::F32, tensor.shape});
        MANTISSA_TRY(auto plan, planGguf(all, std::move(planned)));
        return writeAll(path, std::move(plan), tensors);
    }

    Result<void> writeFolder(const std::filesystem::path& folder) const {
        std::vector<PlannedTensor> planned;
        const std::vector<Values> all = folderTensors();
        for (const Values& tensor : all)
            planned.push_back({tensor.name, DType::F32, tensor.shape});
        MANTISSA_TRY(auto plan, planSafetensors({}, std::move(planned)));
        writeBytes(folder / "config.json", QJsonDocument(config).toJson());
        return writeAll(folder / "model.safetensors", std::move(plan), all);
    }

    template <class T>
    void set(const std::string& key, T value) {
        keys.set(name + "." + key, value);
    }

    /// As the folder holds them.
    std::vector<Values> folderTensors() const {
        std::vector<Values> all;
        for (const Values& tensor : tensors) {
            if (tensor.name.starts_with("rope_f"))
                continue; // stands in config.json
            const auto [layer, part, ending] = partsOf(tensor.name);
            Values changed = tensor;
            if (name == "llama") // mistral and mixtral too
                putHalvesTogether(part, changed);
            if (name.starts_with("gemma") && part.find("norm") != std::string::npos) {
                for (float& value : changed.values)
                    value -= 1;
            }
            const bool weight = ending == ".weight";
            if (name == "gpt2" && weight && (part.starts_with("attn_") || part.starts_with("ffn_")) &&
                part.find("norm") == std::string::npos)
                changed = transposed(changed);
            const std::string prefix = layer.empty() ? root() : root() + layers_ + layer + ".";
            if (part.ends_with("_exps")) {
                addExperts(prefix, part, changed, all);
                continue;
            }
            changed.name = (part == "output" ? "" : prefix) + folderNames().at(part) + ending;
            all.push_back(std::move(changed));
        }
        return all;
    }

private:
    std::mt19937 random_{7};
    std::string layers_ = "layers.";

    static Result<void> writeAll(const std::filesystem::path& path, FilePlan plan,
                                 const std::vector<Values>& all) {
        MANTISSA_TRY(auto file, PlannedFile::create(path, std::move(plan)));
        for (const auto& planned : std::vector(file.plan().tensors)) {
            for (const Values& tensor : all) {
                if (tensor.name == planned.name)
                    MANTISSA_CHECK(file.write(std::as_bytes(std::span(tensor.values))));
            }
        }
        return file.commit();
    }

    void add(const std::string& tensor, Shape shape, float spread, float centre = 0) {
        std::normal_distribution<float> draw(centre, spread);
        std::vector<float> values(*elementCount(shape));
        for (float& value : values)
            value = draw(random_);
        tensors.push_back({tensor, std::move(shape), std::move(values)});
    }

    void addNorm(const std::string& tensor, std::int64_t size) { add(tensor + ".weight", {size}, 0.1F, 1); }

    static std::string block(int layer) { return "blk." + std::to_string(layer) + "."; }

    void addAttention(int layer) {
        const std::string b = block(layer);
        addNorm(b + "attn_norm", width);
        add(b + "attn_q.weight", {heads * headLength, width}, 0.3F);
        add(b + "attn_k.weight", {keyValueHeads * headLength, width}, 0.3F);
        add(b + "attn_v.weight", {keyValueHeads * headLength, width}, 0.3F);
        add(b + "attn_output.weight", {width, heads * headLength}, 0.3F);
        addNorm(b + "ffn_norm", width);
    }

    void addFeedForward(int layer) {
        const std::string b = block(layer);
        add(b + "ffn_gate.weight", {feedForward, width}, 0.3F);
        add(b + "ffn_up.weight", {feedForward, width}, 0.3F);
        add(b + "ffn_down.weight", {width, feedForward}, 0.3F);
    }

    void addEnds(bool head) {
        add("token_embd.weight", {vocabulary, width}, 1);
        addNorm("output_norm", width);
        if (head)
            add("output.weight", {vocabulary, width}, 0.3F);
    }

    void architectures(const char* className, const char* type) {
        config["architectures"] = QJsonArray{className};
        config["model_type"] = type;
    }

    void addLlama(const std::string& kind, bool tied) {
        const std::map<std::string, const char*> classes = {
            {"llama", "LlamaForCausalLM"}, {"mistral", "MistralForCausalLM"}, {"qwen2", "Qwen2ForCausalLM"}};
        architectures(classes.at(kind), kind.c_str());
        headLength = kind == "qwen2" ? 8 : 16; // llama.cpp wants Qwen 2's heads to fill the width
        addEnds(!tied);
        config["tie_word_embeddings"] = tied;
        for (int layer = 0; layer < layers; ++layer) {
            addAttention(layer);
            addFeedForward(layer);
            for (const char* part : {"attn_q", "attn_k", "attn_v"}) {
                if (kind == "qwen2")
                    add(block(layer) + part + ".bias",
                        {(part[5] == 'q' ? heads : keyValueHeads) * headLength}, 0.5F);
            }
        }
    }

    /// Llama 3's rotary scaling, in a GGUF as a tensor of factors that the frequencies are divided by. With
    /// heads of 16 and base 1e4, an original context of 256 leaves some frequencies, divides some, and blends
    /// one.
    void addLlama3(std::int64_t original) {
        constexpr double factor = 8;
        constexpr double low = 1;
        constexpr double high = 4;
        std::vector<float> factors;
        for (std::int64_t i = 0; i < headLength / 2; ++i) {
            const double length =
                2 * 3.14159265358979323846 *
                std::pow(1e4, 2.0 * static_cast<double>(i) / static_cast<double>(headLength));
            const double turns = static_cast<double>(original) / length;
            const double share = std::clamp((turns - low) / (high - low), 0.0, 1.0); // of the frequency kept
            factors.push_back(static_cast<float>(1 / ((1 - share) / factor + share)));
        }
        tensors.push_back({"rope_freqs.weight", {headLength / 2}, factors});
        config["rope_scaling"] =
            QJsonObject{{"rope_type", "llama3"},
                        {"factor", factor},
                        {"low_freq_factor", low},
                        {"high_freq_factor", high},
                        {"original_max_position_embeddings", static_cast<qint64>(original)}};
    }

    void addYarn(bool magnitude) {
        QJsonObject scaling{{"rope_type", "yarn"}, {"factor", 4.0}, {"original_max_position_embeddings", 16}};
        set("rope.scaling.type", std::string("yarn"));
        set("rope.scaling.factor", 4.0F);
        set("rope.scaling.original_context_length", std::uint32_t{16});
        if (magnitude) {
            scaling["attention_factor"] = 1.5;
            set("rope.scaling.attn_factor", static_cast<float>(1.5 / (0.1 * std::log(4.0) + 1)));
        }
        config["rope_scaling"] = scaling;
    }

    /// Factors for texts up to `original` tokens and for longer ones.
    void addLongRope(std::int64_t original, double magnitude) {
        QJsonArray small;
        QJsonArray large;
        std::vector<float> shortFactors;
        std::vector<float> longFactors;
        for (std::int64_t i = 0; i < headLength / 2; ++i) {
            shortFactors.push_back(1 + 0.25F * static_cast<float>(i));
            longFactors.push_back(2 + 0.5F * static_cast<float>(i));
            small.append(static_cast<double>(shortFactors.back()));
            large.append(static_cast<double>(longFactors.back()));
        }
        tensors.push_back({"rope_factors_short.weight", {headLength / 2}, shortFactors});
        tensors.push_back({"rope_factors_long.weight", {headLength / 2}, longFactors});
        set("rope.scaling.type", std::string("longrope"));
        set("rope.scaling.original_context_length", static_cast<std::uint32_t>(original));
        set("rope.scaling.attn_factor", static_cast<float>(magnitude));
        config["original_max_position_embeddings"] = static_cast<qint64>(original);
        config["rope_scaling"] = QJsonObject{{"type", "longrope"},
                                             {"short_factor", small},
                                             {"long_factor", large},
                                             {"attention_factor", magnitude}};
    }

    void addMixture(const std::string& kind) {
        const bool qwen = kind == "qwen3moe";
        architectures(qwen ? "Qwen3MoeForCausalLM" : "MixtralForCausalLM", qwen ? "qwen3_moe" : "mixtral");
        headLength = 16;
        experts = 6;
        if (!qwen)
            expertLength = feedForward;
        set("expert_count", static_cast<std::uint32_t>(experts));
        set("expert_used_count", std::uint32_t{2});
        config[qwen ? "num_experts" : "num_local_experts"] = static_cast<qint64>(experts);
        config["num_experts_per_tok"] = 2;
        if (qwen) {
            set("expert_feed_forward_length", static_cast<std::uint32_t>(expertLength));
            config["moe_intermediate_size"] = static_cast<qint64>(expertLength);
            config["norm_topk_prob"] = true;
        }
        addEnds(true);
        for (int layer = 0; layer < layers; ++layer) {
            const std::string b = block(layer);
            addAttention(layer);
            if (qwen) {
                addNorm(b + "attn_q_norm", headLength);
                addNorm(b + "attn_k_norm", headLength);
            }
            add(b + "ffn_gate_inp.weight", {experts, width}, 0.3F);
            add(b + "ffn_gate_exps.weight", {experts, expertLength, width}, 0.3F);
            add(b + "ffn_up_exps.weight", {experts, expertLength, width}, 0.3F);
            add(b + "ffn_down_exps.weight", {experts, width, expertLength}, 0.3F);
        }
    }

    void addGemma(const std::string& kind, bool scaled) {
        const bool third = kind == "gemma3";
        architectures(third ? "Gemma3ForCausalLM" : "Gemma2ForCausalLM", third ? "gemma3_text" : "gemma2");
        headLength = 16;
        layers = third ? 7 : 3;
        set("attention.sliding_window", std::uint32_t{9});
        config["sliding_window"] = 9;
        config["hidden_activation"] = "gelu_pytorch_tanh";
        config["query_pre_attn_scalar"] = 16;
        if (third) {
            set("rope.freq_base", 1e6F);
            config["rope_local_base_freq"] = 10000.0;
            config["sliding_window_pattern"] = 6;
        } else {
            set("attn_logit_softcapping", 2.0F); // low, so that it shows
            set("final_logit_softcapping", 3.0F);
            config["attn_logit_softcapping"] = 2.0;
            config["final_logit_softcapping"] = 3.0;
        }
        if (scaled) {
            set("rope.scaling.type", std::string("linear"));
            set("rope.scaling.factor", 8.0F);
            set("final_logit_softcapping", 3.0F);
            config["rope_scaling"] = QJsonObject{{"rope_type", "linear"}, {"factor", 8.0}};
            config["final_logit_softcapping"] = 3.0;
        }
        addEnds(false);
        for (int layer = 0; layer < layers; ++layer) {
            addAttention(layer);
            addFeedForward(layer);
            for (const char* norm : {"post_attention_norm", "post_ffw_norm"})
                addNorm(block(layer) + norm, width);
            for (const char* norm : {"attn_q_norm", "attn_k_norm"}) {
                if (third)
                    addNorm(block(layer) + norm, headLength);
            }
        }
    }

    void addPhi3(bool factors, bool isLong) {
        architectures("Phi3ForCausalLM", "phi3");
        addEnds(true);
        for (int layer = 0; layer < layers; ++layer) {
            const std::string b = block(layer);
            addNorm(b + "attn_norm", width);
            add(b + "attn_qkv.weight", {(heads + 2 * keyValueHeads) * headLength, width}, 0.3F);
            add(b + "attn_output.weight", {width, heads * headLength}, 0.3F);
            addNorm(b + "ffn_norm", width);
            add(b + "ffn_up.weight", {2 * feedForward, width}, 0.3F);
            add(b + "ffn_down.weight", {width, feedForward}, 0.3F);
        }
        if (factors)
            addLongRope(isLong ? 16 : 1024, 1.19);
    }

    void addGpt2(bool head) {
        architectures("GPT2LMHeadModel", "gpt2");
        layers_ = "h.";
        keyValueHeads = heads;
        set("attention.layer_norm_epsilon", 1e-5F);
        config["layer_norm_epsilon"] = static_cast<double>(1e-5F);
        config.remove("rms_norm_eps");
        config["activation_function"] = "gelu_new";
        const auto norm = [this](const std::string& tensor) {
            addNorm(tensor, width);
            add(tensor + ".bias", {width}, 0.2F);
        };
        const auto linear = [this](const std::string& tensor, std::int64_t outputs, std::int64_t inputs) {
            add(tensor + ".weight", {outputs, inputs}, 0.3F);
            add(tensor + ".bias", {outputs}, 0.2F);
        };
        add("token_embd.weight", {vocabulary, width}, 1);
        add("position_embd.weight", {context, width}, 0.5F);
        norm("output_norm");
        if (head)
            add("output.weight", {vocabulary, width}, 0.3F);
        for (int layer = 0; layer < layers; ++layer) {
            const std::string b = block(layer);
            norm(b + "attn_norm");
            linear(b + "attn_qkv", 3 * width, width);
            linear(b + "attn_output", width, width);
            norm(b + "ffn_norm");
            linear(b + "ffn_up", feedForward, width);
            linear(b + "ffn_down", width, feedForward);
        }
    }

    void addSizes() {
        struct Row {
            const char* gguf;
            const char* folder;
            std::int64_t value;
        };
        const bool gpt2 = name == "gpt2";
        const Row rows[] = {{"block_count", gpt2 ? "n_layer" : "num_hidden_layers", layers},
                            {"context_length", gpt2 ? "n_positions" : "max_position_embeddings", context},
                            {"embedding_length", gpt2 ? "n_embd" : "hidden_size", width},
                            {"feed_forward_length", gpt2 ? "n_inner" : "intermediate_size", feedForward},
                            {"attention.head_count", gpt2 ? "n_head" : "num_attention_heads", heads},
                            {"attention.head_count_kv", gpt2 ? "" : "num_key_value_heads", keyValueHeads},
                            {"attention.key_length", gpt2 ? "" : "head_dim", headLength},
                            {"attention.value_length", "", headLength},
                            {"vocab_size", "vocab_size", vocabulary}};
        for (const Row& row : rows) {
            set(row.gguf, static_cast<std::uint32_t>(row.value));
            if (*row.folder != '\0')
                config[row.folder] = static_cast<qint64>(row.value);
        }
        if (gpt2)
            return;
        const bool far = name == "gemma3";
        set("rope.dimension_count", static_cast<std::uint32_t>(headLength));
        set("rope.freq_base", far ? 1e6F : 1e4F);
        config["rope_theta"] = far ? 1e6 : 1e4;
    }

    /// blk.1.attn_q.weight -> 1, attn_q, .weight
    static std::tuple<std::string, std::string, std::string> partsOf(const std::string& name) {
        const std::size_t ending = name.rfind('.');
        std::string layer;
        std::size_t start = 0;
        if (name.starts_with("blk.")) {
            start = name.find('.', 4) + 1;
            layer = name.substr(4, start - 5);
        }
        return {layer, name.substr(start, ending - start), name.substr(ending)};
    }

    std::string root() const { return name == "gpt2" ? "transformer." : "model."; }

    std::map<std::string, std::string> folderNames() const {
        if (name == "gpt2")
            return {{"token_embd", "wte"},          {"position_embd", "wpe"}, {"output_norm", "ln_f"},
                    {"output", "lm_head"},          {"attn_norm", "ln_1"},    {"attn_qkv", "attn.c_attn"},
                    {"attn_output", "attn.c_proj"}, {"ffn_norm", "ln_2"},     {"ffn_up", "mlp.c_fc"},
                    {"ffn_down", "mlp.c_proj"}};
        std::map<std::string, std::string> names = {{"token_embd", "embed_tokens"},
                                                    {"output_norm", "norm"},
                                                    {"output", "lm_head"},
                                                    {"attn_norm", "input_layernorm"},
                                                    {"attn_q", "self_attn.q_proj"},
                                                    {"attn_k", "self_attn.k_proj"},
                                                    {"attn_v", "self_attn.v_proj"},
                                                    {"attn_qkv", "self_attn.qkv_proj"},
                                                    {"attn_output", "self_attn.o_proj"},
                                                    {"attn_q_norm", "self_attn.q_norm"},
                                                    {"attn_k_norm", "self_attn.k_norm"},
                                                    {"ffn_norm", "post_attention_layernorm"},
                                                    {"ffn_gate", "mlp.gate_proj"},
                                                    {"ffn_up", "mlp.up_proj"},
                                                    {"ffn_down", "mlp.down_proj"},
                                                    {"ffn_gate_inp", "mlp.gate"}};
        if (name.starts_with("gemma")) {
            names["post_attention_norm"] = "post_attention_layernorm";
            names["ffn_norm"] = "pre_feedforward_layernorm";
            names["post_ffw_norm"] = "post_feedforward_layernorm";
        }
        if (name == "phi3")
            names["ffn_up"] = "mlp.gate_up_proj";
        if (config["model_type"] == "mixtral")
            names["ffn_gate_inp"] = "block_sparse_moe.gate";
        return names;
    }

    void addExperts(const std::string& prefix, const std::string& part, const Values& stacked,
                    std::vector<Values>& all) const {
        const bool mixtral = config["model_type"] == "mixtral";
        const std::map<std::string, std::string> names = {{"ffn_gate_exps", mixtral ? "w1" : "gate_proj"},
                                                          {"ffn_down_exps", mixtral ? "w2" : "down_proj"},
                                                          {"ffn_up_exps", mixtral ? "w3" : "up_proj"}};
        const auto size = static_cast<std::ptrdiff_t>(stacked.shape[1] * stacked.shape[2]);
        for (std::int64_t e = 0; e < experts; ++e) {
            const auto first = stacked.values.begin() + e * size;
            all.push_back({prefix + (mixtral ? "block_sparse_moe" : "mlp") + ".experts." + std::to_string(e) +
                               "." + names.at(part) + ".weight",
                           {stacked.shape[1], stacked.shape[2]},
                           {first, first + size}});
        }
    }

    /// llama.cpp's converter puts row j of the first half of a head at 2j and of the second half at 2j + 1.
    void putHalvesTogether(const std::string& part, Values& tensor) const {
        if (part != "attn_q" && part != "attn_k")
            return;
        const auto columns = static_cast<std::size_t>(tensor.shape.size() == 1 ? 1 : tensor.shape[1]);
        const std::vector<float> from = tensor.values;
        const auto half = static_cast<std::size_t>(headLength) / 2;
        for (std::size_t row = 0; row < static_cast<std::size_t>(tensor.shape[0]); ++row) {
            const std::size_t inHead = row % (2 * half);
            const std::size_t source = row - inHead + inHead % half * 2 + inHead / half;
            for (std::size_t c = 0; c < columns; ++c)
                tensor.values[row * columns + c] = from[source * columns + c];
        }
    }

    static Values transposed(const Values& tensor) {
        Values result{tensor.name, {tensor.shape[1], tensor.shape[0]}, tensor.values};
        const auto rows = static_cast<std::size_t>(tensor.shape[0]);
        const auto columns = static_cast<std::size_t>(tensor.shape[1]);
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < columns; ++c)
                result.values[c * rows + r] = tensor.values[r * columns + c];
        }
        return result;
    }
};

} // namespace mantissa::support
