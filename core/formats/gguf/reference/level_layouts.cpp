// Where the bits of the level types lie (ggml-common.h), and their levels.
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/level_blocks.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace mantissa::gguf {

namespace {

std::uint8_t byte(int value) {
    return static_cast<std::uint8_t>(value);
}

// In runs of 2 * half elements: byte j holds element j low and element j + half high.
void writeNibbles(const LevelBlock& block, int elements, int half, std::uint8_t* bytes) {
    for (int i = 0; i < elements / 2; ++i) {
        const int low = i / half * 2 * half + i % half;
        bytes[i] = byte((block.codes[low] & 15) | (block.codes[low + half] & 15) << 4);
    }
}

void readNibbles(const std::uint8_t* bytes, int elements, int half, LevelBlock& block) {
    for (int i = 0; i < elements / 2; ++i) {
        const int low = i / half * 2 * half + i % half;
        block.codes[low] = bytes[i] & 15;
        block.codes[low + half] = bytes[i] >> 4;
    }
}

float scaleD(const LevelScales& block, int) {
    return floatFromHalf(block.d);
}

// ---- IQ4_NL: d, nibbles. IQ4_XS: d, the top two bits of eight scales, their nibbles, nibbles of the codes

constexpr float bellLevels[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

LevelScales readIq4NLScales(const std::uint8_t* bytes) {
    LevelScales block;
    block.d = loadHalf(bytes);
    return block;
}

LevelBlock readIq4NL(const std::uint8_t* bytes) {
    LevelBlock block{readIq4NLScales(bytes), {}};
    readNibbles(bytes + 2, 32, 16, block);
    return block;
}

void writeIq4NL(const LevelBlock& block, std::uint8_t* bytes) {
    storeHalf(block.d, bytes);
    writeNibbles(block, 32, 16, bytes + 2);
}

LevelScales readIq4XSScales(const std::uint8_t* bytes) {
    LevelScales block;
    block.d = loadHalf(bytes);
    const int high = loadHalf(bytes + 2);
    for (int j = 0; j < 8; ++j)
        block.scales[j] = byte((bytes[4 + j / 2] >> j % 2 * 4 & 15) | (high >> 2 * j & 3) << 4);
    return block;
}

LevelBlock readIq4XS(const std::uint8_t* bytes) {
    LevelBlock block{readIq4XSScales(bytes), {}};
    readNibbles(bytes + 8, 256, 16, block);
    return block;
}

void writeIq4XS(const LevelBlock& block, std::uint8_t* bytes) {
    storeHalf(block.d, bytes);
    int high = 0;
    for (int j = 0; j < 8; ++j)
        high |= (block.scales[j] >> 4 & 3) << 2 * j;
    storeHalf(static_cast<std::uint16_t>(high), bytes + 2);
    for (int j = 0; j < 4; ++j)
        bytes[4 + j] = byte((block.scales[2 * j] & 15) | (block.scales[2 * j + 1] & 15) << 4);
    writeNibbles(block, 256, 16, bytes + 8);
}

float scaleIq4XS(const LevelScales& block, int sub) {
    return floatFromHalf(block.d) * static_cast<float>(block.scales[sub] - 32);
}

// ---- E2M1, doubled to be whole numbers; the scale is halved instead

constexpr float fp4Levels[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

LevelScales readMxfp4Scales(const std::uint8_t* bytes) {
    LevelScales block;
    block.scales[0] = bytes[0];
    return block;
}

LevelBlock readMxfp4(const std::uint8_t* bytes) {
    LevelBlock block{readMxfp4Scales(bytes), {}};
    readNibbles(bytes + 1, 32, 16, block);
    return block;
}

void writeMxfp4(const LevelBlock& block, std::uint8_t* bytes) {
    bytes[0] = block.scales[0];
    writeNibbles(block, 32, 16, bytes + 1);
}

float scaleMxfp4(const LevelScales& block, int) {
    return halfOfE8M0(block.scales[0]);
}

LevelScales readNvfp4Scales(const std::uint8_t* bytes) {
    LevelScales block;
    std::copy_n(bytes, 4, block.scales.begin());
    return block;
}

LevelBlock readNvfp4(const std::uint8_t* bytes) {
    LevelBlock block{readNvfp4Scales(bytes), {}};
    readNibbles(bytes + 4, 64, 8, block);
    return block;
}

void writeNvfp4(const LevelBlock& block, std::uint8_t* bytes) {
    std::copy_n(block.scales.begin(), 4, bytes);
    writeNibbles(block, 64, 8, bytes + 4);
}

float scaleNvfp4(const LevelScales& block, int sub) {
    return halfOfUE4M3(block.scales[sub]);
}

// ---- ternary

constexpr float ternaryLevels[3] = {-1, 0, 1};

// Five digits to base 3 make a byte (243 values). It is stored as ceil(n * 256 / 243), so that multiplying by
// 3^k modulo 256 and then by 3 / 256 yields digit k without a division.
int digitOf(std::uint8_t stored, int k) {
    constexpr int powers[5] = {1, 3, 9, 27, 81};
    return (stored * powers[k] & 255) * 3 >> 8;
}

std::uint8_t fiveDigits(const int (&digits)[5]) {
    int number = 0;
    for (const int digit : digits)
        number = number * 3 + digit;
    return byte((number * 256 + 242) / 243);
}

// Which element is digit k of byte i: 32 bytes for the first 160, 16 for the next 80, 4 (of four digits) for
// the last 16. -1: none.
int ternaryElement(int i, int k) {
    if (i < 32)
        return 32 * k + i;
    if (i < 48)
        return 160 + 16 * k + (i - 32);
    return k < 4 ? 240 + 4 * k + (i - 48) : -1;
}

LevelBlock readTq1_0(const std::uint8_t* bytes) {
    LevelBlock block;
    block.d = loadHalf(bytes + 52);
    for (int i = 0; i < 52; ++i) {
        for (int k = 0; k < 5; ++k) {
            if (const int element = ternaryElement(i, k); element >= 0)
                block.codes[element] = byte(digitOf(bytes[i], k));
        }
    }
    return block;
}

void writeTq1_0(const LevelBlock& block, std::uint8_t* bytes) {
    for (int i = 0; i < 52; ++i) {
        int digits[5] = {};
        for (int k = 0; k < 5; ++k) {
            if (const int element = ternaryElement(i, k); element >= 0)
                digits[k] = block.codes[element];
        }
        bytes[i] = fiveDigits(digits);
    }
    storeHalf(block.d, bytes + 52);
}

// Two-bit codes, in runs of 128: byte j holds elements j, j+32, j+64, j+96.
LevelBlock readTq2_0(const std::uint8_t* bytes) {
    LevelBlock block;
    block.d = loadHalf(bytes + 64);
    for (int i = 0; i < 256; ++i)
        block.codes[i] = bytes[i / 128 * 32 + i % 32] >> i % 128 / 32 * 2 & 3;
    return block;
}

void writeTq2_0(const LevelBlock& block, std::uint8_t* bytes) {
    std::fill_n(bytes, 64, std::uint8_t{0});
    for (int i = 0; i < 256; ++i) {
        std::uint8_t& place = bytes[i / 128 * 32 + i % 32];
        place = byte(place | (block.codes[i] & 3) << i % 128 / 32 * 2);
    }
    storeHalf(block.d, bytes + 64);
}

// ---- one and two bits in a row, lowest bits first

constexpr float signLevels[2] = {-1, 1};
constexpr float twoBitLevels[4] = {-1, 0, 1, 2};

template <int elements, int bits>
LevelBlock readBits(const std::uint8_t* bytes) {
    LevelBlock block;
    block.d = loadHalf(bytes);
    for (int i = 0; i < elements; ++i)
        block.codes[i] = bytes[2 + i * bits / 8] >> i * bits % 8 & ((1 << bits) - 1);
    return block;
}

template <int elements, int bits>
void writeBits(const LevelBlock& block, std::uint8_t* bytes) {
    storeHalf(block.d, bytes);
    std::fill_n(bytes + 2, elements * bits / 8, std::uint8_t{0});
    for (int i = 0; i < elements; ++i) {
        std::uint8_t& place = bytes[2 + i * bits / 8];
        place = byte(place | block.codes[i] << i * bits % 8);
    }
}

} // namespace

namespace {

float decodedUE4M3(int bits) {
    if (bits == 0 || bits == 0x7f)
        return 0;
    const int exponent = bits >> 3 & 15; // the top bit is not looked at
    const auto mantissa = static_cast<float>(bits & 7);
    const float value = exponent == 0 ? std::ldexp(mantissa, -9) : std::ldexp(1 + mantissa / 8, exponent - 7);
    return value * 0.5F;
}

} // namespace

float halfOfUE4M3(std::uint8_t bits) {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> made{};
        for (int i = 0; i < 256; ++i)
            made[static_cast<std::size_t>(i)] = decodedUE4M3(i);
        return made;
    }();
    return table[bits];
}

std::uint8_t ue4m3FromFloat(float value) {
    if (!(value > 0))
        return 0;
    const auto bits = std::bit_cast<std::uint32_t>(std::min(value, 448.0F));
    const int exponent = static_cast<int>(bits >> 23U) - 127 + 7;
    if (exponent <= 0)
        return static_cast<std::uint8_t>(std::min(7, static_cast<int>(value * 512 + 0.5F)));
    // A mantissa that rounds up to 8 carries into the exponent by itself. From 256 on ggml writes the largest
    // number, 448, whatever the mantissa.
    const int rounded =
        (exponent << 3 | static_cast<int>(bits >> 20U & 7U)) + static_cast<int>(bits >> 19U & 1U);
    return static_cast<std::uint8_t>(rounded >= 15 << 3 ? 0x7e : rounded);
}

const LevelLayout iq4NL{DType::IQ4_NL,  32, 32, 18, bellLevels, readIq4NL, writeIq4NL, scaleD,
                        readIq4NLScales};
const LevelLayout iq4XS{DType::IQ4_XS,  256, 32, 136, bellLevels, readIq4XS, writeIq4XS, scaleIq4XS,
                        readIq4XSScales};
const LevelLayout mxfp4{DType::MXFP4,   32, 32, 17, fp4Levels, readMxfp4, writeMxfp4, scaleMxfp4,
                        readMxfp4Scales};
const LevelLayout nvfp4{DType::NVFP4,   64, 16, 36, fp4Levels, readNvfp4, writeNvfp4, scaleNvfp4,
                        readNvfp4Scales};
const LevelLayout tq1_0{DType::TQ1_0, 256, 256, 54, ternaryLevels, readTq1_0, writeTq1_0, scaleD, nullptr};
// A stored code 3 decodes to 2 * d; encoders do not write it.
const LevelLayout tq2_0{DType::TQ2_0, 256, 256, 66, twoBitLevels, readTq2_0, writeTq2_0, scaleD, nullptr};
const LevelLayout q1_0{DType::Q1_0,       128,    128,    18, signLevels, readBits<128, 1>,
                       writeBits<128, 1>, scaleD, nullptr};
const LevelLayout q2_0{DType::Q2_0,      64,     64,     18, twoBitLevels, readBits<64, 2>,
                       writeBits<64, 2>, scaleD, nullptr};

const LevelLayout& levelLayout(DType dtype) {
    static const LevelLayout* const all[] = {&iq4NL, &iq4XS, &mxfp4, &nvfp4, &tq1_0, &tq2_0, &q1_0};
    for (const LevelLayout* layout : all) {
        if (layout->dtype == dtype)
            return *layout;
    }
    return q2_0;
}

bool isLevelType(DType dtype) {
    return levelLayout(dtype).dtype == dtype;
}

} // namespace mantissa::gguf
