#include "formats/gguf/reference/coders.h"

#include "formats/gguf/reference/lattice_blocks.h"
#include "formats/gguf/reference/level_coder.h"
#include "formats/gguf/reference/small_coder.h"
#include "formats/gguf/reference/super_coder.h"

namespace mantissa::gguf::reference {

const Coder& coder(DType dtype) {
    switch (dtype) {
    case DType::Q2_K:
    case DType::Q3_K:
    case DType::Q4_K:
    case DType::Q5_K:
    case DType::Q6_K:
        return superCoder(dtype);
    default:
        if (latticeLayout(dtype) != nullptr)
            return latticeCoder(dtype);
        return isLevelType(dtype) ? levelCoder(dtype) : smallCoder(dtype);
    }
}

} // namespace mantissa::gguf::reference
