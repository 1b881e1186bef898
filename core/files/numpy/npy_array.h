#pragma once
// One array in NumPy's .npy form: magic, a Python dictionary as header, data. Source: NEP 1 and
// numpy.lib.format (versions 1.0, 2.0 and 3.0).
#include "base/result.h"
#include "tensor/tensor.h"

#include <string_view>

namespace mantissa::numpy {

inline constexpr std::string_view magic = "\x93NUMPY";

/// Name, owner and file are left to the caller; the tensor's offset is counted from the start of `bytes`.
/// Errors: Truncated, Malformed, Unsupported (dtype, byte order or Fortran order, named), with the byte.
Result<Tensor> readArray(std::span<const std::byte> bytes);

} // namespace mantissa::numpy
