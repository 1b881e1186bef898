#include "formats/bitsandbytes/four_bit_format.h"

#include "base/checked.h"
#include "formats/bitsandbytes/scale_search.h"
#include "formats/finite.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numeric>

namespace mantissa::bitsandbytes {

/// The scale of a block.
struct FourBitFormat::Scale {
    float choosing = 0;    ///< what codes are chosen against
    float decoded = 0;     ///< what decoding multiplies with
    std::uint8_t code = 0; ///< under double quantization
};

namespace {

const NestedAbsmax* nestedOf(const TensorParameters* parameters) {
    return static_cast<const NestedAbsmax*>(parameters);
}

std::int64_t blockSize(const std::string& text) {
    std::int64_t size = 0;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return size;
}

// A block's columns wrap around rows, so its importance is gathered.
void gatherImportance(const RowTile& tile, std::int64_t begin, std::size_t count, std::vector<float>& out) {
    if (tile.importance.empty())
        return;
    out.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] =
            tile.importance[static_cast<std::size_t>((begin + static_cast<std::int64_t>(i)) % tile.columns)];
}

} // namespace

FourBitFormat::FourBitFormat(const FormatEntry& entry, const ParameterValues& values, const Codebook& book)
    : entry_(entry), text_(entry.info.id + values.text(entry.info.parameters)), book_(book),
      levelOfCode_(book.levelOfCode()), block_(blockSize(values.choice("block"))),
      double_(values.boolean("double")), grid_(book, block_) {}

std::int64_t FourBitFormat::tileRows(std::int64_t columns) const {
    return columns == 0 ? 1 : block_ / std::gcd(block_, columns);
}

std::uint64_t FourBitFormat::payloadBytes(std::int64_t rows, std::int64_t columns) const {
    const std::int64_t elements = rows * columns;
    return static_cast<std::uint64_t>(ceilDivide(elements, block_) * headBytes() + ceilDivide(elements, 2));
}

std::uint64_t FourBitFormat::parameterBytes(std::int64_t rows, std::int64_t columns) const {
    if (!double_)
        return 0;
    const std::int64_t blocks = ceilDivide(rows * columns, block_);
    return static_cast<std::uint64_t>(4 + 4 * ceilDivide(blocks, nestedBlock));
}

std::span<const Encoder> FourBitFormat::encoders() const {
    static constexpr std::array all{Encoder::Rtn, Encoder::Search};
    return all;
}

Result<TensorParametersPtr> FourBitFormat::plan(const RowSource& rows, Encoder, std::span<const float>,
                                                const Task& task) const {
    if (!double_)
        return nullptr;
    return findNestedAbsmax(rows, block_, tileRows(rows.columns()), task);
}

FourBitFormat::Scale FourBitFormat::chooseScale(Encoder encoder, const NestedAbsmax* nested,
                                                std::int64_t block, std::span<const float> values,
                                                std::span<const float> importance) const {
    const float most = absmax(values);
    if (nested == nullptr) {
        const float scale = encoder == Encoder::Search ? searchScale(book_, values, importance, most) : most;
        return {scale, scale, 0};
    }
    std::uint8_t code = nested->encode(block, most);
    // bitsandbytes chooses the codes before it rounds the maximum.
    if (encoder != Encoder::Search)
        return {most, nested->decode(block, code), code};
    code = searchNestedScale(book_, values, importance, *nested, block, code, most);
    const float scale = nested->decode(block, code);
    return {scale > 0 ? scale : most, scale, code};
}

