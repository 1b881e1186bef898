#pragma once
// Some rows of a weight as a scheme would leave them, encoded on demand: what pictures of parts of a weight
// need.
#include "methods/quantize.h"

namespace mantissa {

/// One run of rows.
struct RowPair {
    std::int64_t firstRow = 0;
    std::int64_t rows = 0;
    std::vector<float> original; ///< rows x columns; what errors refer to
    std::vector<float> decoded;  ///< likewise; equal to `original` without a scheme
};

/// Immutable; callable from many threads.
class QuantizedRows {
public:
    /// scheme: nothing keeps the weight as it is. original: what errors refer to, when that is another file;
    /// null: input.rows. Plans what the format must know of the whole weight, which may take a pass over it.
    /// Errors: Mismatch when original has another size; what planning says.
    QuantizedRows() = default; ///< use open()
    static Result<std::shared_ptr<const QuantizedRows>> open(std::optional<Scheme> scheme, MethodInput input,
                                                             std::shared_ptr<const RowSource> original,
                                                             const Task& task);

    std::int64_t rows() const { return input_.rows->rows(); }
    std::int64_t columns() const { return input_.rows->columns(); }
    const std::optional<Scheme>& scheme() const { return scheme_; }

    /// Rows that are encoded together: one, unless blocks span rows.
    std::int64_t unit() const;
    Result<RowPair> read(std::int64_t firstRow, std::int64_t rows, bool decoded, const Task& task) const;

    /// The bytes of whole units, as the file would hold them. firstRow is a multiple of unit().
    Result<std::vector<std::byte>> encode(std::int64_t firstRow, std::int64_t rows, const Task& task) const;
    const TensorParameters* parameters() const { return encoder_ ? encoder_->parameters().get() : nullptr; }

private:
    std::optional<Scheme> scheme_;
    MethodInput input_;
    std::shared_ptr<const RowSource> original_;
    std::unique_ptr<TensorEncoder> encoder_;
};

using QuantizedRowsPtr = std::shared_ptr<const QuantizedRows>;

} // namespace mantissa
