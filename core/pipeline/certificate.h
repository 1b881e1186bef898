#pragma once
// What a finished export proves: the file was re-read through the ordinary reading path and every tensor
// compared with what should be in it, bit for bit.
#include "analysis/error_figures.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mantissa {

struct CertifiedTensor {
    std::string name;
    std::string stored; ///< dtype in the file
    std::string scheme; ///< empty: kept as plain numbers
    std::uint64_t bytes = 0;
    std::string sha256;        ///< of the tensor's bytes in the file
    bool bytesEqual = false;   ///< what was read back is what was written
    bool decodesEqual = false; ///< and decodes to the very values that were measured
    bool sameAsSource = false; ///< every value is the original's, to the bit
    double relativeRmse = 0;   ///< against the original
    ErrorSums sums = {};       ///< of what was written, against the original
};

struct Certificate {
    std::filesystem::path file;
    std::filesystem::path source;
    std::string recipe;        ///< text form
    std::uint64_t bytes = 0;   ///< of the file
    std::uint64_t planned = 0; ///< what pre-flight said; must be equal
    std::string sha256;        ///< of the file, as sha256sum prints it
    std::string sourceSha256;  ///< of the file(s) it was made from
    std::string program;       ///< "Mantissa 0.1.0"
    std::vector<CertifiedTensor> tensors;
    double writingSeconds = 0;  ///< of quantizing and writing, the source's hash beside it
    double checkingSeconds = 0; ///< of reading back and hashing what was written
    bool valid() const;
};

} // namespace mantissa
