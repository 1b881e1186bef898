#include "formats/gguf/block_format.h"

#include "formats/gguf/tamed_importance.h"
#include "tensor/float_convert.h"

#include <algorithm>

namespace mantissa::gguf {

BlockFormat::BlockFormat(const FormatInfo& info, const BlockKind& kind)
    : info_(info), kind_(kind), elements_(mantissa::info(kind.dtype).blockElements),
      bytes_(mantissa::info(kind.dtype).blockBytes) {
    for (const Encoder encoder : {Encoder::Ggml, Encoder::Search, Encoder::Rtn}) {
        if (kind.coder->encoder(encoder) != nullptr)
            encoders_.push_back(encoder);
    }
}

Result<void> BlockFormat::accepts(std::int64_t, std::int64_t columns) const {
    if (columns % elements_ == 0)
        return {};
    return fail(
        ErrorCode::InvalidArgument,
        sentence(MANTISSA_TR("core", "%1 codes %2 weights of a row together, but the rows are %3 wide. "
                                     "Choose a format whose block divides the row."),
                 info_.id, elements_, columns));
}

std::uint64_t BlockFormat::payloadBytes(std::int64_t rows, std::int64_t columns) const {
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns / elements_) *
           static_cast<std::uint64_t>(bytes_);
}

Result<void> BlockFormat::checkSizes(std::size_t values, std::size_t bytes, std::int64_t rows,
                                     std::int64_t columns) const {
    MANTISSA_CHECK(accepts(rows, columns));
    const auto wanted = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
    if (values == wanted && bytes == payloadBytes(rows, columns))
        return {};
    return fail(
        ErrorCode::InvalidArgument,
        sentence(MANTISSA_TR("core", "%1: %2 rows of %3 weights take %4 bytes, but %5 bytes for %6 weights "
                                     "were given."),
                 info_.id, rows, columns, payloadBytes(rows, columns), bytes, values));
}

Result<void> BlockFormat::checkNeeds(Encoder encoder, std::span<const float> importance) const {
    if (!kind_.needsImportance || encoder != Encoder::Ggml || !importance.empty())
        return {};
    return fail(ErrorCode::InvalidArgument,
                sentence(MANTISSA_TR("core", "ggml's encoder for %1 needs an importance matrix. Give one, or "
                                             "use the method “search”."),
                         info_.id));
}

Result<TensorParametersPtr> BlockFormat::plan(const RowSource&, Encoder encoder,
                                              std::span<const float> importance, const Task&) const {
    MANTISSA_CHECK(checkNeeds(encoder, importance));
    return TensorParametersPtr();
}

namespace {

/// sum w * error^2 of a block's elements
double blockError(const RowTile& tile, std::span<const float> decoded, std::size_t first, std::size_t count) {
    double sum = 0;
    for (std::size_t i = first; i < first + count; ++i) {
        const double difference = static_cast<double>(decoded[i]) - tile.values[i];
        sum += tile.importance[i % static_cast<std::size_t>(tile.columns)] * (difference * difference);
    }
    return sum;
}

} // namespace

Result<void> BlockFormat::encode(Encoder encoder, const TensorParameters*, const RowTile& tile,
                                 std::span<std::byte> out) const {
    MANTISSA_CHECK(checkSizes(tile.values.size(), out.size(), tile.rows, tile.columns));
    const Coder::Encode run = kind_.coder->encoder(encoder);
    if (run == nullptr)
        return fail(ErrorCode::Unsupported,
                    sentence(MANTISSA_TR("core", "%1 has no encoder “%2”."), info_.id, name(encoder)));
    if (!tile.importance.empty() && static_cast<std::int64_t>(tile.importance.size()) != tile.columns)
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The importance matrix has %1 columns, the weight has %2."),
                             tile.importance.size(), tile.columns));
    MANTISSA_CHECK(checkNeeds(encoder, tile.importance));
    if (encoder == Encoder::Search && !tameImportance(tile.importance))
        return searchTamed(tile, out);
    // Memory is read while the run before is encoded, so runs are short; but lanes want many rows or blocks.
    const bool weighs = !tile.importance.empty() && (kind_.ggmlWeighs || encoder != Encoder::Ggml);
    const bool wild = weighs && encoder == Encoder::Ggml && !tameImportance(tile.importance);
    const std::int64_t weights = weighs ? 1 << 16 : 128 * elements_;
    return inRuns(*this, tile, out, weights,
                  [&](const RowTile& part, std::span<std::byte> bytes) -> Result<void> {
                      const bool held = surelyHeld(part, kind_.range);
                      if (!held) {
                          MANTISSA_CHECK(checkFinite(part));
                          MANTISSA_CHECK(checkScaleRange(part));
                      }
                      run({part.values.data(), part.rows, part.columns,
                           part.importance.empty() ? nullptr : part.importance.data()},
                          reinterpret_cast<std::uint8_t*>(bytes.data()));
                      MANTISSA_CHECK(checkNotRefused(part, bytes));
                      if (wild)
                          MANTISSA_CHECK(checkNumbers(part, bytes));
                      return held ? Result<void>() : checkScalesHeld(*this, nullptr, part, bytes);
                  });
}

