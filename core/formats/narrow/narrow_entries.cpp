// The registry's entries of FP8, MXFP8 and MXFP6.
#include "formats/narrow/narrow_format.h"

namespace mantissa::narrow {

namespace {

std::vector<ParameterInfo> parameters() {
    // A scale for each row costs nothing worth counting and is what vLLM's FP8 models are published with.
    ParameterInfo group{
        "group",
        ParameterKind::Integer,
        std::int64_t{0},
        -1,
        1 << 20,
        {},
        {-1, 0, 16, 32, 64, 128, 256, 512, 1024},
        {MANTISSA_TR("core", "How many columns of a row share a scale; 0: the whole row, -1: the "
                             "whole tensor. The last group of a row may be shorter."),
         {}}};
    ParameterInfo scale{
        "scale",
        ParameterKind::Choice,
        std::string("f32"),
        0,
        0,
        scaleStoreNames(),
        {},
        {MANTISSA_TR("core", "The number type of the scales; e8m0: powers of two in a byte."), {}}};
    return {group, scale};
}

using Make = Result<FormatPtr> (*)(const ParameterValues& values);

template <const NarrowFloat& kind>
const FormatEntry& plainEntry(const char* id, const char* description, Make make) {
    static const FormatEntry entry{
        {id,
         "Float",
         {description, {}},
         "OCP 8-bit Floating Point Specification (OFP8) 1.0; Micikevicius et al. 2022, arXiv:2209.05433",
         parameters(),
         {}},
        make};
    return entry;
}

template <const NarrowFloat& kind>
Result<FormatPtr> makePlain(const FormatEntry& entry, const ParameterValues& values) {
    const Layout layout{kind, scaleStoreFromName(values.choice("scale")), values.integer("group")};
    return std::make_shared<NarrowFormat>(entry, entry.info.id + values.text(entry.info.parameters), layout);
}

const FormatEntry& fp8E4M3() {
    return plainEntry<e4m3>(
        "FP8_E4M3",
        MANTISSA_TR("core",
                    "8-bit floating point: 4 exponent and 3 mantissa bits, to ±448, under a scale for "
                    "each group of columns, each row or the tensor."),
        [](const ParameterValues& values) { return makePlain<e4m3>(fp8E4M3(), values); });
}

const FormatEntry& fp8E5M2() {
    return plainEntry<e5m2>(
        "FP8_E5M2",
        MANTISSA_TR("core",
                    "8-bit floating point: 5 exponent and 2 mantissa bits, the upper half of F16, under "
                    "a scale for each group of columns, each row or the tensor."),
        [](const ParameterValues& values) { return makePlain<e5m2>(fp8E5M2(), values); });
}

constexpr std::int64_t mxBlock = 32;

template <const NarrowFloat& kind>
const FormatEntry& mxEntry(const char* id, const char* description, Make make) {
    static const FormatEntry entry{{id,
                                    "Float",
                                    {description, {}},
                                    "OCP Microscaling Formats (MX) Specification 1.0; Rouhani et al. 2023, "
                                    "arXiv:2310.10537",
                                    {},
                                    {}},
                                   make};
    return entry;
}

template <const NarrowFloat& kind>
Result<FormatPtr> makeMx(const FormatEntry& entry) {
    return std::make_shared<NarrowFormat>(entry, entry.info.id,
                                          Layout{kind, ScaleStore{std::nullopt, true}, mxBlock});
}

const FormatEntry& mxfp8E4M3() {
    return mxEntry<e4m3>(
        "MXFP8_E4M3",
        MANTISSA_TR("core",
                    "OCP microscaling: 8-bit floating point numbers with 3 mantissa bits, one power of "
                    "two as the scale of 32 weights."),
        [](const ParameterValues&) { return makeMx<e4m3>(mxfp8E4M3()); });
}

const FormatEntry& mxfp8E5M2() {
    return mxEntry<e5m2>(
        "MXFP8_E5M2",
        MANTISSA_TR("core",
                    "OCP microscaling: 8-bit floating point numbers with 2 mantissa bits, one power of "
                    "two as the scale of 32 weights."),
        [](const ParameterValues&) { return makeMx<e5m2>(mxfp8E5M2()); });
}

const FormatEntry& mxfp6E2M3() {
    return mxEntry<e2m3>(
        "MXFP6_E2M3",
        MANTISSA_TR("core",
                    "OCP microscaling: 6-bit floating point numbers with 3 mantissa bits, one power of "
                    "two as the scale of 32 weights."),
        [](const ParameterValues&) { return makeMx<e2m3>(mxfp6E2M3()); });
}

const FormatEntry& mxfp6E3M2() {
    return mxEntry<e3m2>(
        "MXFP6_E3M2",
        MANTISSA_TR("core",
                    "OCP microscaling: 6-bit floating point numbers with 2 mantissa bits, one power of "
                    "two as the scale of 32 weights."),
        [](const ParameterValues&) { return makeMx<e3m2>(mxfp6E3M2()); });
}

} // namespace

std::span<const FormatEntry* const> narrowFormats() {
    static const FormatEntry* const all[] = {&fp8E4M3(),   &fp8E5M2(),   &mxfp8E4M3(),
                                             &mxfp8E5M2(), &mxfp6E2M3(), &mxfp6E3M2()};
    return all;
}

} // namespace mantissa::narrow
