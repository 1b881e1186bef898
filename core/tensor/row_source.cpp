#include "tensor/row_source.h"

#include <algorithm>
#include <cassert>

namespace mantissa {

MatrixRows::MatrixRows(std::int64_t rows, std::int64_t columns, std::vector<float> values)
    : rows_(rows), columns_(columns), values_(std::move(values)) {
    assert(values_.size() == elements());
}

Result<void> MatrixRows::read(std::int64_t first, std::int64_t count, std::span<float> out) const {
    const auto begin = values_.begin() + first * columns_;
    std::copy(begin, begin + count * columns_, out.begin());
    return {};
}

} // namespace mantissa
