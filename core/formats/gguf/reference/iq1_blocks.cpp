#include "formats/gguf/reference/iq1_blocks.h"

#include "formats/gguf/reference/half_bytes.h"

#include <algorithm>

namespace mantissa::gguf {

const Iq1Type iq1SType{iq1S, 32, 1e-12F, 1.125F};
const Iq1Type iq1MType{iq1M, 16, 1e-7F, 1.1125F};

namespace {

// The layouts are told beside readIq1S and readIq1M.

void writeIq1S(const Iq1Block& block, std::uint8_t* bytes) {
    storeHalf(block.d, bytes);
    for (int run = 0; run < 8; ++run) {
        unsigned word =
            static_cast<unsigned>(block.scales[run]) << 12U | (block.down[4 * run] ? 0x8000U : 0U);
        for (int l = 0; l < 4; ++l) {
            const unsigned entry = block.entries[4 * run + l];
            bytes[2 + 4 * run + l] = static_cast<std::uint8_t>(entry);
            word |= entry >> 8U << 3U * static_cast<unsigned>(l);
        }
        storeHalf(static_cast<std::uint16_t>(word), bytes + 34 + 2 * run);
    }
}

void writeIq1M(const Iq1Block& block, std::uint8_t* bytes) {
    std::fill_n(bytes + 32, 24, std::uint8_t{0});
    for (int group = 0; group < 32; ++group) {
        const unsigned entry = block.entries[group];
        const unsigned nibble = entry >> 8U | (block.down[group] ? 8U : 0U);
        bytes[group] = static_cast<std::uint8_t>(entry);
        bytes[32 + group / 2] |= static_cast<std::uint8_t>(nibble << (group % 2 * 4));
    }
    for (int i = 0; i < 4; ++i) {
        unsigned word = static_cast<unsigned>(block.d >> 4 * i & 15) << 12U;
        for (int j = 0; j < 4; ++j)
            word |= static_cast<unsigned>(block.scales[4 * i + j]) << (3 * j);
        storeHalf(static_cast<std::uint16_t>(word), bytes + 48 + 2 * i);
    }
}

} // namespace

void writeBlock(const Iq1Type& type, const Iq1Block& block, std::uint8_t* bytes) {
    type.layout.dtype == DType::IQ1_S ? writeIq1S(block, bytes) : writeIq1M(block, bytes);
}

} // namespace mantissa::gguf
