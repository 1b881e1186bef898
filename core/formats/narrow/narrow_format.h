#pragma once
// FP8, MXFP8 and MXFP6: floating point numbers of eight or six bits under scales per group, per row or per
// tensor.
#include "formats/narrow/narrow_grid.h"
#include "formats/registry.h"

namespace mantissa::narrow {

/// The one scale of a tensor, where group = -1.
struct TensorScale final : TensorParameters {
    float scale = 0;
};

class NarrowFormat final : public Format {
public:
    NarrowFormat(const FormatEntry& entry, std::string text, const Layout& layout);

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
    /// Codes are the bits as stored, sign first.
    int codeCount() const override { return layout_.kind.codeCount(); }
    std::vector<float> levels() const override { return levelsByCode(layout_.kind); }
    Result<Unpacked> unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                            std::int64_t firstRow, std::int64_t rows, std::int64_t columns) const override;
    /// None with one scale for the tensor: that cannot be fitted block by block.
    const ScalarGrid* grid() const override { return layout_.perTensor() ? nullptr : &grid_; }
    bool plansGrid() const override { return layout_.perTensor(); }
    std::shared_ptr<const ScalarGrid> plannedGrid(const TensorParametersPtr& parameters) const override;

private:
    struct Row;
    Result<void> encodeRow(Encoder encoder, const RowTile& tile, std::int64_t row, Row& buffers) const;
    void readRow(const TensorParameters* parameters, const std::byte* in, Row& buffers) const;

    const FormatEntry& entry_;
    std::string text_;
    Layout layout_;
    NarrowGrid grid_;
    std::vector<float> numbers_; ///< by code
};

/// FP8_E4M3, FP8_E5M2, MXFP8_E4M3, MXFP8_E5M2, MXFP6_E2M3, MXFP6_E3M2
std::span<const FormatEntry* const> narrowFormats();

} // namespace mantissa::narrow
