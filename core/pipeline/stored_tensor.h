#pragma once
// One tensor of an export: where its rows come from and as what they are stored.
#include "methods/quantize.h"
#include "packings/packing.h"
#include "pipeline/llama_conversion.h"
#include "tradeoff/recipe.h"

namespace mantissa {

enum class Storing {
    Copy,     ///< the source's bytes as they are
    Numbers,  ///< the source's rows as plain numbers of `dtype`
    Encoded,  ///< the scheme's bytes
    Packed,   ///< the scheme's codes and scales, spread over the tensors of a packing
    Simulated ///< what the scheme's bytes decode to, as plain numbers of `dtype`
};

struct StoredTensor {
    TensorPlan plan;
    GgufSourceTensor source;
    Storing storing = Storing::Copy;
    DType dtype = DType::F32;            ///< in the file
    std::size_t index = 0;               ///< among the planned file's tensors
    const Packing* packing = nullptr;    ///< of Storing::Packed
    std::vector<std::size_t> parts = {}; ///< its tensors among the planned file's, as packing->parts()
    bool takenOver = false;              ///< codes and scales are the source's own
    std::vector<float> importance;       ///< of its columns (see MethodInput), or empty
    std::shared_ptr<const QuantizedTensor> finished = {}; ///< likewise
};

/// Rows of a tensor as the file has them: what pieces are cut from. Null for a copy of a type that cannot be
/// decoded.
Result<std::shared_ptr<const RowSource>> sourceRows(const StoredTensor& stored);

/// Bytes of `rows` rows of plain numbers.
std::uint64_t numberBytes(DType dtype, std::int64_t rows, std::int64_t columns);

/// Rounds to F16, BF16 or F32 (any other `dtype` means F32) and back: `values` become what the file will
/// decode to.
void storeNumbers(DType dtype, std::span<float> values, std::span<std::byte> out);

} // namespace mantissa
