#pragma once
// INT2 .. INT8: evenly spaced levels under scales per group, per row or per tensor.
#include "formats/integer/integer_scalar_grid.h"
#include "formats/registry.h"

namespace mantissa::integer {

/// The one step of a tensor, where group = -1.
struct TensorStep final : TensorParameters {
    Step step;
};

class IntegerFormat final : public Format {
public:
    IntegerFormat(const FormatEntry& entry, const ParameterValues& values, int bits);

    const Layout& layout() const { return layout_; }

    const FormatInfo& info() const override { return entry_.info; }
    std::string text() const override { return text_; }
    std::int64_t blockElements() const override { return layout_.group; }
    Result<void> accepts(std::int64_t, std::int64_t) const override { return {}; }
    std::uint64_t payloadBytes(std::int64_t rows, std::int64_t columns) const override;
    std::uint64_t parameterBytes(std::int64_t rows, std::int64_t columns) const override;
    std::span<const Encoder> encoders() const override;
    Result<TensorParametersPtr> plan(const RowSource& rows, Encoder encoder,
                                     std::span<const float> importance, const Task& task) const override;
    Result<void> encode(Encoder encoder, const TensorParameters* parameters, const RowTile& tile,
                        std::span<std::byte> out) const override;
    Result<void> decode(const TensorParameters* parameters, std::span<const std::byte> bytes,
                        std::int64_t firstRow, std::int64_t rows, std::int64_t columns,
                        std::span<float> out) const override;
    int codeCount() const override { return layout_.grid.maxCode() + 1; }
    std::vector<float> levels() const override;
    Result<Unpacked> unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                            std::int64_t firstRow, std::int64_t rows, std::int64_t columns) const override;
    /// None with one scale for the tensor: that cannot be fitted block by block.
    const ScalarGrid* grid() const override { return layout_.perTensor() ? nullptr : &scalarGrid_; }
    bool plansGrid() const override { return layout_.perTensor(); }
    std::shared_ptr<const ScalarGrid> plannedGrid(const TensorParametersPtr& parameters) const override;

private:
    struct Row;
    Result<void> encodeRow(Encoder encoder, const RowTile& tile, std::int64_t row, Row& buffers) const;
    void readRow(const TensorParameters* parameters, const std::byte* in, Row& buffers) const;

    const FormatEntry& entry_;
    std::string text_;
    Layout layout_;
    IntegerScalarGrid scalarGrid_;
};

/// bits: 2 .. 8
const FormatEntry& integerFormat(int bits);

} // namespace mantissa::integer
