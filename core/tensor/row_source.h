#pragma once
// Rows of 32-bit floats, read a few at a time: what methods quantize and what errors are measured against. A
// decoded tensor of a file is one, a quantized tensor is one, a matrix in memory is one; so bounded memory
// holds everywhere.
#include "base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mantissa {

class RowSource {
public:
    virtual ~RowSource() = default;
    virtual std::int64_t rows() const = 0;
    virtual std::int64_t columns() const = 0;
    /// Reads rows [first, first + count) into out (count x columns, row-major). Callable from many threads at
    /// once.
    virtual Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const = 0;

    std::uint64_t elements() const {
        return static_cast<std::uint64_t>(rows()) * static_cast<std::uint64_t>(columns());
    }
};

/// A matrix that is in memory already.
class MatrixRows final : public RowSource {
public:
    /// values.size() == rows * columns
    MatrixRows(std::int64_t rows, std::int64_t columns, std::vector<float> values);
    std::int64_t rows() const override { return rows_; }
    std::int64_t columns() const override { return columns_; }
    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override;

private:
    std::int64_t rows_;
    std::int64_t columns_;
    std::vector<float> values_;
};

} // namespace mantissa
