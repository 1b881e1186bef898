#include "formats/float/float_formats.h"

#include "formats/finite.h"
#include "tensor/float_convert.h"

#include <array>

namespace mantissa {

namespace {

// What sets one 16-bit float apart from another.
struct Kind {
    void (*narrow)(std::span<const float>, std::span<std::byte>);
    void (*widen)(std::span<const std::byte>, std::span<float>);
    float tooLarge; ///< magnitudes from here on would round to infinity
    double largest;
};

// Half a unit in the last place above the largest finite number: 65504 + 16, and (2 - 2^-8) * 2^127.
constexpr Kind half{halvesFromFloats, floatsFromHalves, 65520.0F, 65504.0};
constexpr Kind bfloat{bfloatsFromFloats, floatsFromBfloats, 0x1.ffp127F, 0x1.fep127};

class FloatFormat final : public Format {
public:
    FloatFormat(const FormatEntry& entry, const Kind& kind) : entry_(entry), kind_(kind) {}

    const FormatInfo& info() const override { return entry_.info; }
    std::string text() const override { return entry_.info.id; }
    std::int64_t blockElements() const override { return 1; }
    Result<void> accepts(std::int64_t, std::int64_t) const override { return {}; }
    std::uint64_t payloadBytes(std::int64_t rows, std::int64_t columns) const override {
        return 2 * static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
    }

    // All three are the same here: the nearest number is also the one with the least error, and what ggml
    // writes (its ggml_fp32_to_fp16_row and ggml_fp32_to_bf16_row round to nearest even).
    std::span<const Encoder> encoders() const override {
        static constexpr std::array all{Encoder::Ggml, Encoder::Rtn, Encoder::Search};
        return all;
    }

    Result<void> encode(Encoder, const TensorParameters*, const RowTile& tile,
                        std::span<std::byte> out) const override {
        return inRuns(*this, tile, out, 1 << 11,
                      [&](const RowTile& run, std::span<std::byte> bytes) -> Result<void> {
                          if (firstNotBelow(run.values, kind_.tooLarge) != run.values.size()) {
                              MANTISSA_CHECK(checkFinite(run));
                              MANTISSA_CHECK(checkRange(run));
                          }
                          kind_.narrow(run.values, bytes);
                          return {};
                      });
    }

    Result<void> decode(const TensorParameters*, std::span<const std::byte> bytes, std::int64_t, std::int64_t,
                        std::int64_t, std::span<float> out) const override {
        kind_.widen(bytes, out);
        return {};
    }

    int codeCount() const override { return 0; }
    std::vector<float> levels() const override { return {}; }
    Result<Unpacked> unpack(const TensorParameters*, std::span<const std::byte>, std::int64_t, std::int64_t,
                            std::int64_t) const override {
        return Unpacked();
    }

private:
    // ggml would write infinity here, which makes the model useless without a word.
    Result<void> checkRange(const RowTile& tile) const {
        const std::size_t i = firstNotBelow(tile.values, kind_.tooLarge);
        if (i == tile.values.size())
            return {};
        const auto at = static_cast<std::int64_t>(i);
        return fail(ErrorCode::Numeric,
                    sentence(MANTISSA_TR("core", "The weight %1 in row %2, column %3 is larger than %4 can "
                                                 "hold (%5). Choose a format with a wider range."),
                             static_cast<double>(tile.values[i]), tile.firstRow + at / tile.columns,
                             at % tile.columns, entry_.info.id, kind_.largest));
    }

    const FormatEntry& entry_;
    Kind kind_;
};

} // namespace

const FormatEntry& float16Format() {
    static const FormatEntry entry{
        {"F16",
         "Float",
         {MANTISSA_TR("core",
                      "16-bit floating point: 5 exponent and 10 mantissa bits; fine steps, but nothing "
                      "beyond ±65504."),
          {}},
         "IEEE 754-2019, binary16",
         {},
         DType::F16},
        [](const ParameterValues&) -> Result<FormatPtr> {
            return std::make_shared<FloatFormat>(float16Format(), half);
        }};
    return entry;
}

const FormatEntry& bfloat16Format() {
    static const FormatEntry entry{
        {"BF16",
         "Float",
         {MANTISSA_TR("core",
                      "Brain floating point: the upper half of a 32-bit float; the full range, with 8 "
                      "significant bits."),
          {}},
         "Intel, BFLOAT16 hardware numerics definition (2018)",
         {},
         DType::BF16},
        [](const ParameterValues&) -> Result<FormatPtr> {
            return std::make_shared<FloatFormat>(bfloat16Format(), bfloat);
        }};
    return entry;
}

} // namespace mantissa