/// Scales of 8 bits end at a number; those of 16 bits would become infinite, which is what ggml writes.
Result<void> BlockFormat::checkScaleRange(const RowTile& tile) const {
    const bool saturates = kind_.dtype == DType::MXFP4 || kind_.dtype == DType::NVFP4;
    const std::size_t at = firstOutside(tile.values, kind_.range);
    if (saturates || at == tile.values.size())
        return checkRange(*this, kind_.range, tile);
    const auto place = static_cast<std::int64_t>(at);
    return fail(
        ErrorCode::Numeric,
        sentence(
            MANTISSA_TR("core", "The weight %1 in row %2, column %3 is too large for the 16-bit scales of "
                                "%4 (%5 to %6). ggml would write an infinite scale here, and its block "
                                "would decode to NaN or infinity. Choose a format with a wider range, or "
                                "leave this tensor as it is."),
            static_cast<double>(tile.values[at]), tile.firstRow + place / tile.columns, place % tile.columns,
            info_.id, static_cast<double>(kind_.range.lowest), static_cast<double>(kind_.range.highest)));
}

Result<void> BlockFormat::searchTamed(const RowTile& tile, std::span<std::byte> out) const {
    const std::vector<float> importance = tamedImportance(tile.importance);
    RowTile tamed = tile;
    tamed.importance = importance;
    MANTISSA_CHECK(encode(Encoder::Search, nullptr, tamed, out));
    // ggml's own sums may have overflowed, and yet have found something better.
    std::vector<std::byte> ggml(out.size());
    if (!encode(Encoder::Ggml, nullptr, tile, ggml))
        return {};
    std::vector<float> ours(tile.values.size());
    std::vector<float> theirs(tile.values.size());
    MANTISSA_CHECK(decode(nullptr, out, 0, tile.rows, tile.columns, ours));
    MANTISSA_CHECK(decode(nullptr, ggml, 0, tile.rows, tile.columns, theirs));
    const auto elements = static_cast<std::size_t>(elements_);
    const auto bytes = static_cast<std::size_t>(bytes_);
    for (std::size_t block = 0; block < tile.values.size() / elements; ++block) {
        if (blockError(tile, theirs, block * elements, elements) <
            blockError(tile, ours, block * elements, elements))
            std::copy_n(ggml.begin() + static_cast<std::ptrdiff_t>(block * bytes), bytes,
                        out.begin() + static_cast<std::ptrdiff_t>(block * bytes));
    }
    return {};
}

Result<void> BlockFormat::checkNotRefused(const RowTile& tile, std::span<const std::byte> bytes) const {
    const std::int64_t blocks = kind_.refused != nullptr ? tile.rows * tile.columns / elements_ : 0;
    for (std::int64_t i = 0; i < blocks; ++i) {
        if (kind_.refused(reinterpret_cast<const std::uint8_t*>(bytes.data()) + i * bytes_))
            return fail(givenUp(tile, i * elements_));
    }
    return {};
}

Result<void> BlockFormat::checkNumbers(const RowTile& tile, std::span<const std::byte> bytes) const {
    std::vector<float> decoded(tile.values.size());
    MANTISSA_CHECK(decode(nullptr, bytes, 0, tile.rows, tile.columns, decoded));
    const std::size_t bad = firstNotFinite(decoded);
    if (bad == decoded.size())
        return {};
    return fail(givenUp(tile, static_cast<std::int64_t>(bad) / elements_ * elements_));
}

Error BlockFormat::givenUp(const RowTile& tile, std::int64_t first) const {
    return Error(
        ErrorCode::Numeric,
        sentence(MANTISSA_TR("core", "ggml's encoder for %1 gives up on the weights from row %2, column %3 "
                                     "on: with their importance they leave the range of its sums. Use the "
                                     "method “search”, or a format with a wider range."),
                 info_.id, tile.firstRow + first / tile.columns, first % tile.columns));
}

Result<void> BlockFormat::decode(const TensorParameters*, std::span<const std::byte> bytes, std::int64_t,
                                 std::int64_t rows, std::int64_t columns, std::span<float> out) const {
    MANTISSA_CHECK(checkSizes(out.size(), bytes.size(), rows, columns));
    kind_.coder->decode(reinterpret_cast<const std::uint8_t*>(bytes.data()), rows * columns / elements_,
                        out.data());
    return {};
}

Result<Unpacked> BlockFormat::unpack(const TensorParameters*, std::span<const std::byte> bytes, std::int64_t,
                                     std::int64_t rows, std::int64_t columns) const {
    const auto elements = static_cast<std::size_t>(rows * columns);
    MANTISSA_CHECK(checkSizes(elements, bytes.size(), rows, columns));
    const auto perBlock = static_cast<std::size_t>(elements_);
    const std::size_t scales = perBlock / static_cast<std::size_t>(kind_.scaleElements);
    const std::size_t blocks = elements / perBlock;
    Unpacked all;
    all.codes.resize(elements);
    all.scales.resize(blocks * scales);
    all.offsets.resize(kind_.hasOffsets ? blocks * scales : 0);
    for (std::size_t i = 0; i < blocks; ++i) {
        BlockParts parts{std::span(all.codes).subspan(i * perBlock, perBlock),
                         std::span(all.scales).subspan(i * scales, scales),
                         {}};
        if (kind_.hasOffsets)
            parts.offsets = std::span(all.offsets).subspan(i * scales, scales);
        kind_.unpack(reinterpret_cast<const std::uint8_t*>(bytes.data()) +
                         i * static_cast<std::size_t>(bytes_),
                     parts);
    }
    return all;
}

} // namespace mantissa::gguf
