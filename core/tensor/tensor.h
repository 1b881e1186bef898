#pragma once
// What the file holds: name, shape, dtype and a view of the mapped bytes. Nothing is decoded here.
#include "tensor/dtype.h"
#include "tensor/shape.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace mantissa {

/// What a tensor does in its network, recognised from its name.
enum class Role : std::uint8_t {
    TokenEmbedding,
    Output,
    AttentionQ,
    AttentionK,
    AttentionV,
    AttentionQKV,
    AttentionOutput,
    FeedForwardGate,
    FeedForwardUp,
    FeedForwardDown,
    FeedForwardGateUp,
    Router,
    Norm,
    Bias,
    Convolution,
    Rope,
    Other,
};

struct TensorPlace {
    Role role = Role::Other;
    int layer = -1; ///< -1: belongs to no layer
};

class PackedWeight;

struct Tensor {
    std::string name;
    DType dtype = DType::F32;
    Shape shape;
    std::span<const std::byte> bytes;  ///< exactly byteSize(dtype, elements); lives as long as `owner`
    std::shared_ptr<const void> owner; ///< keeps the mapping alive
    std::filesystem::path file;        ///< which file of a split or sharded model
    std::uint64_t offset = 0;          ///< of the first byte in that file
    TensorPlace place;
    std::shared_ptr<const PackedWeight> packed = {}; ///< of dtype Packed; `bytes` are empty

    std::uint64_t elements() const { return elementCount(shape).value_or(0); }
};

} // namespace mantissa
