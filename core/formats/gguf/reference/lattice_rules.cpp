#include "formats/gguf/reference/lattice_coder.h"

#include "formats/gguf/reference/fits.h"
#include "formats/gguf/reference/half_bytes.h"
#include "formats/gguf/reference/rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mantissa::gguf {

namespace {

using Plain = LatticeRules::Plain;
using Refit = LatticeRules::Refit;

/// IQ3_S takes a sub-block for zero only if it is.
constexpr float leastAboveZero = std::numeric_limits<float>::denorm_min();

const LatticeRules all[] = {
    {iq2XXS, 8, true, true, 6, 0.1F, 1, Plain::Refused, Refit::All, zeroBelow, 1, false, 8.5F, false, 0.125F},
    {iq2XS, 8, true, false, 9, 0.1F, 1, Plain::Refused, Refit::Off, zeroBelow, 1, false, 8.5F, false, 0.125F},
    {iq2S, 8, false, false, 9, 0.1F, 2, Plain::SquaresAndMean, Refit::Off, 1e-8F, 0.9875F, true, 8.5F, false,
     0.125F},
    {iq3XXS, 4, true, false, 15, 0.2F, 2, Plain::Squares, Refit::Off, 1e-8F, 1.0125F, false, 4, false, 0.25F},
    {iq3S, 4, false, false, 9, 0.2F, 2, Plain::Squares, Refit::AllIfAnyOff, leastAboveZero, 1.033F, true, 1,
     true, 1},
};

void writeWord(std::uint32_t word, std::uint8_t* bytes) {
    storeHalf(static_cast<std::uint16_t>(word & 0xffffU), bytes);
    storeHalf(static_cast<std::uint16_t>(word >> 16U), bytes + 2);
}

/// Four times seven signs and a scale.
std::uint32_t signsAndScale(const LatticeCodes& codes, int j) {
    std::uint32_t word = static_cast<std::uint32_t>(codes.scales[j]) << 28U;
    for (int l = 0; l < 4; ++l)
        word |= (codes.signs[4 * j + l] & 127U) << 7 * l;
    return word;
}

void writeNibbles(const LatticeCodes& codes, int count, std::uint8_t* bytes) {
    for (int j = 0; j < count; j += 2)
        bytes[j / 2] = static_cast<std::uint8_t>(codes.scales[j] | codes.scales[j + 1] << 4);
}

void writeIq2XXS(const LatticeCodes& codes, std::uint8_t* bytes) {
    for (int j = 0; j < 8; ++j) {
        for (int l = 0; l < 4; ++l)
            bytes[8 * j + l] = static_cast<std::uint8_t>(codes.entries[4 * j + l]);
        writeWord(signsAndScale(codes, j), bytes + 8 * j + 4);
    }
}

void writeIq2XS(const LatticeCodes& codes, std::uint8_t* bytes) {
    for (int group = 0; group < 32; ++group)
        storeHalf(static_cast<std::uint16_t>(codes.entries[group] | (codes.signs[group] & 127) << 9),
                  bytes + 2 * group);
    writeNibbles(codes, 16, bytes + 64);
}

void writeIq2S(const LatticeCodes& codes, std::uint8_t* bytes) {
    for (int group = 0; group < 32; ++group) {
        bytes[group] = static_cast<std::uint8_t>(codes.entries[group] & 255);
        bytes[32 + group] = codes.signs[group];
        bytes[64 + group / 4] |= static_cast<std::uint8_t>(codes.entries[group] >> 8 << group % 4 * 2);
    }
    writeNibbles(codes, 16, bytes + 72);
}

void writeIq3XXS(const LatticeCodes& codes, std::uint8_t* bytes) {
    for (int group = 0; group < 64; ++group)
        bytes[group] = static_cast<std::uint8_t>(codes.entries[group]);
    for (int j = 0; j < 8; ++j)
        writeWord(signsAndScale(codes, j), bytes + 64 + 4 * j);
}

void writeIq3S(const LatticeCodes& codes, std::uint8_t* bytes) {
    for (int group = 0; group < 64; ++group) {
        bytes[group] = static_cast<std::uint8_t>(codes.entries[group] & 255);
        bytes[64 + group / 8] |= static_cast<std::uint8_t>(codes.entries[group] >> 8 << group % 8);
    }
    std::copy(codes.signs.begin(), codes.signs.end(), bytes + 72);
    writeNibbles(codes, 8, bytes + 104);
}

} // namespace

