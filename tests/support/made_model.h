#pragma once
// Small models made in memory: names and shapes as a GGUF of the llama family has them, zeros as data.
#include "files/model.h"

#include <string>
#include <vector>

struct MadeModel {
    mantissa::Model model;

    explicit MadeModel(mantissa::Container container = mantissa::Container::Gguf) {
        model.container = container;
    }

    mantissa::Tensor& add(std::string name, mantissa::Shape shape,
                          mantissa::DType dtype = mantissa::DType::F32, mantissa::TensorPlace place = {}) {
        auto tensor = std::make_shared<mantissa::Tensor>();
        tensor->name = std::move(name);
        tensor->shape = std::move(shape);
        tensor->dtype = dtype;
        tensor->place = place;
        auto bytes = std::make_shared<std::vector<std::byte>>(
            mantissa::byteSize(dtype, tensor->elements()).value_or(0));
        tensor->bytes = *bytes;
        tensor->owner = bytes;
        model.tensors.push_back(tensor);
        return *tensor;
    }

    /// The tensors of one llama layer.
    void addLayer(int layer, std::int64_t width, std::int64_t forward, std::int64_t keyValues) {
        const std::string blk = "blk." + std::to_string(layer) + ".";
        using mantissa::Role;
        const auto put = [&](const char* name, std::int64_t rows, std::int64_t columns, Role role) {
            add(blk + name + ".weight", {rows, columns}, mantissa::DType::F32, {role, layer});
        };
        put("attn_q", width, width, Role::AttentionQ);
        put("attn_k", keyValues, width, Role::AttentionK);
        put("attn_v", keyValues, width, Role::AttentionV);
        put("attn_output", width, width, Role::AttentionOutput);
        put("ffn_gate", forward, width, Role::FeedForwardGate);
        put("ffn_up", forward, width, Role::FeedForwardUp);
        put("ffn_down", width, forward, Role::FeedForwardDown);
        add(blk + "attn_norm.weight", {width}, mantissa::DType::F32, {Role::Norm, layer});
        add(blk + "ffn_norm.weight", {width}, mantissa::DType::F32, {Role::Norm, layer});
    }
};
