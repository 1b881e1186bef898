#pragma once
// Every element type a model file may hold, with its block geometry. Sources: ggml's ggml_type table (ids and
// sizes as listed in the GGUF specification) and the Dtype list of huggingface/safetensors (tensor.rs).
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mantissa {

enum class DType : std::uint8_t {
    // Plain numbers: one element, one value.
    F64,
    F32,
    F16,
    BF16,
    F8_E4M3,
    F8_E5M2,
    F8_E8M0,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    I64,
    I32,
    I16,
    I8,
    U64,
    U32,
    U16,
    U8,
    Bool,
    C64,
    // Numbers narrower than a byte, packed without gaps: several share whole bytes.
    F6_E2M3,
    F6_E3M2,
    F4,
    // GGUF blocks.
    Q4_0,
    Q4_1,
    Q5_0,
    Q5_1,
    Q8_0,
    Q8_1,
    Q2_K,
    Q3_K,
    Q4_K,
    Q5_K,
    Q6_K,
    Q8_K,
    IQ1_S,
    IQ1_M,
    IQ2_XXS,
    IQ2_XS,
    IQ2_S,
    IQ3_XXS,
    IQ3_S,
    IQ4_NL,
    IQ4_XS,
    TQ1_0,
    TQ2_0,
    MXFP4,
    NVFP4,
    Q1_0,
    Q2_0,
    // A weight that several tensors of a file make up together (packed_weight.h): no bytes of its own.
    Packed,
};

struct DTypeInfo {
    DType dtype;
    std::string_view name; ///< as the field writes it: "Q4_K", "BF16"
    int blockElements;     ///< elements that are coded or packed together; a GGUF block lies in one row
    int blockBytes;        ///< bytes such a block takes
    int ggufId;            ///< -1 where GGUF has no such type
    std::string_view safetensors; ///< empty where safetensors has no such type
};

const DTypeInfo& info(DType dtype);
std::span<const DTypeInfo> allDTypes();
std::optional<DType> dtypeFromGguf(std::uint32_t id);
std::optional<DType> dtypeFromSafetensors(std::string_view name);
std::optional<DType> dtypeFromName(std::string_view name); ///< case-insensitive

/// Quantized: a GGUF block type (more than one element a block, in rows).
bool isBlock(DType dtype);
/// A floating point number a weight may be stored in before quantization (F64, F32, F16, BF16).
bool isFloat(DType dtype);

/// Bytes of `elements` elements; nothing when a block is cut or the product overflows.
std::optional<std::uint64_t> byteSize(DType dtype, std::uint64_t elements);

} // namespace mantissa