const LatticeRules* latticeRules(DType dtype) {
    for (const LatticeRules& rules : all) {
        if (rules.layout.dtype == dtype)
            return &rules;
    }
    return nullptr;
}

void writeLattice(const LatticeRules& rules, const LatticeCodes& codes, std::uint8_t* bytes) {
    std::fill_n(bytes, rules.layout.bytes, std::uint8_t{0});
    storeHalf(codes.d, bytes);
    switch (rules.layout.dtype) {
    case DType::IQ2_XXS:
        return writeIq2XXS(codes, bytes + 2);
    case DType::IQ2_XS:
        return writeIq2XS(codes, bytes + 2);
    case DType::IQ2_S:
        return writeIq2S(codes, bytes + 2);
    case DType::IQ3_XXS:
        return writeIq3XXS(codes, bytes + 2);
    default:
        return writeIq3S(codes, bytes + 2);
    }
}

bool refusedLattice(const std::uint8_t* block) {
    return loadHalf(block) == refusedUnit;
}

namespace {

/// Entries and signs of sub-block j, which is the `slot`th that is not zero.
void place(const LatticeRules& rules, const LatticePart& part, int j, int slot, LatticeCodes& codes) {
    const int groups = rules.layout.subElements / rules.group;
    for (int k = 0; k < groups; ++k) {
        const int entry = part.entries[k];
        codes.entries[slot * groups + k] |= static_cast<std::uint16_t>(entry & 255);
        codes.entries[j * groups + k] |= static_cast<std::uint16_t>(entry & ~255);
    }
    const int octets = rules.layout.subElements / 8;
    for (int k = 0; k < octets; ++k)
        codes.signs[slot * octets + k] =
            static_cast<std::uint8_t>(part.scale < 0 ? ~part.signs[k] : part.signs[k]);
}

void codeScales(const LatticeRules& rules, const LatticePart* parts, float largest, LatticeCodes& codes) {
    const float d = largest / 31;
    codes.d = halfFromFloat(d * rules.unitFactor);
    const float inverse = 1 / d;
    for (int j = 0; j < rules.subBlocks(); ++j) {
        const float scale = parts[j].empty ? 0.0F : std::abs(parts[j].scale);
        const int code = nearestByMantissa(0.5F * (inverse * scale - 1));
        codes.scales[j] = static_cast<std::uint8_t>(std::clamp(code, 0, 15));
    }
}

} // namespace

LatticeCodes assembled(const LatticeRules& rules, const LatticePart* parts) {
    LatticeCodes codes;
    float largest = 0;
    int filled = 0;
    for (int j = 0; j < rules.subBlocks(); ++j) {
        if (parts[j].empty)
            continue;
        if (std::isnan(parts[j].scale)) {
            codes = {};
            codes.d = refusedUnit;
            return codes;
        }
        largest = std::max(largest, std::abs(parts[j].scale));
        place(rules, parts[j], j, rules.closesGaps ? filled : j, codes);
        ++filled;
    }
    if (largest > 0)
        codeScales(rules, parts, largest, codes);
    else if (!rules.keepsCodes)
        codes = {};
    return codes;
}

std::uint8_t splitSigns(const LatticeRules& rules, const float* x, const float* weights, float* magnitudes) {
    unsigned signs = 0;
    bool odd = false;
    for (int i = 0; i < 8; ++i) {
        const bool negative = x[i] < 0;
        magnitudes[i] = negative ? -x[i] : x[i];
        signs |= static_cast<unsigned>(negative) << i;
        odd ^= negative;
    }
    if (!rules.evenSigns || !odd)
        return static_cast<std::uint8_t>(signs);
    // The one that costs least takes the wrong sign.
    int least = 0;
    float cost = weights[0] * x[0] * x[0];
    for (int i = 1; i < 8; ++i) {
        const float other = weights[i] * x[i] * x[i];
        if (other < cost) {
            cost = other;
            least = i;
        }
    }
    magnitudes[least] = -magnitudes[least];
    return static_cast<std::uint8_t>(signs ^ 1U << least);
}

} // namespace mantissa::gguf
