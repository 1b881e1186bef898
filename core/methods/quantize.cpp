#include "methods/quantize.h"

#include "base/checked.h"
#include "base/parallel.h"

#include <algorithm>
#include <memory>
#include <mutex>

namespace mantissa {

namespace {

// Large enough that overhead vanishes, small enough that a tile and what belongs to it stay in a core's cache
// and many threads stay busy.
constexpr std::int64_t tileElements = 128 * 1024;
// Between two looks at the stop token. The slowest encoders do a few million elements a second; vector
// kernels take sixteen blocks of 256 at a time, and many such groups leave fewer lanes idle at the end of a
// slice.
constexpr std::int64_t sliceElements = 32 * 1024;

std::int64_t rowsFor(const Format& format, std::int64_t columns, std::int64_t elements) {
    const std::int64_t unit = format.tileRows(columns);
    const std::int64_t wanted = columns > 0 ? elements / columns : elements;
    return std::max<std::int64_t>(1, wanted / unit) * unit;
}

using TileSink = std::function<Result<void>(std::size_t index, const QuantizedTile& tile)>;

struct Buffers {
    std::vector<float> original;
    std::vector<float> decoded;
    std::vector<std::byte> bytes;
};

// Not thread_local: a thread that waits inside `sink` may be lent to another tile meanwhile.
class BufferPool {
public:
    std::unique_ptr<Buffers> take() {
        const std::scoped_lock lock(mutex_);
        if (free_.empty())
            return std::make_unique<Buffers>();
        auto buffers = std::move(free_.back());
        free_.pop_back();
        return buffers;
    }
    void giveBack(std::unique_ptr<Buffers> buffers) {
        const std::scoped_lock lock(mutex_);
        free_.push_back(std::move(buffers));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Buffers>> free_;
};

void multiplyColumns(std::span<float> values, std::span<const float> factors) {
    for (std::size_t i = 0; i < values.size() && !factors.empty(); ++i)
        values[i] *= factors[i % factors.size()];
}

// Encodes a tile in slices, so that a stop is heeded soon.
Result<void> encodeTile(const Format& format, const TensorEncoder& encoder, const RowTile& tile,
                        const Task& task, std::span<std::byte> out) {
    const std::int64_t step =
        encoder.wantsWholeTiles() ? tile.rows : rowsFor(format, tile.columns, sliceElements);
    for (std::int64_t row = 0; row < tile.rows; row += step) {
        MANTISSA_CHECK(task.check());
        RowTile slice = tile;
        slice.firstRow += row;
        slice.rows = std::min(step, tile.rows - row);
        slice.values = tile.values.subspan(static_cast<std::size_t>(row * tile.columns),
                                           static_cast<std::size_t>(slice.rows * tile.columns));
        const std::uint64_t begin = format.payloadBytes(row, tile.columns);
        const std::uint64_t size = format.payloadBytes(slice.rows, tile.columns);
        MANTISSA_CHECK(encoder.encode(slice, out.subspan(begin, size)));
        task.advance(slice.values.size());
    }
    return {};
}

/// Hands out the bytes of a weight that is quantized already.
class FinishedEncoder final : public TensorEncoder {
public:
    explicit FinishedEncoder(std::shared_ptr<const QuantizedTensor> tensor) : tensor_(std::move(tensor)) {}

    const TensorParametersPtr& parameters() const override { return tensor_->parameters(); }
    std::span<const float> columnFactors() const override { return tensor_->columnFactors(); }
    bool wantsWholeTiles() const override { return true; }
    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        const std::uint64_t begin = tensor_->scheme().format->payloadBytes(tile.firstRow, tile.columns);
        const auto bytes = tensor_->bytes().subspan(begin, out.size());
        std::copy(bytes.begin(), bytes.end(), out.begin());
        return {};
    }

private:
    std::shared_ptr<const QuantizedTensor> tensor_;
};

Result<void> drive(const Format& format, const TensorEncoder& encoder, const RowSource& source, Extent extent,
                   const Task& task, const TileSink& sink) {
    const std::int64_t rows = source.rows();
    const std::int64_t columns = source.columns();
    const TensorParameters* parameters = encoder.parameters().get();
    const Tiling tiles = tiling(format, rows, columns, extent);
    BufferPool pool;
    return parallelChunks(static_cast<std::int64_t>(tiles.firstRows.size()), task,
                          [&](std::int64_t index) -> Result<void> {
                              const std::int64_t first = tiles.firstRows[static_cast<std::size_t>(index)];
                              const std::int64_t count = std::min(tiles.rowsPerTile, rows - first);
                              const auto elements = static_cast<std::size_t>(count * columns);
                              auto buffers = pool.take();
                              buffers->original.resize(elements);
                              buffers->decoded.resize(elements);
                              buffers->bytes.resize(format.payloadBytes(count, columns));
                              MANTISSA_CHECK(source.read(first, count, buffers->original));
                              const RowTile tile{buffers->original, first, count, columns, {}};
                              MANTISSA_CHECK(encodeTile(format, encoder, tile, task, buffers->bytes));
                              MANTISSA_CHECK(format.decode(parameters, buffers->bytes, first, count, columns,
                                                           buffers->decoded));
                              multiplyColumns(buffers->decoded, encoder.columnFactors());
                              MANTISSA_CHECK(sink(static_cast<std::size_t>(index),
                                                  {first, count, columns, buffers->original, buffers->bytes,
                                                   buffers->decoded, parameters, encoder.columnFactors()}));
                              pool.giveBack(std::move(buffers));
                              return {};
                          });
}

} // namespace

Result<std::unique_ptr<TensorEncoder>> encoderOf(const Scheme& scheme, const MethodInput& input,
                                                 const Task& task) {
    if (!input.finished)
        return scheme.method->prepare(scheme.format, input, scheme.methodParameters, task);
    const QuantizedTensor& finished = *input.finished;
    if (finished.rows() != input.rows->rows() || finished.columns() != input.rows->columns() ||
        !(finished.scheme() == scheme)) {
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The weight was quantized as %1 x %2 values in %3, but "
                                                 "%4 x %5 in %6 are wanted."),
                             finished.rows(), finished.columns(), finished.scheme().text(),
                             input.rows->rows(), input.rows->columns(), scheme.text()));
    }
    return std::make_unique<FinishedEncoder>(input.finished);
}

