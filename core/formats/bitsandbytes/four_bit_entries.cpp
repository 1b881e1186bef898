// The registry's entries of NF4 and FP4.
#include "formats/bitsandbytes/four_bit_format.h"

namespace mantissa::bitsandbytes {

namespace {

std::vector<ParameterInfo> parameters() {
    ParameterInfo block{
        "block",
        ParameterKind::Choice,
        std::string("64"),
        0,
        0,
        {"64", "128", "256", "512", "1024", "2048", "4096"},
        {},
        {MANTISSA_TR("core", "How many weights share a scale; blocks run on across rows."), {}}};
    ParameterInfo nested{
        "double",
        ParameterKind::Boolean,
        false,
        0,
        0,
        {},
        {},
        {MANTISSA_TR("core", "Double quantization: the scales are themselves coded in 8 bits, in "
                             "runs of 256."),
         {}}};
    return {block, nested};
}

} // namespace

const FormatEntry& normalFloat4Format() {
    static const FormatEntry entry{
        {"NF4",
         "bitsandbytes",
         {MANTISSA_TR("core",
                      "4-bit NormalFloat: 16 levels at the quantiles of a normal distribution, times the "
                      "largest magnitude of each block."),
          {}},
         "Dettmers et al. 2023, QLoRA, arXiv:2305.14314; bitsandbytes functional.py",
         parameters(),
         {}},
        [](const ParameterValues& values) -> Result<FormatPtr> {
            return std::make_shared<FourBitFormat>(normalFloat4Format(), values, normalFloat4());
        }};
    return entry;
}

const FormatEntry& float4Format() {
    static const FormatEntry entry{
        {"FP4",
         "bitsandbytes",
         {MANTISSA_TR("core", "4-bit floating point: sign, two exponent bits and one mantissa bit, times the "
                              "largest magnitude of each block."),
          {}},
         "bitsandbytes csrc/kernels.cu, dQuantizeFP4",
         parameters(),
         {}},
        [](const ParameterValues& values) -> Result<FormatPtr> {
            return std::make_shared<FourBitFormat>(float4Format(), values, float4());
        }};
    return entry;
}

} // namespace mantissa::bitsandbytes
