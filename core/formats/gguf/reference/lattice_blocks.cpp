#include "formats/gguf/reference/lattice_blocks.h"

#include "formats/gguf/reference/grids.h"
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/iq1_steps.h"
#include "formats/gguf/reference/lattice_coder.h"

#include <bit>

namespace mantissa::gguf {

namespace {

constexpr int elements = 256;

std::uint32_t word(const std::uint8_t* bytes) {
    return static_cast<std::uint32_t>(loadHalf(bytes)) | static_cast<std::uint32_t>(loadHalf(bytes + 2))
                                                             << 16U;
}

// ---- IQ2 and IQ3: magnitudes from the codebook, a sign for each element

/// `count` codes from one entry. Levels ascend from the largest negative to the largest positive one.
void place(std::uint16_t entry, int count, int bitsPerDigit, unsigned signs, std::uint8_t* codes) {
    const int magnitudes = bitsPerDigit == 2 ? 3 : 8;
    for (int i = 0; i < count; ++i) {
        const int digit = entry >> bitsPerDigit * i & ((1 << bitsPerDigit) - 1);
        const bool negative = (signs >> i & 1U) != 0;
        codes[i] = static_cast<std::uint8_t>(negative ? magnitudes - 1 - digit : magnitudes + digit);
    }
}

/// Seven stored signs; the eighth makes their number even.
unsigned evenSigns(std::uint32_t seven) {
    seven &= 127U;
    return seven | (static_cast<unsigned>(std::popcount(seven)) & 1U) << 7U;
}

// d; for 32 elements: four index bytes, then four times seven signs and a 4-bit scale
LatticeBlock readIq2XXS(const std::uint8_t* bytes) {
    LatticeBlock block;
    const float d = floatFromHalf(loadHalf(bytes));
    for (int j = 0; j < 8; ++j) {
        const std::uint8_t* part = bytes + 2 + 8 * j;
        const std::uint32_t packed = word(part + 4);
        block.scales[j] = d * (0.5F + static_cast<float>(packed >> 28U)) * 0.25F;
        for (int l = 0; l < 4; ++l)
            place(iq2xxsGrid[part[l]], 8, 2, evenSigns(packed >> 7 * l), block.codes.data() + 32 * j + 8 * l);
    }
    return block;
}

/// Two 4-bit scales a byte, for 16 elements each.
void iq2Scales(float d, const std::uint8_t* bytes, LatticeBlock& block) {
    for (int j = 0; j < 16; ++j)
        block.scales[j] = d * (0.5F + static_cast<float>(bytes[j / 2] >> j % 2 * 4 & 15)) * 0.25F;
}

// d; for 8 elements: nine bits of index, seven of signs; scales
LatticeBlock readIq2XS(const std::uint8_t* bytes) {
    LatticeBlock block;
    iq2Scales(floatFromHalf(loadHalf(bytes)), bytes + 66, block);
    for (int group = 0; group < 32; ++group) {
        const unsigned packed = loadHalf(bytes + 2 + 2 * group);
        place(iq2xsGrid[packed & 511U], 8, 2, evenSigns(packed >> 9U), block.codes.data() + 8 * group);
    }
    return block;
}

// d; low index bytes (32), sign bytes (32), two high index bits for each group of eight (8), scales
LatticeBlock readIq2S(const std::uint8_t* bytes) {
    LatticeBlock block;
    iq2Scales(floatFromHalf(loadHalf(bytes)), bytes + 74, block);
    for (int group = 0; group < 32; ++group) {
        const int high = bytes[66 + group / 4] >> group % 4 * 2 & 3;
        place(iq2sGrid[bytes[2 + group] | high << 8], 8, 2, bytes[34 + group],
              block.codes.data() + 8 * group);
    }
    return block;
}

// d; index bytes (64); for 32 elements: four times seven signs and a 4-bit scale
LatticeBlock readIq3XXS(const std::uint8_t* bytes) {
    LatticeBlock block;
    const float d = floatFromHalf(loadHalf(bytes));
    for (int j = 0; j < 8; ++j) {
        const std::uint32_t packed = word(bytes + 66 + 4 * j);
        block.scales[j] = d * (0.5F + static_cast<float>(packed >> 28U)) * 0.5F;
        for (int l = 0; l < 8; ++l) {
            const unsigned signs = evenSigns(packed >> 7 * (l / 2)) >> l % 2 * 4;
            place(iq3xxsGrid[bytes[2 + 8 * j + l]], 4, 3, signs, block.codes.data() + 32 * j + 4 * l);
        }
    }
    return block;
}

// d; low index bytes (64), ninth index bits (8), sign bytes (32), 4-bit scales for 32 elements (4)
LatticeBlock readIq3S(const std::uint8_t* bytes) {
    LatticeBlock block;
    const float d = floatFromHalf(loadHalf(bytes));
    for (int j = 0; j < 8; ++j)
        block.scales[j] = d * static_cast<float>(1 + 2 * (bytes[106 + j / 2] >> j % 2 * 4 & 15));
    for (int group = 0; group < 64; ++group) {
        const int high = bytes[66 + group / 8] >> group % 8 & 1;
        const unsigned signs = static_cast<unsigned>(bytes[74 + group / 2]) >> group % 2 * 4;
        place(iq3sGrid[bytes[2 + group] | high << 8], 4, 3, signs, block.codes.data() + 4 * group);
    }
    return block;
}

// ---- IQ1: -1, 0 or 1, all shifted up or down by an eighth

void placeShifted(std::uint16_t entry, bool down, std::uint8_t* codes) {
    for (int i = 0; i < 8; ++i)
        codes[i] = static_cast<std::uint8_t>((entry >> 2 * i & 3) * 2 + (down ? 0 : 1));
}

// d; low index bytes (32); for 32 elements 16 bits: four times three high index bits, scale, shift
LatticeBlock readIq1S(const std::uint8_t* bytes) {
    LatticeBlock block;
    const float d = floatFromHalf(loadHalf(bytes));
    for (int j = 0; j < 8; ++j) {
        const int packed = loadHalf(bytes + 34 + 2 * j);
        block.scales[j] = d * static_cast<float>(2 * (packed >> 12 & 7) + 1);
        for (int l = 0; l < 4; ++l) {
            const int index = bytes[2 + 4 * j + l] | (packed >> 3 * l & 7) << 8;
            placeShifted(iq1sGrid[index], (packed & 0x8000) != 0, block.codes.data() + 32 * j + 8 * l);
        }
    }
    return block;
}

// low index bytes (32); a nibble for 8 elements: three high index bits, shift (16); four 16-bit words of four
// 3-bit scales (16 elements each), whose top nibbles together are d
LatticeBlock readIq1M(const std::uint8_t* bytes) {
    LatticeBlock block;
    int half = 0;
    for (int i = 0; i < 4; ++i)
        half |= loadHalf(bytes + 48 + 2 * i) >> 12 << 4 * i;
    const float d = floatFromHalf(static_cast<std::uint16_t>(half));
    for (int j = 0; j < 16; ++j)
        block.scales[j] = d * static_cast<float>(2 * (loadHalf(bytes + 48 + j / 4 * 2) >> j % 4 * 3 & 7) + 1);
    for (int group = 0; group < 32; ++group) {
        const int nibble = bytes[32 + group / 2] >> group % 2 * 4 & 15;
        placeShifted(iq1sGrid[bytes[group] | (nibble & 7) << 8], (nibble & 8) != 0,
                     block.codes.data() + 8 * group);
    }
    return block;
}

constexpr float iq1Levels[] = {-1.125F, -0.875F, -0.125F, 0.125F, 0.875F, 1.125F};
constexpr float iq2Levels[] = {-43, -25, -8, 8, 25, 43};
constexpr float iq3xxsLevels[] = {-62, -52, -44, -36, -28, -20, -12, -4, 4, 12, 20, 28, 36, 44, 52, 62};
constexpr float iq3sLevels[] = {-15, -13, -11, -9, -7, -5, -3, -1, 1, 3, 5, 7, 9, 11, 13, 15};

} // namespace

const LatticeLayout iq1S{DType::IQ1_S, 32, 50, iq1Levels, readIq1S};
const LatticeLayout iq1M{DType::IQ1_M, 16, 56, iq1Levels, readIq1M};
const LatticeLayout iq2XXS{DType::IQ2_XXS, 32, 66, iq2Levels, readIq2XXS};
const LatticeLayout iq2XS{DType::IQ2_XS, 16, 74, iq2Levels, readIq2XS};
const LatticeLayout iq2S{DType::IQ2_S, 16, 82, iq2Levels, readIq2S};
const LatticeLayout iq3XXS{DType::IQ3_XXS, 32, 98, iq3xxsLevels, readIq3XXS};
const LatticeLayout iq3S{DType::IQ3_S, 32, 110, iq3sLevels, readIq3S};

const LatticeLayout* latticeLayout(DType dtype) {
    static const LatticeLayout* const all[] = {&iq1S, &iq1M, &iq2XXS, &iq2XS, &iq2S, &iq3XXS, &iq3S};
    for (const LatticeLayout* layout : all) {
        if (layout->dtype == dtype)
            return layout;
    }
    return nullptr;
}

namespace reference {

namespace {

template <const LatticeLayout& layout>
void decode(const std::uint8_t* blocks, std::int64_t count, float* out) {
    for (std::int64_t b = 0; b < count; ++b, blocks += layout.bytes, out += elements) {
        const LatticeBlock block = layout.read(blocks);
        for (int i = 0; i < elements; ++i)
            out[i] = block.scales[i / layout.subElements] * layout.levels[block.codes[i]];
    }
}

template <const LatticeLayout& layout>
void ggml(const Rows& rows, std::uint8_t* out) {
    encodeLattice(*latticeRules(layout.dtype), rows, out);
}

template <const LatticeLayout& layout>
void search(const Rows& rows, std::uint8_t* out) {
    searchLattice(*latticeRules(layout.dtype), rows, out);
}

template <const LatticeLayout& layout>
constexpr Coder coder{decode<layout>, nullptr, ggml<layout>, search<layout>};

template <const LatticeLayout& layout, const Iq1Type& type>
constexpr Coder iq1Coder{
    decode<layout>, nullptr,
    [](const Rows& rows, std::uint8_t* out) { encodeIq1(type, iq1ReferenceSteps, rows, out); },
    [](const Rows& rows, std::uint8_t* out) { searchIq1(type, iq1ReferenceSteps, rows, out); }};

} // namespace

const Coder& latticeCoder(DType dtype) {
    switch (dtype) {
    case DType::IQ1_S:
        return iq1Coder<iq1S, iq1SType>;
    case DType::IQ1_M:
        return iq1Coder<iq1M, iq1MType>;
    case DType::IQ2_XXS:
        return coder<iq2XXS>;
    case DType::IQ2_XS:
        return coder<iq2XS>;
    case DType::IQ2_S:
        return coder<iq2S>;
    case DType::IQ3_XXS:
        return coder<iq3XXS>;
    default:
        return coder<iq3S>;
    }
}

} // namespace reference
} // namespace mantissa::gguf
