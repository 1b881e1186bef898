#pragma once
// SentencePiece's precompiled normalisation: which stretches of text become which others. A blob of a double
// array (Darts, J. Aoe 1989, bit layout of darts-clone's units) followed by the replacements, each ended by a
// zero byte. Layout: u32 bytes of the array, the array, the replacements (sentencepiece, src/normalizer.cc).
#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mantissa {

class CharsMap {
public:
    CharsMap() = default; ///< replaces nothing
    /// Error Malformed when the sizes do not fit.
    static Result<CharsMap> create(std::span<const std::uint8_t> blob);

    struct Replacement {
        std::string_view text;
        std::size_t consumed = 0; ///< bytes of input that it stands for; 0: nothing matches here
    };
    /// The longest match at the start of `text`. A walk that leaves the array or a replacement without an end
    /// counts as no match.
    Replacement longest(std::string_view text) const;

private:
    std::vector<std::uint32_t> units_;
    std::string replacements_;
};

} // namespace mantissa
