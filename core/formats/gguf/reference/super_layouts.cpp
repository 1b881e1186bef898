// Where the bits of each K type lie (ggml-common.h). Quarters: in 128 elements, byte j holds element j in its
// lowest bits and elements j+32, j+64, j+96 above (2-bit parts); halves: in 64 elements, byte j holds
// elements j and j+32.
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/super_blocks.h"

#include <algorithm>

namespace mantissa::gguf {

namespace {

using Codes = std::array<std::uint8_t, superElements>;

std::uint8_t byte(int value) {
    return static_cast<std::uint8_t>(value);
}

std::int8_t signedByte(int value) {
    return static_cast<std::int8_t>(value);
}

// The bits `shift` and `shift + 1` of every code, in quarters (64 bytes).
void writeQuarters(const Codes& codes, int shift, std::uint8_t* bytes) {
    std::fill_n(bytes, 64, std::uint8_t{0});
    for (int i = 0; i < superElements; ++i) {
        const int place = i / 128 * 32 + i % 32;
        bytes[place] = byte(bytes[place] | (codes[i] >> shift & 3) << i % 128 / 32 * 2);
    }
}

void readQuarters(const std::uint8_t* bytes, int shift, Codes& codes) {
    for (int i = 0; i < superElements; ++i) {
        const int pair = bytes[i / 128 * 32 + i % 32] >> i % 128 / 32 * 2 & 3;
        codes[i] = byte(codes[i] | pair << shift);
    }
}

// The low nibble of every code, in halves (128 bytes).
void writeHalves(const Codes& codes, std::uint8_t* bytes) {
    for (int i = 0; i < 128; ++i) {
        const int low = i / 32 * 64 + i % 32;
        bytes[i] = byte((codes[low] & 15) | (codes[low + 32] & 15) << 4);
    }
}

void readHalves(const std::uint8_t* bytes, Codes& codes) {
    for (int i = 0; i < 128; ++i) {
        const int low = i / 32 * 64 + i % 32;
        codes[low] = bytes[i] & 15;
        codes[low + 32] = bytes[i] >> 4;
    }
}

// One bit of every code: bit j/32 of byte j%32.
void writeBits(const Codes& codes, int shift, std::uint8_t* bytes) {
    std::fill_n(bytes, 32, std::uint8_t{0});
    for (int i = 0; i < superElements; ++i)
        bytes[i % 32] = byte(bytes[i % 32] | (codes[i] >> shift & 1) << i / 32);
}

void readBits(const std::uint8_t* bytes, int shift, Codes& codes) {
    for (int i = 0; i < superElements; ++i)
        codes[i] = byte(codes[i] | (bytes[i % 32] >> i / 32 & 1) << shift);
}

// Q4_K, Q5_K: eight 6-bit scales and mins in twelve bytes. The first four of each fill bytes 0..3 and 4..7;
// of the last four, the low nibbles share bytes 8..11 and the top two bits sit atop bytes 0..3 and 4..7.
void writeSixBits(const SuperScales& block, std::uint8_t* bytes) {
    for (int j = 0; j < 4; ++j) {
        bytes[j] = byte((block.scales[j] & 63) | (block.scales[j + 4] >> 4 & 3) << 6);
        bytes[j + 4] = byte((block.mins[j] & 63) | (block.mins[j + 4] >> 4 & 3) << 6);
        bytes[j + 8] = byte((block.scales[j + 4] & 15) | (block.mins[j + 4] & 15) << 4);
    }
}

void readSixBits(const std::uint8_t* bytes, SuperScales& block) {
    for (int j = 0; j < 4; ++j) {
        block.scales[j] = signedByte(bytes[j] & 63);
        block.mins[j] = signedByte(bytes[j + 4] & 63);
        block.scales[j + 4] = signedByte((bytes[j + 8] & 15) | bytes[j] >> 6 << 4);
        block.mins[j + 4] = signedByte(bytes[j + 8] >> 4 | bytes[j + 4] >> 6 << 4);
    }
}

// Q3_K: sixteen 6-bit scales, stored + 32. Low nibbles in bytes 0..7 (element j low, j+8 high), the top two
// bits of scale j in byte 8 + j%4.
void writeCentredSixBits(const SuperScales& block, std::uint8_t* bytes) {
    std::fill_n(bytes, 12, std::uint8_t{0});
    for (int j = 0; j < 16; ++j) {
        const int stored = block.scales[j] + 32;
        bytes[j % 8] = byte(bytes[j % 8] | (stored & 15) << j / 8 * 4);
        bytes[8 + j % 4] = byte(bytes[8 + j % 4] | (stored >> 4 & 3) << j / 4 * 2);
    }
}

void readCentredSixBits(const std::uint8_t* bytes, SuperScales& block) {
    for (int j = 0; j < 16; ++j) {
        const int low = bytes[j % 8] >> j / 8 * 4 & 15;
        const int high = bytes[8 + j % 4] >> j / 4 * 2 & 3;
        block.scales[j] = signedByte((low | high << 4) - 32);
    }
}

// scales and mins as nibbles (16), quarters (64), d, dmin
SuperScales readQ2KScales(const std::uint8_t* bytes) {
    SuperScales block;
    for (int j = 0; j < 16; ++j) {
        block.scales[j] = signedByte(bytes[j] & 15);
        block.mins[j] = signedByte(bytes[j] >> 4);
    }
    block.d = loadHalf(bytes + 80);
    block.dmin = loadHalf(bytes + 82);
    return block;
}

SuperBlock readQ2K(const std::uint8_t* bytes) {
    SuperBlock block{readQ2KScales(bytes), {}};
    readQuarters(bytes + 16, 0, block.codes);
    return block;
}

void writeQ2KScales(const SuperScales& block, std::uint8_t* bytes) {
    for (int j = 0; j < 16; ++j)
        bytes[j] = byte((block.scales[j] & 15) | (block.mins[j] & 15) << 4);
    storeHalf(block.d, bytes + 80);
    storeHalf(block.dmin, bytes + 82);
}

void writeQ2K(const SuperBlock& block, std::uint8_t* bytes) {
    writeQ2KScales(block, bytes);
    writeQuarters(block.codes, 0, bytes + 16);
}

// third bits (32), quarters (64), scales (12), d
SuperScales readQ3KScales(const std::uint8_t* bytes) {
    SuperScales block;
    readCentredSixBits(bytes + 96, block);
    block.d = loadHalf(bytes + 108);
    return block;
}

SuperBlock readQ3K(const std::uint8_t* bytes) {
    SuperBlock block{readQ3KScales(bytes), {}};
    readQuarters(bytes + 32, 0, block.codes);
    readBits(bytes, 2, block.codes);
    return block;
}

void writeQ3KScales(const SuperScales& block, std::uint8_t* bytes) {
    writeCentredSixBits(block, bytes + 96);
    storeHalf(block.d, bytes + 108);
}

void writeQ3K(const SuperBlock& block, std::uint8_t* bytes) {
    writeQ3KScales(block, bytes);
    writeBits(block.codes, 2, bytes);
    writeQuarters(block.codes, 0, bytes + 32);
}

// d, dmin, scales and mins (12), halves (128)
SuperScales readQ4KScales(const std::uint8_t* bytes) {
    SuperScales block;
    block.d = loadHalf(bytes);
    block.dmin = loadHalf(bytes + 2);
    readSixBits(bytes + 4, block);
    return block;
}

SuperBlock readQ4K(const std::uint8_t* bytes) {
    SuperBlock block{readQ4KScales(bytes), {}};
    readHalves(bytes + 16, block.codes);
    return block;
}

void writeQ4KScales(const SuperScales& block, std::uint8_t* bytes) {
    storeHalf(block.d, bytes);
    storeHalf(block.dmin, bytes + 2);
    writeSixBits(block, bytes + 4);
}

void writeQ4K(const SuperBlock& block, std::uint8_t* bytes) {
    writeQ4KScales(block, bytes);
    writeHalves(block.codes, bytes + 16);
}

// d, dmin, scales and mins (12), fifth bits (32), halves (128)
SuperBlock readQ5K(const std::uint8_t* bytes) {
    SuperBlock block{readQ4KScales(bytes), {}};
    readHalves(bytes + 48, block.codes);
    readBits(bytes + 16, 4, block.codes);
    return block;
}

void writeQ5K(const SuperBlock& block, std::uint8_t* bytes) {
    writeQ4KScales(block, bytes);
    writeBits(block.codes, 4, bytes + 16);
    writeHalves(block.codes, bytes + 48);
}

// low nibbles (128): in 128 elements, byte j of 64 holds elements j and j+64; quarters of the top two bits
// (64), scales (16), d
SuperScales readQ6KScales(const std::uint8_t* bytes) {
    SuperScales block;
    for (int j = 0; j < 16; ++j)
        block.scales[j] = signedByte(bytes[192 + j]);
    block.d = loadHalf(bytes + 208);
    return block;
}

SuperBlock readQ6K(const std::uint8_t* bytes) {
    SuperBlock block{readQ6KScales(bytes), {}};
    for (int i = 0; i < 128; ++i) {
        const int low = i / 64 * 128 + i % 64;
        block.codes[low] = bytes[i] & 15;
        block.codes[low + 64] = bytes[i] >> 4;
    }
    readQuarters(bytes + 128, 4, block.codes);
    return block;
}

void writeQ6KScales(const SuperScales& block, std::uint8_t* bytes) {
    for (int j = 0; j < 16; ++j)
        bytes[192 + j] = byte(block.scales[j]);
    storeHalf(block.d, bytes + 208);
}

void writeQ6K(const SuperBlock& block, std::uint8_t* bytes) {
    writeQ6KScales(block, bytes);
    for (int i = 0; i < 128; ++i) {
        const int low = i / 64 * 128 + i % 64;
        bytes[i] = byte((block.codes[low] & 15) | (block.codes[low + 64] & 15) << 4);
    }
    writeQuarters(block.codes, 4, bytes + 128);
}

} // namespace

const SuperLayout q2K{DType::Q2_K, 2, 16, true, 0, 15, 84, readQ2K, writeQ2K, readQ2KScales, writeQ2KScales};
const SuperLayout q3K{DType::Q3_K, 3,       16,       false,         -32,           31,
                      110,         readQ3K, writeQ3K, readQ3KScales, writeQ3KScales};
const SuperLayout q4K{DType::Q4_K, 4, 32, true, 0, 63, 144, readQ4K, writeQ4K, readQ4KScales, writeQ4KScales};
const SuperLayout q5K{DType::Q5_K, 5, 32, true, 0, 63, 176, readQ5K, writeQ5K, readQ4KScales, writeQ4KScales};
const SuperLayout q6K{DType::Q6_K, 6,       16,       false,         -128,          127,
                      210,         readQ6K, writeQ6K, readQ6KScales, writeQ6KScales};

} // namespace mantissa::gguf
