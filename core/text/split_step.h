#pragma once
// One step of cutting text into pieces: a regular expression and what becomes of its matches. Steps follow
// each other; each works on every piece that the one before it left.
#include <cstdint>
#include <string>

namespace mantissa {

enum class SplitBehavior : std::uint8_t {
    Isolated,           ///< matches and what lies between them are pieces
    Removed,            ///< only what lies between matches
    Kept,               ///< only matches
    MergedWithPrevious, ///< a piece ends after each match
    MergedWithNext,     ///< a piece begins before each match
};

struct SplitStep {
    std::string pattern; ///< as PCRE2 reads it, with Unicode properties
    SplitBehavior behavior = SplitBehavior::Isolated;
};

} // namespace mantissa
