#include "tensor/dtype.h"

#include "base/checked.h"

#include <algorithm>
#include <cctype>

namespace mantissa {

namespace {

// In the order of the enum.
constexpr DTypeInfo table[] = {
    {DType::F64, "F64", 1, 8, 28, "F64"},
    {DType::F32, "F32", 1, 4, 0, "F32"},
    {DType::F16, "F16", 1, 2, 1, "F16"},
    {DType::BF16, "BF16", 1, 2, 30, "BF16"},
    {DType::F8_E4M3, "F8_E4M3", 1, 1, -1, "F8_E4M3"},
    {DType::F8_E5M2, "F8_E5M2", 1, 1, -1, "F8_E5M2"},
    {DType::F8_E8M0, "F8_E8M0", 1, 1, -1, "F8_E8M0"},
    {DType::F8_E4M3FNUZ, "F8_E4M3FNUZ", 1, 1, -1, "F8_E4M3FNUZ"},
    {DType::F8_E5M2FNUZ, "F8_E5M2FNUZ", 1, 1, -1, "F8_E5M2FNUZ"},
    {DType::I64, "I64", 1, 8, 27, "I64"},
    {DType::I32, "I32", 1, 4, 26, "I32"},
    {DType::I16, "I16", 1, 2, 25, "I16"},
    {DType::I8, "I8", 1, 1, 24, "I8"},
    {DType::U64, "U64", 1, 8, -1, "U64"},
    {DType::U32, "U32", 1, 4, -1, "U32"},
    {DType::U16, "U16", 1, 2, -1, "U16"},
    {DType::U8, "U8", 1, 1, -1, "U8"},
    {DType::Bool, "BOOL", 1, 1, -1, "BOOL"},
    {DType::C64, "C64", 1, 8, -1, "C64"},
    {DType::F6_E2M3, "F6_E2M3", 4, 3, -1, "F6_E2M3"},
    {DType::F6_E3M2, "F6_E3M2", 4, 3, -1, "F6_E3M2"},
    {DType::F4, "F4", 2, 1, -1, "F4"},
    {DType::Q4_0, "Q4_0", 32, 18, 2, ""},
    {DType::Q4_1, "Q4_1", 32, 20, 3, ""},
    {DType::Q5_0, "Q5_0", 32, 22, 6, ""},
    {DType::Q5_1, "Q5_1", 32, 24, 7, ""},
    {DType::Q8_0, "Q8_0", 32, 34, 8, ""},
    {DType::Q8_1, "Q8_1", 32, 36, 9, ""},
    {DType::Q2_K, "Q2_K", 256, 84, 10, ""},
    {DType::Q3_K, "Q3_K", 256, 110, 11, ""},
    {DType::Q4_K, "Q4_K", 256, 144, 12, ""},
    {DType::Q5_K, "Q5_K", 256, 176, 13, ""},
    {DType::Q6_K, "Q6_K", 256, 210, 14, ""},
    {DType::Q8_K, "Q8_K", 256, 292, 15, ""},
    {DType::IQ1_S, "IQ1_S", 256, 50, 19, ""},
    {DType::IQ1_M, "IQ1_M", 256, 56, 29, ""},
    {DType::IQ2_XXS, "IQ2_XXS", 256, 66, 16, ""},
    {DType::IQ2_XS, "IQ2_XS", 256, 74, 17, ""},
    {DType::IQ2_S, "IQ2_S", 256, 82, 22, ""},
    {DType::IQ3_XXS, "IQ3_XXS", 256, 98, 18, ""},
    {DType::IQ3_S, "IQ3_S", 256, 110, 21, ""},
    {DType::IQ4_NL, "IQ4_NL", 32, 18, 20, ""},
    {DType::IQ4_XS, "IQ4_XS", 256, 136, 23, ""},
    {DType::TQ1_0, "TQ1_0", 256, 54, 34, ""},
    {DType::TQ2_0, "TQ2_0", 256, 66, 35, ""},
    {DType::MXFP4, "MXFP4", 32, 17, 39, ""},
    {DType::NVFP4, "NVFP4", 64, 36, 40, ""},
    {DType::Q1_0, "Q1_0", 128, 18, 41, ""},
    {DType::Q2_0, "Q2_0", 64, 18, 42, ""},
    {DType::Packed, "packed", 1, 0, -1, ""},
};

template <class Matches>
std::optional<DType> find(const Matches& matches) {
    const auto* row = std::find_if(std::begin(table), std::end(table), matches);
    return row == std::end(table) ? std::nullopt : std::optional(row->dtype);
}

bool sameIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::toupper(x) == std::toupper(y); });
}

} // namespace

const DTypeInfo& info(DType dtype) {
    return table[static_cast<std::size_t>(dtype)];
}

std::span<const DTypeInfo> allDTypes() {
    return table;
}

std::optional<DType> dtypeFromGguf(std::uint32_t id) {
    return find([id](const DTypeInfo& row) {
        return row.ggufId >= 0 && static_cast<std::uint32_t>(row.ggufId) == id;
    });
}

std::optional<DType> dtypeFromSafetensors(std::string_view name) {
    return find([name](const DTypeInfo& row) { return !row.safetensors.empty() && row.safetensors == name; });
}

std::optional<DType> dtypeFromName(std::string_view name) {
    return find([name](const DTypeInfo& row) { return sameIgnoringCase(row.name, name); });
}

bool isBlock(DType dtype) {
    return info(dtype).blockElements > 1 && info(dtype).ggufId >= 0;
}

bool isFloat(DType dtype) {
    return dtype == DType::F64 || dtype == DType::F32 || dtype == DType::F16 || dtype == DType::BF16;
}

std::optional<std::uint64_t> byteSize(DType dtype, std::uint64_t elements) {
    const DTypeInfo& row = info(dtype);
    const auto block = static_cast<std::uint64_t>(row.blockElements);
    if (elements % block != 0)
        return std::nullopt;
    return checkedMultiply(elements / block, static_cast<std::uint64_t>(row.blockBytes));
}

} // namespace mantissa
