#include "analysis/forensics/finding.h"

namespace mantissa {

std::string_view name(FindingKind kind) {
    switch (kind) {
    case FindingKind::Problem:
        return "problem";
    case FindingKind::Warning:
        return "warning";
    case FindingKind::Note:
        break;
    }
    return "note";
}

std::string_view name(FindingId id) {
    switch (id) {
    case FindingId::Unreadable:
        return "unreadable";
    case FindingId::NotFinite:
        return "not-finite";
    case FindingId::BadScales:
        return "bad-scales";
    case FindingId::ZeroScales:
        return "zero-scales";
    case FindingId::Collapsed:
        return "collapsed";
    case FindingId::UnusedCodes:
        return "unused-codes";
    case FindingId::Clipped:
        return "clipped";
    case FindingId::CoarserGrid:
        return "coarser-grid";
    case FindingId::LargeError:
        return "large-error";
    case FindingId::Missing:
        return "missing";
    case FindingId::Additional:
        return "additional";
    case FindingId::WrongShape:
        return "wrong-shape";
    case FindingId::PaddingNotZero:
        return "padding-not-zero";
    case FindingId::TrailingBytes:
        return "trailing-bytes";
    case FindingId::PaddingMissing:
        return "padding-missing";
    case FindingId::QuantizationVersion:
        return "quantization-version";
    case FindingId::OtherMixture:
        return "other-mixture";
    case FindingId::FewOtherTypes:
        return "few-other-types";
    }
    return {};
}

} // namespace mantissa
