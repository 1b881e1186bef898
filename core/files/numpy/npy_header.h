#pragma once
// The header of an .npy file: a Python dictionary literal with descr, fortran_order and shape.
#include "base/result.h"
#include "tensor/shape.h"

#include <string>
#include <string_view>

namespace mantissa::numpy {

struct ArrayHeader {
    std::string descr; ///< "<f4"
    bool fortranOrder = false;
    Shape shape;
};

/// `offset`: of the text in its file, for errors. Errors: Malformed, Unsupported (records of several fields).
Result<ArrayHeader> parseHeader(std::string_view text, std::uint64_t offset);

} // namespace mantissa::numpy
