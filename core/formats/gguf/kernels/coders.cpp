#include "formats/gguf/kernels/coders.h"

#include "formats/gguf/reference/coders.h"

#include <vector>

namespace mantissa::gguf::kernels {

namespace {

template <const SuperLayout& layout>
void replaceSuper(Coder& coder) {
    coder.ggml = [](const Rows& rows, std::uint8_t* out) { encodeSuper(layout, rows, out); };
}

/// The specification's coder with what there is in vectors put in its place.
Coder fastest(DType dtype) {
    Coder coder = reference::coder(dtype);
    switch (dtype) {
    case DType::Q2_K:
        replaceSuper<q2K>(coder);
        break;
    case DType::Q3_K:
        replaceSuper<q3K>(coder);
        break;
    case DType::Q4_K:
        replaceSuper<q4K>(coder);
        break;
    case DType::Q5_K:
        replaceSuper<q5K>(coder);
        break;
    case DType::Q6_K:
        replaceSuper<q6K>(coder);
        break;
    default:
        break;
    }
    return coder;
}

} // namespace

const Coder& coder(DType dtype) {
    static const std::vector<Coder> coders = [] {
        std::vector<Coder> made;
        for (const DTypeInfo& row : allDTypes())
            made.push_back(isBlock(row.dtype) ? fastest(row.dtype) : Coder());
        return made;
    }();
    return coders[static_cast<std::size_t>(dtype)];
}

} // namespace mantissa::gguf::kernels
