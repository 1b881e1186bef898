#include "pipeline/stored_tensor.h"

#include "formats/decode.h"
#include "tensor/float_convert.h"

#include <cstring>

namespace mantissa {

Result<std::shared_ptr<const RowSource>> sourceRows(const StoredTensor& stored) {
    if (stored.storing == Storing::Copy && !decodable(stored.source.tensor->dtype))
        return std::shared_ptr<const RowSource>();
    return openRows(stored.source);
}

std::uint64_t numberBytes(DType dtype, std::int64_t rows, std::int64_t columns) {
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns) *
           static_cast<std::uint64_t>(info(dtype).blockBytes);
}

void storeNumbers(DType dtype, std::span<float> values, std::span<std::byte> out) {
    // Not through the formats of these types: they refuse NaN, and a weight that stays as it is may hold one.
    if (dtype == DType::F16) {
        halvesFromFloats(values, out);
        floatsFromHalves(out, values);
    } else if (dtype == DType::BF16) {
        bfloatsFromFloats(values, out);
        floatsFromBfloats(out, values);
    } else if (!values.empty()) {
        std::memcpy(out.data(), values.data(), values.size_bytes());
    }
}

} // namespace mantissa
