#include "pipeline/llama_tensors.h"

#include "pipeline/expert_stack.h"
#include "pipeline/llama_extents.h"

#include <algorithm>
#include <unordered_set>

namespace mantissa {

namespace {

struct Name {
    const char* source; ///< behind "model." or "model.layers.N."
    const char* gguf;   ///< behind "" or "blk.N."
    bool required;
    Extents extents = {}; ///< a vector of the model's width
    bool rotated = false; ///< its rows are heads that rotary embedding turns
};

constexpr Extents vector(Extent length) {
    return {Extent::None, length};
}

// Names as gguf-py's tensor_mapping.py pairs them, in the order llama.cpp's conversion of a layer has.
constexpr Name attentionNames[] = {
    {"input_layernorm.weight", "attn_norm.weight", true},
    {"self_attn.q_proj.weight", "attn_q.weight", true, {Extent::Queries, Extent::Width}, true},
    {"self_attn.q_proj.bias", "attn_q.bias", false, vector(Extent::Queries), true},
    {"self_attn.q_norm.weight", "attn_q_norm.weight", false, vector(Extent::Head)},
    {"self_attn.k_proj.weight", "attn_k.weight", true, {Extent::Keys, Extent::Width}, true},
    {"self_attn.k_proj.bias", "attn_k.bias", false, vector(Extent::Keys), true},
    {"self_attn.k_norm.weight", "attn_k_norm.weight", false, vector(Extent::Head)},
    {"self_attn.v_proj.weight", "attn_v.weight", true, {Extent::Keys, Extent::Width}},
    {"self_attn.v_proj.bias", "attn_v.bias", false, vector(Extent::Keys)},
    {"self_attn.o_proj.weight", "attn_output.weight", true, {Extent::Width, Extent::Queries}},
    {"self_attn.o_proj.bias", "attn_output.bias", false},
    {"post_attention_layernorm.weight", "ffn_norm.weight", true},
};

constexpr Name forwardNames[] = {
    {"mlp.gate_proj.weight", "ffn_gate.weight", true, {Extent::Forward, Extent::Width}},
    {"mlp.gate_proj.bias", "ffn_gate.bias", false, vector(Extent::Forward)},
    {"mlp.up_proj.weight", "ffn_up.weight", true, {Extent::Forward, Extent::Width}},
    {"mlp.up_proj.bias", "ffn_up.bias", false, vector(Extent::Forward)},
    {"mlp.down_proj.weight", "ffn_down.weight", true, {Extent::Width, Extent::Forward}},
    {"mlp.down_proj.bias", "ffn_down.bias", false},
};

// Of one expert: w1 is what Mixtral calls it.
struct ExpertName {
    const char* source;
    const char* mixtral;
    const char* gguf;
    Extents extents;
};

constexpr Extents intoExpert{Extent::Expert, Extent::Width};
constexpr ExpertName expertNames[] = {
    {"gate_proj", "w1", "ffn_gate_exps.weight", intoExpert},
    {"down_proj", "w2", "ffn_down_exps.weight", {Extent::Width, Extent::Expert}},
    {"up_proj", "w3", "ffn_up_exps.weight", intoExpert},
};
constexpr Name router{"gate.weight", "ffn_gate_inp.weight", true, {Extent::Experts, Extent::Width}};

constexpr char head[] = "lm_head.weight";
constexpr char embedding[] = "model.embed_tokens.weight";
constexpr Extents vocabularyRows{Extent::Vocabulary, Extent::Width};

Error contradiction(const Tensor& tensor, Text what) {
    return Error(ErrorCode::Malformed, std::move(what)).inFile(tensor.file).ofTensor(tensor.name);
}

class Collector {
public:
    Collector(const Model& model, const LlamaFamily& family) : model_(model), family_(family) {}

    /// `layer`: -1 for a tensor of no layer.
    Result<void> add(const std::string& source, const std::string& gguf, const Name& name, int layer = -1) {
        const auto tensor = model_.tensor(source);
        if (!tensor && name.required)
            return fail(lacks(source, layer));
        if (!tensor)
            return {};
        MANTISSA_CHECK(checkExtents(model_, *tensor, name.extents));
        GgufSourceTensor entry{gguf, tensor, tensor->shape, 0};
        if (family_.interleaves && name.rotated)
            entry.interleavedHead = model_.architecture->headLength;
        taken_.insert(tensor->name);
        tensors_.push_back(std::move(entry));
        return {};
    }

    /// The experts of a layer as one tensor; `block`: where they are, `what`: which of their matrices.
    Result<void> addStack(const std::string& block, const std::string& what, const std::string& gguf,
                          Extents extents, int layer) {
        std::vector<std::shared_ptr<const Tensor>> experts;
        for (std::int64_t i = 0; i < model_.architecture->experts; ++i) {
            const std::string source = block + "experts." + std::to_string(i) + "." + what + ".weight";
            const auto tensor = model_.tensor(source);
            if (!tensor)
                return fail(lacks(source, layer));
            MANTISSA_CHECK(checkExtents(model_, *tensor, extents));
            taken_.insert(tensor->name);
            experts.push_back(tensor);
        }
        tensors_.push_back(stackOf(block + "experts." + what + ".weight", gguf, std::move(experts)));
        return {};
    }