Tiling tiling(const Format& format, std::int64_t rows, std::int64_t columns, Extent extent) {
    Tiling result;
    result.rowsPerTile = rowsFor(format, columns, tileElements);
    const std::int64_t all = ceilDivide(rows, result.rowsPerTile);
    std::int64_t taken = all;
    if (extent.elements > 0) {
        const auto size = static_cast<std::uint64_t>(std::max<std::int64_t>(1, result.rowsPerTile * columns));
        const std::uint64_t wanted = extent.elements / size + (extent.elements % size != 0 ? 1 : 0);
        taken = static_cast<std::int64_t>(std::min(wanted, static_cast<std::uint64_t>(all)));
    }
    // The middles of `taken` equal parts.
    for (std::int64_t i = 0; i < taken; ++i)
        result.firstRows.push_back((2 * i + 1) * all / (2 * taken) * result.rowsPerTile);
    return result;
}

Result<void> quantizeTiles(const Scheme& scheme, const MethodInput& input, Extent extent, const Task& task,
                           const TileSink& sink) {
    MANTISSA_TRY(const auto encoder, encoderOf(scheme, input, task));
    return drive(*scheme.format, *encoder, *input.rows, extent, task, sink);
}

QuantizedTensor::QuantizedTensor(Scheme scheme, std::int64_t rows, std::int64_t columns,
                                 TensorParametersPtr parameters, std::vector<std::byte> bytes,
                                 std::vector<float> columnFactors)
    : scheme_(std::move(scheme)), rows_(rows), columns_(columns), parameters_(std::move(parameters)),
      bytes_(std::move(bytes)), columnFactors_(std::move(columnFactors)) {}

std::uint64_t QuantizedTensor::totalBytes() const {
    return bytes_.size() + scheme_.format->parameterBytes(rows_, columns_);
}

Result<void> QuantizedTensor::read(std::int64_t first, std::int64_t count, std::span<float> out) const {
    if (count == 0)
        return {};
    // Blocks may span rows: decode whole tile units and take the rows asked for.
    const Format& format = *scheme_.format;
    const std::int64_t unit = format.tileRows(columns_);
    const std::int64_t begin = first / unit * unit;
    const std::int64_t end = std::min(rows_, ceilDivide(first + count, unit) * unit);
    const std::uint64_t offset = format.payloadBytes(begin, columns_);
    const auto bytes = std::span(bytes_).subspan(offset, format.payloadBytes(end - begin, columns_));
    const auto wanted = static_cast<std::size_t>(count * columns_);
    if (begin == first && end == first + count) {
        MANTISSA_CHECK(format.decode(parameters_.get(), bytes, begin, count, columns_, out.first(wanted)));
        multiplyColumns(out.first(wanted), columnFactors_);
        return {};
    }
    std::vector<float> whole(static_cast<std::size_t>((end - begin) * columns_));
    MANTISSA_CHECK(format.decode(parameters_.get(), bytes, begin, end - begin, columns_, whole));
    std::copy_n(whole.begin() + (first - begin) * columns_, wanted, out.begin());
    multiplyColumns(out.first(wanted), columnFactors_);
    return {};
}

Result<std::shared_ptr<const QuantizedTensor>> quantize(const Scheme& scheme, const MethodInput& input,
                                                        const Task& task) {
    const Format& format = *scheme.format;
    const std::int64_t rows = input.rows->rows();
    const std::int64_t columns = input.rows->columns();
    MANTISSA_TRY(const auto encoder, encoderOf(scheme, input, task));
    std::vector<std::byte> bytes(format.payloadBytes(rows, columns));
    const auto keep = [&](std::size_t, const QuantizedTile& tile) -> Result<void> {
        const std::uint64_t begin = format.payloadBytes(tile.firstRow, columns);
        std::copy(tile.bytes.begin(), tile.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(begin));
        return {};
    };
    MANTISSA_CHECK(drive(format, *encoder, *input.rows, {}, task, keep));
    const auto factors = encoder->columnFactors();
    return std::make_shared<QuantizedTensor>(scheme, rows, columns, encoder->parameters(), std::move(bytes),
                                             std::vector<float>(factors.begin(), factors.end()));
}

} // namespace mantissa
