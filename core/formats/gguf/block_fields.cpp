#include "formats/gguf/block_fields.h"

#include <span>

namespace mantissa::gguf {

namespace {

struct Field {
    int bytes;
    FieldKind kind;
    const char* name;
};

constexpr auto scale = FieldKind::Scale;
constexpr auto offset = FieldKind::Offset;
constexpr auto both = FieldKind::ScaleAndOffset;
constexpr auto codes = FieldKind::Codes;
constexpr auto mixed = FieldKind::CodesAndScale;

constexpr const char* half = MANTISSA_TR("core", "d: the scale, binary16");
constexpr const char* minimum = MANTISSA_TR("core", "m: the minimum, binary16");
constexpr const char* unit = MANTISSA_TR("core", "d: unit of the scales, binary16");
constexpr const char* minimumUnit = MANTISSA_TR("core", "dmin: unit of the minima, binary16");
constexpr const char* pairs = MANTISSA_TR("core", "codes, two a byte: element j low, j + 16 high");
constexpr const char* halves =
    MANTISSA_TR("core", "low 4 bits of the codes: in 64 elements, j low, j + 32 high");
constexpr const char* quarters =
    MANTISSA_TR("core", "2 bits of each code: in 128 elements, j, j + 32, j + 64, j + 96");
constexpr const char* sixBits =
    MANTISSA_TR("core", "8 scales and 8 minima of 6 bits; the top bits of the last four "
                        "lie above the first four");
constexpr const char* fifthBits = MANTISSA_TR("core", "fifth bits of the codes, one bit each");
constexpr const char* indexBytes = MANTISSA_TR("core", "codebook indexes, low 8 bits");
constexpr const char* signBytes = MANTISSA_TR("core", "signs, one bit each");
constexpr const char* nibbleScales = MANTISSA_TR("core", "scales of 4 bits, two a byte");

constexpr Field q4_0[] = {{2, scale, half}, {16, codes, pairs}};
constexpr Field q4_1[] = {{2, scale, half}, {2, offset, minimum}, {16, codes, pairs}};
constexpr Field q5_0[] = {{2, scale, half}, {4, codes, fifthBits}, {16, codes, pairs}};
constexpr Field q5_1[] = {{2, scale, half}, {2, offset, minimum}, {4, codes, fifthBits}, {16, codes, pairs}};
constexpr Field q8_0[] = {{2, scale, half}, {32, codes, MANTISSA_TR("core", "codes, one signed byte each")}};
constexpr Field q2K[] = {
    {16, both, MANTISSA_TR("core", "16 scales (low half) and minima (high half) of 4 bits")},
    {64, codes, quarters},
    {2, scale, unit},
    {2, offset, minimumUnit}};
constexpr Field q3K[] = {
    {32, codes, MANTISSA_TR("core", "third bits of the codes: byte j has those of j, j + 32, …")},
    {64, codes, quarters},
    {12, scale, MANTISSA_TR("core", "16 scales of 6 bits: low halves, then the top 2 bits")},
    {2, scale, unit}};
constexpr Field q4K[] = {
    {2, scale, unit}, {2, offset, minimumUnit}, {12, both, sixBits}, {128, codes, halves}};
constexpr Field q5K[] = {
    {2, scale, unit},
    {2, offset, minimumUnit},
    {12, both, sixBits},
    {32, codes, MANTISSA_TR("core", "fifth bits of the codes: byte j has those of j, j + 32, …")},
    {128, codes, halves}};
constexpr Field q6K[] = {
    {128, codes, MANTISSA_TR("core", "low 4 bits of the codes: in 128 elements, j low, j + 64 high")},
    {64, codes, quarters},
    {16, scale, MANTISSA_TR("core", "16 scales, one signed byte each")},
    {2, scale, unit}};
constexpr Field iq4XS[] = {{2, scale, unit},
                           {2, scale, MANTISSA_TR("core", "top 2 bits of the 8 scales")},
                           {4, scale, MANTISSA_TR("core", "low 4 bits of the 8 scales, two a byte")},
                           {128, codes, pairs}};
constexpr Field mxfp4[] = {{1, scale, MANTISSA_TR("core", "the scale: a power of two (E8M0)")},
                           {16, codes, pairs}};
constexpr Field nvfp4[] = {
    {4, scale, MANTISSA_TR("core", "4 scales of 16 elements, unsigned E4M3")},
    {32, codes, MANTISSA_TR("core", "codes, two a byte: in 16 elements, j low, j + 8 high")}};
constexpr Field tq1_0[] = {
    {52, codes, MANTISSA_TR("core", "codes, five digits to base 3 in a byte (four in the last four)")},
    {2, scale, half}};
constexpr Field tq2_0[] = {{64, codes, quarters}, {2, scale, half}};
constexpr Field q1_0[] = {{2, scale, half}, {16, codes, signBytes}};
constexpr Field q2_0[] = {{2, scale, half},
                          {16, codes, MANTISSA_TR("core", "codes of 2 bits, lowest bits first")}};
constexpr Field iq1S[] = {
    {2, scale, unit},
    {32, codes, indexBytes},
    {16, mixed, MANTISSA_TR("core", "for 32 elements 16 bits: four times 3 high index bits, scale, shift")}};
constexpr Field iq1M[] = {
    {32, codes, indexBytes},
    {16, codes, MANTISSA_TR("core", "for 8 elements 4 bits: 3 high index bits and the shift")},
    {8, scale,
     MANTISSA_TR("core", "16 scales of 3 bits; the top 4 bits of each word together are d, binary16")}};
constexpr Field iq2XXS[] = {
    {2, scale, unit},
    {64, mixed,
     MANTISSA_TR("core", "for 32 elements 8 bytes: 4 codebook indexes, 4 times 7 signs, a 4-bit scale")}};
constexpr Field iq2XS[] = {
    {2, scale, unit},
    {64, codes, MANTISSA_TR("core", "for 8 elements 16 bits: codebook index (9), signs (7)")},
    {8, scale, nibbleScales}};
constexpr Field iq2S[] = {{2, scale, unit},
                          {32, codes, indexBytes},
                          {32, codes, signBytes},
                          {8, codes, MANTISSA_TR("core", "codebook indexes, high 2 bits")},
                          {8, scale, nibbleScales}};
constexpr Field iq3XXS[] = {
    {2, scale, unit},
    {64, codes, MANTISSA_TR("core", "codebook indexes of 4 elements, one byte each")},
    {32, mixed, MANTISSA_TR("core", "for 32 elements: 4 times 7 signs, a 4-bit scale")}};
constexpr Field iq3S[] = {{2, scale, unit},
                          {64, codes, indexBytes},
                          {8, codes, MANTISSA_TR("core", "codebook indexes, ninth bit")},
                          {32, codes, signBytes},
                          {4, scale, nibbleScales}};

struct Kind {
    DType dtype;
    int scaleElements;
    std::span<const Field> fields;
    const char* formula;
    int centre = 0; ///< what a code is less by
};

constexpr const char* centred = MANTISSA_TR("core", "value = d · (code − %1)");
constexpr const char* shifted = MANTISSA_TR("core", "value = d · code + m");
constexpr const char* superCentred = MANTISSA_TR("core", "value = d · scale · (code − %1)");
constexpr const char* superShifted = MANTISSA_TR("core", "value = d · scale · code − dmin · minimum");
constexpr const char* levelOf = MANTISSA_TR("core", "value = scale · level[code]");
constexpr const char* magnitude = MANTISSA_TR("core", "value = ± scale · codebook[index]");

constexpr Kind kinds[] = {
    {DType::Q4_0, 32, q4_0, centred, 8},
    {DType::Q4_1, 32, q4_1, shifted},
    {DType::Q5_0, 32, q5_0, centred, 16},
    {DType::Q5_1, 32, q5_1, shifted},
    {DType::Q8_0, 32, q8_0, MANTISSA_TR("core", "value = d · code")},
    {DType::Q2_K, 16, q2K, superShifted},
    {DType::Q3_K, 16, q3K, superCentred, 4},
    {DType::Q4_K, 32, q4K, superShifted},
    {DType::Q5_K, 32, q5K, superShifted},
    {DType::Q6_K, 16, q6K, superCentred, 32},
    {DType::IQ4_NL, 32, q4_0, levelOf},
    {DType::IQ4_XS, 32, iq4XS, levelOf},
    {DType::MXFP4, 32, mxfp4, levelOf},
    {DType::NVFP4, 16, nvfp4, levelOf},
    {DType::TQ1_0, 256, tq1_0, centred, 1},
    {DType::TQ2_0, 256, tq2_0, centred, 1},
    {DType::Q1_0, 128, q1_0, levelOf},
    {DType::Q2_0, 64, q2_0, centred, 1},
    {DType::IQ1_S, 32, iq1S, magnitude},
    {DType::IQ1_M, 16, iq1M, magnitude},
    {DType::IQ2_XXS, 32, iq2XXS, magnitude},
    {DType::IQ2_XS, 16, iq2XS, magnitude},
    {DType::IQ2_S, 16, iq2S, magnitude},
    {DType::IQ3_XXS, 32, iq3XXS, magnitude},
    {DType::IQ3_S, 32, iq3S, magnitude},
};

} // namespace

std::optional<BlockLayout> blockLayout(DType dtype, std::int64_t element) {
    for (const Kind& kind : kinds) {
        if (kind.dtype != dtype)
            continue;
        const DTypeInfo& geometry = info(dtype);
        const std::int64_t index = element / geometry.blockElements;
        BlockLayout block;
        block.firstElement = index * geometry.blockElements;
        block.elements = geometry.blockElements;
        block.scaleElements = kind.scaleElements;
        block.firstScale = index * geometry.blockElements / kind.scaleElements;
        block.formula = kind.centre != 0 ? sentence(kind.formula, kind.centre) : Text{kind.formula, {}};
        auto bit = 8 * static_cast<std::uint64_t>(index) * static_cast<std::uint64_t>(geometry.blockBytes);
        for (const Field& field : kind.fields) {
            const auto bits = 8 * static_cast<std::uint64_t>(field.bytes);
            block.fields.push_back({{field.name, {}}, field.kind, bit, bits});
            bit += bits;
        }
        return block;
    }
    return std::nullopt;
}

} // namespace mantissa::gguf
