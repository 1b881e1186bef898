// The registry's entries of INT2 .. INT8.
#include "formats/integer/integer_format.h"

#include <array>

namespace mantissa::integer {

namespace {

std::vector<ParameterInfo> parameters() {
    // 128 is what GPTQ, AWQ and compressed-tensors models are published with: an eighth of a bit for a 16-bit
    // scale, and most of what smaller groups would gain.
    ParameterInfo group{
        "group",
        ParameterKind::Integer,
        std::int64_t{128},
        -1,
        1 << 20,
        {},
        {-1, 0, 16, 32, 64, 128, 256, 512, 1024},
        {MANTISSA_TR("core", "How many columns of a row share a scale; 0: the whole row, -1: the "
                             "whole tensor. The last group of a row may be shorter."),
         {}}};
    ParameterInfo symmetric{
        "symmetric",
        ParameterKind::Boolean,
        true,
        0,
        0,
        {},
        {},
        {MANTISSA_TR("core",
                     "Symmetric: the levels lie evenly around 0. Otherwise each scale has a zero point, "
                     "which fits lopsided weights better and costs its bits."),
         {}}};
    ParameterInfo scale{"scale",
                        ParameterKind::Choice,
                        std::string("f16"),
                        0,
                        0,
                        scaleTypeNames(),
                        {},
                        {MANTISSA_TR("core", "The number type of the scales."), {}}};
    return {group, symmetric, scale};
}

template <int bits>
const FormatEntry& entryOf() {
    static const FormatEntry entry{
        {"INT" + std::to_string(bits),
         "Integer",
         sentence(MANTISSA_TR("core",
                              "%1 evenly spaced levels, %2 bits a weight, under a scale for each group "
                              "of columns, each row or the tensor."),
                  1 << bits, bits),
         "Jacob et al. 2018, arXiv:1712.05877; scales as in GPTQ, arXiv:2210.17323 (quant.py, find_params)",
         parameters(),
         {}},
        [](const ParameterValues& values) -> Result<FormatPtr> {
            return std::make_shared<IntegerFormat>(entryOf<bits>(), values, bits);
        }};
    return entry;
}

} // namespace

const FormatEntry& integerFormat(int bits) {
    static const std::array<const FormatEntry*, 7> entries{&entryOf<2>(), &entryOf<3>(), &entryOf<4>(),
                                                           &entryOf<5>(), &entryOf<6>(), &entryOf<7>(),
                                                           &entryOf<8>()};
    return *entries[static_cast<std::size_t>(bits - 2)];
}

} // namespace mantissa::integer
