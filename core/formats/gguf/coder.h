#pragma once
// How one GGUF block type is coded: the functions behind a BlockFormat. There are two sets of them, which
// give the same bits: reference/ is the specification, kernels/ is the same in vectors.
#include "formats/format.h"

#include <cstdint>

namespace mantissa::gguf {

/// Whole rows of finite numbers; columns is a multiple of the block.
struct Rows {
    const float* values = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    const float* importance = nullptr; ///< one a column, or null for 1
};

struct Coder {
    using Encode = void (*)(const Rows& rows, std::uint8_t* out);

    void (*decode)(const std::uint8_t* blocks, std::int64_t count, float* out) = nullptr;
    Encode rtn = nullptr;
    Encode ggml = nullptr;
    Encode search = nullptr;

    Encode encoder(Encoder which) const {
        return which == Encoder::Rtn ? rtn : which == Encoder::Ggml ? ggml : search;
    }
};

} // namespace mantissa::gguf
