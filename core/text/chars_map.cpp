#include "text/chars_map.h"

#include <cstring>

namespace mantissa {
namespace {

// A unit: label in bits 0-7 (bit 31 is set in values), "has a value" in bit 8, the offset in bits 10-30,
// scaled by 256 if bit 9 is set.
std::uint32_t offset(std::uint32_t unit) {
    return unit >> 10 << ((unit & 1U << 9) >> 6);
}
std::uint32_t label(std::uint32_t unit) {
    return unit & (1U << 31 | 0xFF);
}
bool hasValue(std::uint32_t unit) {
    return (unit >> 8 & 1) != 0;
}

} // namespace

Result<CharsMap> CharsMap::create(std::span<const std::uint8_t> blob) {
    CharsMap map;
    if (blob.empty())
        return map;
    std::uint32_t bytes = 0;
    if (blob.size() >= sizeof bytes)
        std::memcpy(&bytes, blob.data(), sizeof bytes);
    if (blob.size() < sizeof bytes || bytes > blob.size() - sizeof bytes || bytes % 4 != 0)
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core",
                                 "The tokenizer's normalisation table has %1 bytes, which does not fit "
                                 "its header (%2)."),
                     blob.size(), bytes));
    map.units_.resize(bytes / 4);
    std::memcpy(map.units_.data(), blob.data() + sizeof bytes, bytes);
    map.replacements_.assign(blob.begin() + sizeof bytes + bytes, blob.end());
    return map;
}

CharsMap::Replacement CharsMap::longest(std::string_view text) const {
    Replacement best;
    if (units_.empty())
        return best;
    std::uint32_t node = offset(units_[0]);
    for (std::size_t i = 0; i < text.size() && text[i] != 0; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        node ^= byte;
        if (node >= units_.size() || label(units_[node]) != byte)
            break;
        const bool ends = hasValue(units_[node]);
        node ^= offset(units_[node]);
        if (!ends)
            continue;
        const std::uint32_t start = node < units_.size() ? units_[node] & ~(1U << 31) : 0xFFFFFFFF;
        const std::size_t end =
            start < replacements_.size() ? replacements_.find('\0', start) : std::string::npos;
        if (end != std::string::npos)
            best = {std::string_view(replacements_).substr(start, end - start), i + 1};
    }
    return best;
}

} // namespace mantissa