Result<void> FourBitFormat::encode(Encoder encoder, const TensorParameters* parameters, const RowTile& tile,
                                   std::span<std::byte> out) const {
    MANTISSA_CHECK(checkFinite(tile));
    std::vector<std::uint8_t> ranksOfBlock(static_cast<std::size_t>(block_));
    std::vector<float> importance;
    std::byte* at = out.data();
    const auto elements = static_cast<std::int64_t>(tile.values.size());
    const std::int64_t firstBlock = tile.firstRow * tile.columns / block_;
    for (std::int64_t begin = 0; begin < elements; begin += block_) {
        const auto count = static_cast<std::size_t>(std::min(block_, elements - begin));
        const auto values = tile.values.subspan(static_cast<std::size_t>(begin), count);
        gatherImportance(tile, begin, count, importance);
        const Scale scale = chooseScale(encoder, double_ ? nestedOf(parameters) : nullptr,
                                        firstBlock + begin / block_, values, importance);
        if (!std::isfinite(scale.decoded)) {
            return fail(
                ErrorCode::Numeric,
                sentence(MANTISSA_TR("core", "The weights from row %1, column %2 on are too large to be "
                                             "quantized doubly. Choose double=false."),
                         tile.firstRow + begin / tile.columns, begin % tile.columns));
        }
        if (double_)
            *at = static_cast<std::byte>(scale.code);
        else
            std::memcpy(at, &scale.decoded, sizeof scale.decoded);
        at += headBytes();
        const auto block = std::span(ranksOfBlock).first(count);
        ranks(book_, values, scale.choosing, block);
        packNibbles(book_, block, at);
        at += (count + 1) / 2;
    }
    return {};
}

float FourBitFormat::readScale(const NestedAbsmax* nested, std::int64_t block, const std::byte* in) const {
    if (double_)
        return nested->decode(block, std::to_integer<std::uint8_t>(*in));
    float scale = 0;
    std::memcpy(&scale, in, sizeof scale);
    return scale;
}

// visit(scale, begin, count, codes): the elements of a block, counted from the tile's first.
template <class Visit>
void FourBitFormat::eachBlock(const TensorParameters* parameters, std::span<const std::byte> bytes,
                              std::int64_t firstRow, std::int64_t rows, std::int64_t columns,
                              const Visit& visit) const {
    const std::int64_t elements = rows * columns;
    const std::int64_t firstBlock = firstRow * columns / block_;
    const std::byte* at = bytes.data();
    for (std::int64_t begin = 0; begin < elements; begin += block_) {
        const std::int64_t count = std::min(block_, elements - begin);
        const float scale = readScale(nestedOf(parameters), firstBlock + begin / block_, at);
        at += headBytes();
        visit(scale, static_cast<std::size_t>(begin), static_cast<std::size_t>(count), at);
        at += (count + 1) / 2;
    }
}

Result<void> FourBitFormat::decode(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                   std::int64_t firstRow, std::int64_t rows, std::int64_t columns,
                                   std::span<float> out) const {
    eachBlock(parameters, bytes, firstRow, rows, columns,
              [&](float scale, std::size_t begin, std::size_t count, const std::byte* codes) {
                  std::array<float, 16> values;
                  for (std::size_t code = 0; code < 16; ++code)
                      values[code] = levelOfCode_[code] * scale;
                  float* to = out.data() + begin;
                  for (std::size_t i = 0; i + 1 < count; i += 2) {
                      const auto pair = std::to_integer<std::size_t>(codes[i / 2]);
                      to[i] = values[pair >> 4U];
                      to[i + 1] = values[pair & 15U];
                  }
                  if (count % 2 != 0)
                      to[count - 1] = values[std::to_integer<std::size_t>(codes[count / 2]) >> 4U];
              });
    return {};
}

std::vector<float> FourBitFormat::levels() const {
    return {levelOfCode_.begin(), levelOfCode_.end()};
}

Result<Unpacked> FourBitFormat::unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                       std::int64_t firstRow, std::int64_t rows, std::int64_t columns) const {
    Unpacked result;
    result.codes.resize(static_cast<std::size_t>(rows * columns));
    eachBlock(parameters, bytes, firstRow, rows, columns,
              [&](float scale, std::size_t begin, std::size_t count, const std::byte* codes) {
                  result.scales.push_back(scale);
                  for (std::size_t i = 0; i < count; ++i) {
                      const auto pair = std::to_integer<unsigned>(codes[i / 2]);
                      result.codes[begin + i] =
                          static_cast<std::uint16_t>(i % 2 == 0 ? pair >> 4U : pair & 15U);
                  }
              });
    return result;
}

} // namespace mantissa::bitsandbytes
