#include "analysis/forensics/finding.h"

namespace mantissa {

Text meaning(FindingId id) {
    switch (id) {
    case FindingId::Unreadable:
        return sentence(MANTISSA_TR("core", "Engines cannot read these weights either, or read them as "
                                            "something else."));
    case FindingId::NotFinite:
        return sentence(
            MANTISSA_TR("core", "One such weight spreads to everything that is computed from it."));
    case FindingId::BadScales:
        return sentence(MANTISSA_TR("core",
                                    "Every weight of such a block decodes to infinity or to no number, "
                                    "which spreads to everything computed from it."));
    case FindingId::ZeroScales:
        return sentence(
            MANTISSA_TR("core", "Every weight of such a block decodes to 0, whatever its code says."));
    case FindingId::Collapsed:
        return sentence(MANTISSA_TR("core", "A matrix of equal weights passes on nothing but the sum of its "
                                            "inputs: what it had learnt is gone."));
    case FindingId::UnusedCodes:
        return sentence(MANTISSA_TR("core", "Bits are spent on values that never occur."));
    case FindingId::Clipped:
        return sentence(MANTISSA_TR("core", "Large weights matter most; cut off, each of them is wrong."));
    case FindingId::CoarserGrid:
        return sentence(MANTISSA_TR("core",
                                    "The error is that of the coarser grid, or worse; the size and the "
                                    "name promise the finer one."));
    case FindingId::LargeError:
        return sentence(MANTISSA_TR("core", "Little of what these weights had learnt is left."));
    case FindingId::Missing:
        return sentence(MANTISSA_TR("core", "Engines refuse such a file, or compute another model."));
    case FindingId::Additional:
        return sentence(MANTISSA_TR("core", "Engines pass over what they do not know, or refuse the file."));
    case FindingId::WrongShape:
        return sentence(MANTISSA_TR("core", "Weights of another shape are those of another model."));
    case FindingId::PaddingNotZero:
    case FindingId::TrailingBytes:
        return sentence(MANTISSA_TR("core",
                                    "No engine minds, but a sound writer leaves no such bytes: something "
                                    "happened to this file."));
    case FindingId::PaddingMissing:
        return sentence(MANTISSA_TR("core", "Strict readers take the file for one that was cut off."));
    case FindingId::QuantizationVersion:
        return sentence(MANTISSA_TR("core",
                                    "Blocks of other versions are laid out differently; read as today's "
                                    "they are noise."));
    case FindingId::OtherMixture:
    case FindingId::FewOtherTypes:
        return sentence(
            MANTISSA_TR("core", "Size and quality are not quite those that people expect from the label."));
    }
    return {};
}

} // namespace mantissa
