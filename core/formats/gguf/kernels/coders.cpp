#include "formats/gguf/kernels/coders.h"

#include "formats/gguf/reference/coders.h"

#include <vector>

namespace mantissa::gguf::kernels {

namespace {

template <const SuperLayout& layout>
void replaceSuper(Coder& coder) {
    coder.ggml = [](const Rows& rows, std::uint8_t* out) { encodeSuper(layout, rows, out); };
    coder.search = [](const Rows& rows, std::uint8_t* out) { searchSuper(layout, rows, out); };
    coder.decode = [](const std::uint8_t* blocks, std::int64_t count, float* out) {
        decodeSuper(layout, blocks, count, out);
    };
}

template <const SmallLayout& layout>
void replaceSmall(Coder& coder) {
    coder.ggml = [](const Rows& rows, std::uint8_t* out) { encodeSmall(layout, rows, out); };
    coder.search = [](const Rows& rows, std::uint8_t* out) { searchSmall(layout, rows, out); };
    coder.decode = [](const std::uint8_t* blocks, std::int64_t count, float* out) {
        decodeSmall(layout, blocks, count, out);
    };
}

template <const LevelLayout& layout>
void replaceLevels(Coder& coder) {
    coder.decode = [](const std::uint8_t* blocks, std::int64_t count, float* out) {
        decodeLevels(layout, blocks, count, out);
    };
    if (layout.dtype == DType::IQ4_NL || layout.dtype == DType::IQ4_XS)
        coder.ggml = [](const Rows& rows, std::uint8_t* out) { encodeBell(layout, rows, out); };
    else
        coder.ggml = [](const Rows& rows, std::uint8_t* out) { encodeFew(layout, rows, out); };
    if (layout.dtype != DType::Q1_0)
        coder.search = [](const Rows& rows, std::uint8_t* out) { searchLevels(layout, rows, out); };
}

template <const LatticeLayout& layout>
void replaceLattice(Coder& coder) {
    coder.decode = [](const std::uint8_t* blocks, std::int64_t count, float* out) {
        decodeLattice(layout, blocks, count, out);
    };
    if (latticeRules(layout.dtype) == nullptr)
        return;
    coder.ggml = [](const Rows& rows, std::uint8_t* out) {
        encodeLattice(*latticeRules(layout.dtype), rows, out);
    };
    coder.search = [](const Rows& rows, std::uint8_t* out) {
        searchLattice(*latticeRules(layout.dtype), rows, out);
    };
}

template <const Iq1Type& type>
void replaceIq1(Coder& coder) {
    coder.ggml = [](const Rows& rows, std::uint8_t* out) { encodeIq1(type, iq1Steps(), rows, out); };
    coder.search = [](const Rows& rows, std::uint8_t* out) { searchIq1(type, iq1Steps(), rows, out); };
}

/// The specification's coder with what there is in vectors put in its place.
Coder fastest(DType dtype) {
    Coder coder = reference::coder(dtype);
    switch (dtype) {
    case DType::IQ1_S:
        replaceLattice<iq1S>(coder);
        replaceIq1<iq1SType>(coder);
        break;
    case DType::IQ1_M:
        replaceLattice<iq1M>(coder);
        replaceIq1<iq1MType>(coder);
        break;
    case DType::IQ2_XXS:
        replaceLattice<iq2XXS>(coder);
        break;
    case DType::IQ2_XS:
        replaceLattice<iq2XS>(coder);
        break;
    case DType::IQ2_S:
        replaceLattice<iq2S>(coder);
        break;
    case DType::IQ3_XXS:
        replaceLattice<iq3XXS>(coder);
        break;
    case DType::IQ3_S:
        replaceLattice<iq3S>(coder);
        break;
    case DType::IQ4_NL:
        replaceLevels<iq4NL>(coder);
        break;
    case DType::IQ4_XS:
        replaceLevels<iq4XS>(coder);
        break;
    case DType::MXFP4:
        replaceLevels<mxfp4>(coder);
        break;
    case DType::NVFP4:
        replaceLevels<nvfp4>(coder);
        break;
    case DType::TQ1_0:
        replaceLevels<tq1_0>(coder);
        break;
    case DType::TQ2_0:
        replaceLevels<tq2_0>(coder);
        break;
    case DType::Q1_0:
        replaceLevels<q1_0>(coder);
        break;
    case DType::Q2_0:
        replaceLevels<q2_0>(coder);
        break;
    case DType::Q4_0:
        replaceSmall<q4_0>(coder);
        break;
    case DType::Q4_1:
        replaceSmall<q4_1>(coder);
        break;
    case DType::Q5_0:
        replaceSmall<q5_0>(coder);
        break;
    case DType::Q5_1:
        replaceSmall<q5_1>(coder);
        break;
    case DType::Q8_0:
        replaceSmall<q8_0>(coder);
        break;
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
