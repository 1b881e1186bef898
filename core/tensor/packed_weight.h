#pragma once
// A weight that a file spreads over several tensors: codes, scales, zeros (see packings/). A Tensor of dtype
// Packed points to one, and openRows() in formats/decode.h asks it for its rows.
#include "tensor/row_source.h"
#include "tensor/tensor.h"

#include <vector>

namespace mantissa {

class PackedWeight {
public:
    virtual ~PackedWeight() = default;
    /// For people: "INT4 g128 (GPTQ)".
    virtual std::string type() const = 0;
    /// The file's tensors that it is made of, the codes first.
    virtual std::span<const std::shared_ptr<const Tensor>> parts() const = 0;
    /// outputs x inputs
    virtual Shape shape() const = 0;
    /// Decoded. Errors when read: Truncated, Mismatch (the file changed under us).
    virtual Result<std::shared_ptr<const RowSource>> rows() const = 0;
};

/// As what a tensor is stored, for people: the dtype's name, or the packed weight's type.
std::string storedType(const Tensor& tensor);
/// Bytes in the file; of all its parts where it has any.
std::uint64_t storedBytes(const Tensor& tensor);
/// The bytes themselves: one span, or one a part.
std::vector<std::span<const std::byte>> storedSpans(const Tensor& tensor);

} // namespace mantissa
