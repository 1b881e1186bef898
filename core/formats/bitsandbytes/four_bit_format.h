#pragma once
// NF4 and FP4 as bitsandbytes defines them: sixteen levels times the largest magnitude of a block; blocks run
// over the flattened tensor. Here a block lies in memory as its maximum (f32, or one byte under double
// quantization) and its codes, two a byte, the first in the high half. packings/ rearranges that into files.
#include "formats/bitsandbytes/four_bit_grid.h"
#include "formats/bitsandbytes/nested_absmax.h"
#include "formats/registry.h"

namespace mantissa::bitsandbytes {

class FourBitFormat final : public Format {
public:
    FourBitFormat(const FormatEntry& entry, const ParameterValues& values, const Codebook& book);

    bool isDouble() const { return double_; }

    const FormatInfo& info() const override { return entry_.info; }
    std::string text() const override { return text_; }
    std::int64_t blockElements() const override { return block_; }
    Result<void> accepts(std::int64_t, std::int64_t) const override { return {}; }
    std::int64_t tileRows(std::int64_t columns) const override;
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
    int codeCount() const override { return 16; }
    std::vector<float> levels() const override;
    Result<Unpacked> unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                            std::int64_t firstRow, std::int64_t rows, std::int64_t columns) const override;

    const ScalarGrid* grid() const override { return double_ ? nullptr : &grid_; }

private:
    struct Scale;
    std::int64_t headBytes() const { return double_ ? 1 : 4; }
    Scale chooseScale(Encoder encoder, const NestedAbsmax* nested, std::int64_t block,
                      std::span<const float> values, std::span<const float> importance) const;
    float readScale(const NestedAbsmax* nested, std::int64_t block, const std::byte* in) const;
    template <class Visit>
    void eachBlock(const TensorParameters* parameters, std::span<const std::byte> bytes,
                   std::int64_t firstRow, std::int64_t rows, std::int64_t columns, const Visit& visit) const;

    const FormatEntry& entry_;
    std::string text_;
    const Codebook& book_;
    std::array<float, 16> levelOfCode_;
    std::int64_t block_;
    bool double_;
    FourBitGrid grid_;
};

const FormatEntry& normalFloat4Format();
const FormatEntry& float4Format();

} // namespace mantissa::bitsandbytes
