#pragma once
// Rows of a weight as floats, whatever dtype the file holds: plain numbers and every registered GGUF format.
#include "formats/format.h"
#include "tensor/weight.h"

namespace mantissa {

/// Whether rows of this dtype can be turned into floats.
bool decodable(DType dtype);

/// Errors: Unsupported for a dtype that cannot be decoded (named), with file and tensor.
Result<std::shared_ptr<const RowSource>> openRows(const Weight& weight);
Result<std::shared_ptr<const RowSource>> openRows(const std::shared_ptr<const Tensor>& tensor);

} // namespace mantissa
