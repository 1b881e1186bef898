#pragma once
// Drives a scheme over one weight, tile by tile, in bounded memory and on all threads.
#include "methods/scheme.h"

#include <functional>

namespace mantissa {

/// One finished tile. Spans live during the call only.
struct QuantizedTile {
    std::int64_t firstRow = 0;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::span<const float> original;  ///< rows x columns
    std::span<const std::byte> bytes; ///< as the format codes them
    std::span<const float> decoded;   ///< rows x columns
    const TensorParameters* parameters = nullptr;
    /// What `decoded` was multiplied with after decoding, one a column; empty for 1 (TensorEncoder's
    /// columnFactors).
    std::span<const float> columnFactors;
};

/// Which rows to look at: all of them, or whole tiles spread evenly until about `elements` are covered.
struct Extent {
    std::uint64_t elements = 0; ///< 0: exact, everything
};

/// The tiles that a tensor is cut into: borders depend on format and size only.
struct Tiling {
    std::int64_t rowsPerTile = 0;
    std::vector<std::int64_t> firstRows; ///< of the tiles that are taken
};
Tiling tiling(const Format& format, std::int64_t rows, std::int64_t columns, Extent extent);

/// What encodes the tiles: the method's, or for a weight that is finished already what hands out its bytes.
/// Errors: what planning says; Mismatch for a finished weight of another size or scheme.
Result<std::unique_ptr<TensorEncoder>> encoderOf(const Scheme& scheme, const MethodInput& input,
                                                 const Task& task);

/// Encodes the tiles in parallel and hands each to `sink(index, tile)` (called concurrently; index counts the
/// tiles taken). Advances the task by elements. Errors: whatever reading, planning and encoding say.
Result<void>
quantizeTiles(const Scheme& scheme, const MethodInput& input, Extent extent, const Task& task,
              const std::function<Result<void>(std::size_t index, const QuantizedTile& tile)>& sink);

/// The whole weight in memory: bytes of all tiles, in order. Immutable; rows are decoded on demand.
class QuantizedTensor final : public RowSource {
public:
    QuantizedTensor(Scheme scheme, std::int64_t rows, std::int64_t columns, TensorParametersPtr parameters,
                    std::vector<std::byte> bytes, std::vector<float> columnFactors = {});

    const Scheme& scheme() const { return scheme_; }
    const TensorParametersPtr& parameters() const { return parameters_; }
    std::span<const std::byte> bytes() const { return bytes_; }
    /// What rows are multiplied with after decoding, one a column; empty for 1. Not in bytes(): the operator
    /// before the weight takes them over.
    std::span<const float> columnFactors() const { return columnFactors_; }
    std::uint64_t totalBytes() const; ///< parameters included

    std::int64_t rows() const override { return rows_; }
    std::int64_t columns() const override { return columns_; }
    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override;

private:
    Scheme scheme_;
    std::int64_t rows_;
    std::int64_t columns_;
    TensorParametersPtr parameters_;
    std::vector<std::byte> bytes_;
    std::vector<float> columnFactors_;
};

Result<std::shared_ptr<const QuantizedTensor>> quantize(const Scheme& scheme, const MethodInput& input,
                                                        const Task& task);

} // namespace mantissa
