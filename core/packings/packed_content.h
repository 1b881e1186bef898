#pragma once
// A packed weight, seen as what it holds: a format's codes and scales, not only their products. Transcoding
// takes them from here.
#include "base/task.h"
#include "formats/format.h"
#include "tensor/packed_weight.h"

namespace mantissa {

/// All rows as a format codes them.
struct EncodedWeight {
    FormatPtr format;
    TensorParametersPtr parameters;
    std::vector<std::byte> bytes;
};

class PackedContent : public PackedWeight {
public:
    /// The format that holds exactly these values. Error Unsupported where none does (act-order's columns).
    virtual Result<FormatPtr> format() const = 0;
    /// Errors: as format(), and those of reading.
    virtual Result<EncodedWeight> encoded(const Task& task) const = 0;
};

} // namespace mantissa