    /// The output, which config.json may say is the embedding: then llama.cpp wants none.
    Result<void> addOutput() {
        const bool tied = model_.metadata.boolean("tie_word_embeddings", false); // transformers' default
        const auto tensor = model_.tensor(head);
        if (!tied && !tensor)
            return fail(lacksOutput());
        if (tied && tensor)
            return checkTied(*tensor);
        return tied ? Result<void>() : add(head, "output.weight", {head, "", true, vocabularyRows});
    }

    void addMade(const std::shared_ptr<const Tensor>& tensor) {
        if (tensor)
            tensors_.push_back({tensor->name, tensor, tensor->shape, 0});
    }

    /// A tensor that would be lost is an error, not a smaller file.
    Result<std::vector<GgufSourceTensor>> finish() {
        for (const auto& tensor : model_.tensors) {
            const bool computed = tensor->name.ends_with("rotary_emb.inv_freq");
            if (taken_.contains(tensor->name) || computed)
                continue;
            if (tensor->place.layer >= model_.architecture->layers)
                return fail(beyondLayers(*tensor));
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
    Error lacks(const std::string& source, int layer) const {
        Text what = sentence(MANTISSA_TR("core", "The model lacks this tensor, which its architecture needs. "
                                                 "If this file is a part of the model, open its folder."));
        if (layer >= 0) {
            what = sentence(MANTISSA_TR("core",
                                        "config.json says num_hidden_layers = %1, so layer %2 needs this "
                                        "tensor, but the weights lack it. Get both from one source, correct "
                                        "config.json, or, if this file is a part of the model, open its "
                                        "folder."),
                            model_.architecture->layers, layer);
        }
        return Error(ErrorCode::NotFound, std::move(what)).inFile(model_.path).ofTensor(source);
    }

    Error lacksOutput() const {
        const MetadataValue* given = model_.metadata.find("tie_word_embeddings");
        const auto shared = model_.tensor(embedding);
        return Error(ErrorCode::NotFound,
                     sentence(MANTISSA_TR("core", "config.json says tie_word_embeddings = %1, so the model "
                                                  "needs this tensor beside model.embed_tokens.weight (%2), "
                                                  "but the weights lack it. If the model shares its "
                                                  "embedding, set tie_word_embeddings to true."),
                              given ? describe(*given) : std::string("false (left out)"),
                              shared ? describe(shared->shape) : std::string("–")))
            .inFile(model_.path)
            .ofTensor(head);
    }

    /// A head that repeats the embedding is harmless; one that differs would be lost.
    Result<void> checkTied(const Tensor& tensor) {
        taken_.insert(tensor.name);
        const auto shared = model_.tensor(embedding);
        if (!shared || (shared->dtype == tensor.dtype && shared->shape == tensor.shape &&
                        std::ranges::equal(shared->bytes, tensor.bytes)))
            return {};
        return fail(contradiction(
            tensor, sentence(MANTISSA_TR("core", "config.json says tie_word_embeddings = true, but this "
                                                 "tensor (%1, %2) is not the same as "
                                                 "model.embed_tokens.weight (%3, %4). Set it to false if the "
                                                 "model has an output of its own."),
                             describe(tensor.shape), info(tensor.dtype).name, describe(shared->shape),
                             info(shared->dtype).name)));
    }

    Error beyondLayers(const Tensor& tensor) const {
        return contradiction(
            tensor, sentence(MANTISSA_TR("core", "config.json says num_hidden_layers = %1, but the weights "
                                                 "hold this tensor (%2) of layer %3. Get both from one "
                                                 "source, or correct config.json."),
                             model_.architecture->layers, describe(tensor.shape), tensor.place.layer));
    }

    const Model& model_;
    const LlamaFamily& family_;
    std::vector<GgufSourceTensor> tensors_;
    std::unordered_set<std::string> taken_;
};

Result<void> addForward(Collector& collector, const LlamaFamily& family, const std::string& from,
                        const std::string& to, int layer) {
    if (family.experts == nullptr) {
        for (const Name& name : forwardNames)
            MANTISSA_CHECK(collector.add(from + name.source, to + name.gguf, name, layer));
        return {};
    }
    const std::string block = from + family.experts + ".";
    MANTISSA_CHECK(collector.add(block + router.source, to + router.gguf, router, layer));
    const bool mixtral = family.experts != std::string_view("mlp");
    for (const ExpertName& name : expertNames)
        MANTISSA_CHECK(collector.addStack(block, mixtral ? name.mixtral : name.source, to + name.gguf,
                                          name.extents, layer));
    return {};
}

} // namespace

Result<std::vector<GgufSourceTensor>> llamaTensors(const Model& model, const LlamaFamily& family) {
    Collector collector(model, family);
    MANTISSA_CHECK(collector.addOutput());
    MANTISSA_CHECK(collector.add(embedding, "token_embd.weight", {"", "", true, vocabularyRows}));
    for (int layer = 0; layer < model.architecture->layers; ++layer) {
        const std::string from = "model.layers." + std::to_string(layer) + ".";
        const std::string to = "blk." + std::to_string(layer) + ".";
        for (const Name& name : attentionNames)
            MANTISSA_CHECK(collector.add(from + name.source, to + name.gguf, name, layer));
        MANTISSA_CHECK(addForward(collector, family, from, to, layer));
    }
    MANTISSA_CHECK(collector.add("model.norm.weight", "output_norm.weight", {"", "", true}));
    collector.addMade(ropeFactors(model));
    return collector.finish();
}

} // namespace mantissa
