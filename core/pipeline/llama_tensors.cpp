#include "pipeline/llama_tensors.h"

#include <unordered_set>

namespace mantissa {

namespace {

enum class Rows { Plain, QueryHeads, KeyHeads };

struct Name {
    const char* source; ///< behind "model." or "model.layers.N."
    const char* gguf;   ///< behind "" or "blk.N."
    bool required;
    Rows rows = Rows::Plain;
};

// Names as gguf-py's tensor_mapping.py pairs them, in the order llama.cpp's conversion of a layer has.
constexpr Name layerNames[] = {
    {"input_layernorm.weight", "attn_norm.weight", true},
    {"self_attn.q_proj.weight", "attn_q.weight", true, Rows::QueryHeads},
    {"self_attn.q_proj.bias", "attn_q.bias", false, Rows::QueryHeads},
    {"self_attn.q_norm.weight", "attn_q_norm.weight", false},
    {"self_attn.k_proj.weight", "attn_k.weight", true, Rows::KeyHeads},
    {"self_attn.k_proj.bias", "attn_k.bias", false, Rows::KeyHeads},
    {"self_attn.k_norm.weight", "attn_k_norm.weight", false},
    {"self_attn.v_proj.weight", "attn_v.weight", true},
    {"self_attn.v_proj.bias", "attn_v.bias", false},
    {"self_attn.o_proj.weight", "attn_output.weight", true},
    {"self_attn.o_proj.bias", "attn_output.bias", false},
    {"post_attention_layernorm.weight", "ffn_norm.weight", true},
    {"mlp.gate_proj.weight", "ffn_gate.weight", true},
    {"mlp.gate_proj.bias", "ffn_gate.bias", false},
    {"mlp.up_proj.weight", "ffn_up.weight", true},
    {"mlp.up_proj.bias", "ffn_up.bias", false},
    {"mlp.down_proj.weight", "ffn_down.weight", true},
    {"mlp.down_proj.bias", "ffn_down.bias", false},
};

class Collector {
public:
    Collector(const Model& model, const LlamaFamily& family) : model_(model), family_(family) {}

    Result<void> add(const std::string& source, const std::string& gguf, bool required,
                     Rows rows = Rows::Plain) {
        const auto tensor = model_.tensor(source);
        if (!tensor && required) {
            return fail(Error(ErrorCode::NotFound,
                              sentence(MANTISSA_TR(
                                  "core", "The model lacks this tensor, which its architecture needs.")))
                            .inFile(model_.path)
                            .ofTensor(source));
        }
        if (!tensor)
            return {};
        GgufSourceTensor entry{gguf, tensor, tensor->shape, 0};
        if (family_.interleaves && rows != Rows::Plain) {
            MANTISSA_CHECK(checkHeads(*tensor, rows));
            entry.interleavedHead = model_.architecture->headLength;
        }
        taken_.insert(tensor->name);
        tensors_.push_back(std::move(entry));
        return {};
    }

    void addMade(const std::shared_ptr<const Tensor>& tensor) {
        if (tensor)
            tensors_.push_back({tensor->name, tensor, tensor->shape, 0});
    }

    /// A tensor that would be lost is an error, not a smaller file.
    Result<std::vector<GgufSourceTensor>> finish() {
        const bool tied = !taken_.contains("lm_head.weight");
        for (const auto& tensor : model_.tensors) {
            const bool computed = tensor->name.ends_with("rotary_emb.inv_freq");
            if (taken_.contains(tensor->name) || computed || (tied && tensor->name == "lm_head.weight"))
                continue;
            return fail(
                Error(ErrorCode::Unsupported,
                      sentence(MANTISSA_TR("core",
                                           "This tensor has no place in a GGUF file of the architecture "
                                           "%1; the model cannot be converted."),
                               family_.name))
                    .inFile(tensor->file)
                    .ofTensor(tensor->name));
        }
        return std::move(tensors_);
    }

private:
    Result<void> checkHeads(const Tensor& tensor, Rows rows) const {
        const Architecture& a = *model_.architecture;
        const std::int64_t heads = rows == Rows::QueryHeads ? a.heads : a.keyValueHeads;
        const std::int64_t found = tensor.shape.empty() ? 0 : tensor.shape[0];
        if (a.headLength % 2 == 0 && found % a.headLength == 0 && found / a.headLength == heads)
            return {};
        return fail(
            Error(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "The tensor has %1 rows, which does not fit the %2 heads of %3 "
                                             "that config.json gives."),
                         found, heads, a.headLength))
                .inFile(tensor.file)
                .ofTensor(tensor.name));
    }

    const Model& model_;
    const LlamaFamily& family_;
    std::vector<GgufSourceTensor> tensors_;
    std::unordered_set<std::string> taken_;
};

} // namespace

Result<std::vector<GgufSourceTensor>> llamaTensors(const Model& model, const LlamaFamily& family) {
    Collector collector(model, family);
    // llama.cpp takes the embedding for the output where output.weight is missing.
    if (!model.metadata.boolean("tie_word_embeddings", false))
        MANTISSA_CHECK(collector.add("lm_head.weight", "output.weight", false));
    MANTISSA_CHECK(collector.add("model.embed_tokens.weight", "token_embd.weight", true));
    for (std::int64_t layer = 0; layer < model.architecture->layers; ++layer) {
        const std::string from = "model.layers." + std::to_string(layer) + ".";
        const std::string to = "blk." + std::to_string(layer) + ".";
        for (const Name& name : layerNames)
            MANTISSA_CHECK(collector.add(from + name.source, to + name.gguf, name.required, name.rows));
    }
    MANTISSA_CHECK(collector.add("model.norm.weight", "output_norm.weight", true));
    collector.addMade(ropeFactors(model));
    return collector.finish();
}

} // namespace mantissa
