#pragma once
// Something that a walk over a file noticed.
#include "base/text.h"

#include <string>
#include <string_view>

namespace mantissa {

enum class FindingKind {
    Note,    ///< worth knowing, no fault
    Warning, ///< the file works, but probably not as well as it should
    Problem  ///< the file is not what it claims to be, or cannot work
};

/// What was found. The names (finding.cpp) are stable: scripts read them in `verify --json`.
enum class FindingId {
    Unreadable,
    NotFinite,
    BadScales,
    ZeroScales,
    Collapsed,
    UnusedCodes,
    Clipped,
    CoarserGrid,
    LargeError,
    Missing,
    Additional,
    WrongShape,
    PaddingNotZero,
    TrailingBytes,
    PaddingMissing,
    QuantizationVersion,
    OtherMixture,
    FewOtherTypes,
};

std::string_view name(FindingId id);     ///< "coarser-grid"
std::string_view name(FindingKind kind); ///< "warning"

/// Why it matters, in a sentence.
Text meaning(FindingId id);

struct Finding {
    FindingKind kind = FindingKind::Note;
    FindingId id = FindingId::Unreadable;
    std::string tensor; ///< empty: the file
    Text what;
    Text advice; ///< what to do; empty where there is nothing
};

} // namespace mantissa
