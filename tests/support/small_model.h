#pragma once
// A model in memory with random weights, under GGUF's names: for tests that need an architecture or a defect
// which no real file at hand has.
#include "files/model.h"

#include <cstring>
#include <random>

namespace mantissa::support {

inline std::shared_ptr<const Tensor> floatTensor(std::string name, Shape shape,
                                                 const std::vector<float>& values) {
    auto bytes = std::make_shared<std::vector<std::byte>>(values.size() * sizeof(float));
    std::memcpy(bytes->data(), values.data(), bytes->size());
    auto tensor = std::make_shared<Tensor>();
    tensor->name = std::move(name);
    tensor->dtype = DType::F32;
    tensor->shape = std::move(shape);
    tensor->bytes = *bytes;
    tensor->owner = bytes;
    return tensor;
}

struct SmallModel {
    std::string architecture = "llama";
    int layers = 2;
    std::int64_t width = 32;
    std::int64_t heads = 4;
    std::int64_t keyValueHeads = 2;
    std::int64_t headLength = 8;
    std::int64_t feedForward = 48;
    std::int64_t vocabulary = 40;
    bool tied = false;
    bool attentionBias = false;
    bool headNorms = false;

    std::shared_ptr<Model> make() const {
        auto model = std::make_shared<Model>();
        model->path = "small.gguf";
        Architecture a;
        a.name = architecture;
        a.layers = layers;
        a.contextLength = 64;
        a.embeddingLength = width;
        a.feedForwardLength = feedForward;
        a.heads = heads;
        a.keyValueHeads = keyValueHeads;
        a.headLength = headLength;
        a.vocabulary = vocabulary;
        a.rmsEpsilon = 1e-5;
        a.ropeBase = 10000;
        a.ropeDimensions = headLength;
        a.tiedEmbeddings = tied;
        model->architecture = a;
        addTensors(*model);
        return model;
    }

private:
    void addTensors(Model& model) const {
        std::mt19937 random(7);
        const auto add = [&](const std::string& name, Shape shape, float spread, float centre = 0) {
            std::normal_distribution<float> draw(centre, spread);
            std::vector<float> values(*elementCount(shape));
            for (float& value : values)
                value = draw(random);
            model.tensors.push_back(floatTensor(name, std::move(shape), values));
        };
        add("token_embd.weight", {vocabulary, width}, 1);
        for (int layer = 0; layer < layers; ++layer) {
            const std::string b = "blk." + std::to_string(layer) + ".";
            add(b + "attn_norm.weight", {width}, 0.1F, 1);
            add(b + "attn_q.weight", {heads * headLength, width}, 0.3F);
            add(b + "attn_k.weight", {keyValueHeads * headLength, width}, 0.3F);
            add(b + "attn_v.weight", {keyValueHeads * headLength, width}, 0.3F);
            if (attentionBias) {
                add(b + "attn_q.bias", {heads * headLength}, 0.5F);
                add(b + "attn_k.bias", {keyValueHeads * headLength}, 0.5F);
                add(b + "attn_v.bias", {keyValueHeads * headLength}, 0.5F);
            }
            if (headNorms) {
                add(b + "attn_q_norm.weight", {headLength}, 0.1F, 1);
                add(b + "attn_k_norm.weight", {headLength}, 0.1F, 1);
            }
            add(b + "attn_output.weight", {width, heads * headLength}, 0.3F);
            add(b + "ffn_norm.weight", {width}, 0.1F, 1);
            add(b + "ffn_gate.weight", {feedForward, width}, 0.3F);
            add(b + "ffn_up.weight", {feedForward, width}, 0.3F);
            add(b + "ffn_down.weight", {width, feedForward}, 0.3F);
        }
        add("output_norm.weight", {width}, 0.1F, 1);
        if (!tied)
            add("output.weight", {vocabulary, width}, 0.3F);
    }
};

} // namespace mantissa::support
