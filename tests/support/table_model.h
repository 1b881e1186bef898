#pragma once
// A model for item-model tests: names, places and sizes, no weights behind them.
#include "files/model.h"

#include <vector>

inline std::shared_ptr<const mantissa::Tensor> tableTensor(const char* name, mantissa::Role role, int layer,
                                                           mantissa::Shape shape) {
    auto tensor = std::make_shared<mantissa::Tensor>();
    tensor->name = name;
    tensor->dtype = mantissa::DType::F16;
    tensor->shape = std::move(shape);
    auto bytes = std::make_shared<std::vector<std::byte>>(2 * tensor->elements());
    tensor->bytes = *bytes;
    tensor->owner = bytes;
    tensor->place = {role, layer};
    return tensor;
}

/// Listed out of order on purpose: layer 10 comes before layer 2.
inline mantissa::ModelPtr tableModel() {
    using mantissa::Role;
    auto model = std::make_shared<mantissa::Model>();
    model->path = "table.gguf";
    model->tensors = {tableTensor("token_embd.weight", Role::TokenEmbedding, -1, {100, 32}),
                      tableTensor("blk.10.ffn_up.weight", Role::FeedForwardUp, 10, {64, 32}),
                      tableTensor("blk.2.attn_q.weight", Role::AttentionQ, 2, {32, 32}),
                      tableTensor("blk.2.ffn_up.weight", Role::FeedForwardUp, 2, {64, 32}),
                      tableTensor("blk.2.attn_norm.weight", Role::Norm, 2, {32})};
    for (const auto& tensor : model->tensors)
        model->dataBytes += tensor->bytes.size();
    model->metadata.set("general.name", std::string("table"));
    model->metadata.set("tokens", mantissa::MetadataArray(std::vector<std::string>(1000, "token")));
    return model;
}
