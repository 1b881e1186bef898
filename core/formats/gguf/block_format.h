#pragma once
// A GGUF block type as a Format. What sets the types apart comes in as a BlockKind.
#include "formats/finite.h"
#include "formats/gguf/coder.h"
#include "formats/registry.h"

namespace mantissa::gguf {

/// One block taken apart. Spans have a block's elements and scales; offsets is empty where there are none.
struct BlockParts {
    std::span<std::uint16_t> codes;
    std::span<float> scales;
    std::span<float> offsets;
};

/// +-limit, rounded up to where the 16-bit scale would become infinite (65520 instead of 65504) and no
/// further: an encoder may still round down to the limit itself.
inline ValueRange within(float limit) {
    return {-limit * (65520.0F / 65504.0F), limit * (65520.0F / 65504.0F)};
}

struct BlockKind {
    DType dtype;
    Text description;
    int scaleElements; ///< elements under one scale
    bool hasOffsets;
    std::vector<float> levels;
    const Coder* coder;
    void (*unpack)(const std::uint8_t* block, const BlockParts& parts);
    const ScalarGrid* grid; ///< or null
    /// ggml refuses to write this type without an importance matrix
    bool needsImportance = false;
    /// ggml's encoder looks at the importance matrix
    bool ggmlWeighs = true;
    /// Largest scale times outermost level: encoders cut their scales to what a block can store.
    ValueRange range{};
    /// Whether this block is the mark that the encoder `ggml` leaves where ggml's own ends the process; or
    /// null
    bool (*refused)(const std::uint8_t* block) = nullptr;
};

class BlockFormat final : public Format {
public:
    BlockFormat(const FormatInfo& info, const BlockKind& kind);

    const FormatInfo& info() const override { return info_; }
    std::string text() const override { return info_.id; }
    std::int64_t blockElements() const override { return elements_; }
    Result<void> accepts(std::int64_t rows, std::int64_t columns) const override;
    std::uint64_t payloadBytes(std::int64_t rows, std::int64_t columns) const override;
    std::span<const Encoder> encoders() const override { return encoders_; }
    /// Plans nothing; Error InvalidArgument where `encoder` cannot do without importance.
    Result<TensorParametersPtr> plan(const RowSource& rows, Encoder encoder,
                                     std::span<const float> importance, const Task& task) const override;
    Result<void> encode(Encoder encoder, const TensorParameters* parameters, const RowTile& tile,
                        std::span<std::byte> out) const override;
    Result<void> decode(const TensorParameters* parameters, std::span<const std::byte> bytes,
                        std::int64_t firstRow, std::int64_t rows, std::int64_t columns,
                        std::span<float> out) const override;
    int codeCount() const override { return static_cast<int>(kind_.levels.size()); }
    std::vector<float> levels() const override { return kind_.levels; }
    Result<Unpacked> unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                            std::int64_t firstRow, std::int64_t rows, std::int64_t columns) const override;
    const ScalarGrid* grid() const override { return kind_.grid; }
    const ValueRange& range() const { return kind_.range; }

private:
    Result<void> checkNeeds(Encoder encoder, std::span<const float> importance) const;
    /// `search` where importance is enormous or minute.
    Result<void> searchTamed(const RowTile& tile, std::span<std::byte> out) const;
    /// Error Numeric for weights that no scale of the format can hold.
    Result<void> checkScaleRange(const RowTile& tile) const;
    Result<void> checkNotRefused(const RowTile& tile, std::span<const std::byte> bytes) const;
    /// Error where sums of an enormous importance overflowed and blocks decode to no numbers.
    Result<void> checkNumbers(const RowTile& tile, std::span<const std::byte> bytes) const;
    Error givenUp(const RowTile& tile, std::int64_t first) const;
    Result<void> checkSizes(std::size_t values, std::size_t bytes, std::int64_t rows,
                            std::int64_t columns) const;

    const FormatInfo& info_;
    const BlockKind& kind_;
    std::int64_t elements_;
    std::int64_t bytes_;
    std::vector<Encoder> encoders_;
};

/// The registry's entry for a kind that a function returns by reference.
template <const BlockKind& (*kind)()>
const FormatEntry& blockEntry() {
    static const FormatEntry entry{{std::string(mantissa::info(kind().dtype).name),
                                    "GGUF",
                                    kind().description,
                                    "ggml: ggml-common.h, ggml-quants.c",
                                    {},
                                    kind().dtype},
                                   [](const ParameterValues&) -> Result<FormatPtr> {
                                       return std::make_shared<BlockFormat>(blockEntry<kind>().info, kind());
                                   }};
    return entry;
}

} // namespace mantissa::gguf
