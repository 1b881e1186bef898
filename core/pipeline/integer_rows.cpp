#include "pipeline/integer_rows.h"

#include "packings/integer_content.h"

namespace mantissa {

namespace {

class LayoutCodec final : public IntegerRowCodec {
public:
    explicit LayoutCodec(const integer::Layout& layout) : layout_(layout) {}
    const integer::Layout& layout() const override { return layout_; }
    std::int64_t rowBytes(std::int64_t columns) const override { return layout_.rowBytes(columns); }
    void read(const std::byte* in, std::span<std::uint8_t> codes,
              std::span<integer::Step> steps) const override {
        layout_.readRow(in, codes, steps);
    }
    void write(std::span<const std::uint8_t> codes, std::span<const integer::Step> steps,
               std::byte* out) const override {
        layout_.writeRow(codes, steps, out);
    }

private:
    integer::Layout layout_;
};

constexpr std::size_t blockElements = 32;

/// ggml's block_q4_0 and block_q8_0 (ggml-common.h): a 16-bit scale, then 32 codes. Q4_0 puts code j and j +
/// 16 into one byte, the first in its low half; Q8_0 stores code - 128 as a signed byte.
class BlockCodec final : public IntegerRowCodec {
public:
    explicit BlockCodec(int bits) {
        layout_.grid = {bits, true, ScaleType::F16};
        layout_.group = blockElements;
    }
    const integer::Layout& layout() const override { return layout_; }
    std::int64_t rowBytes(std::int64_t columns) const override {
        return columns / blockElements * blockBytes();
    }

    void read(const std::byte* in, std::span<std::uint8_t> codes,
              std::span<integer::Step> steps) const override {
        for (std::size_t block = 0; block < steps.size(); ++block, in += blockBytes()) {
            steps[block] = {readScale(ScaleType::F16, in), layout_.grid.middle()};
            const auto part = codes.subspan(block * blockElements, blockElements);
            for (std::size_t i = 0; i < blockElements; ++i)
                part[i] = code(in + 2, i);
        }
    }

    void write(std::span<const std::uint8_t> codes, std::span<const integer::Step> steps,
               std::byte* out) const override {
        for (std::size_t block = 0; block < steps.size(); ++block, out += blockBytes()) {
            writeScale(ScaleType::F16, steps[block].scale, out);
            const auto part = codes.subspan(block * blockElements, blockElements);
            for (std::size_t i = 0; i < static_cast<std::size_t>(blockBytes()) - 2; ++i) {
                const unsigned byte =
                    wide() ? part[i] ^ 0x80U : part[i] | static_cast<unsigned>(part[i + 16]) << 4U;
                out[2 + i] = static_cast<std::byte>(byte);
            }
        }
    }

private:
    bool wide() const { return layout_.grid.bits == 8; }
    std::int64_t blockBytes() const { return wide() ? 34 : 18; }
    std::uint8_t code(const std::byte* codes, std::size_t i) const {
        if (wide())
            return static_cast<std::uint8_t>(std::to_integer<unsigned>(codes[i]) ^ 0x80U);
        const auto pair = std::to_integer<unsigned>(codes[i % 16]);
        return static_cast<std::uint8_t>(i < 16 ? pair & 15U : pair >> 4U);
    }

    integer::Layout layout_;
};

} // namespace

std::unique_ptr<IntegerRowCodec> integerRowCodec(const Format& format) {
    if (const integer::Layout* layout = packings::integerLayout(format))
        return std::make_unique<LayoutCodec>(*layout);
    if (format.info().dtype == DType::Q4_0)
        return std::make_unique<BlockCodec>(4);
    if (format.info().dtype == DType::Q8_0)
        return std::make_unique<BlockCodec>(8);
    return nullptr;
}

} // namespace mantissa
