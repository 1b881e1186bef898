#include "pipeline/write_tensor.h"

#include "base/checked.h"
#include "base/checksum.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "pipeline/expert_stack.h"
#include "pipeline/export_calibrated.h"
#include "pipeline/transcode.h"
#include "tensor/weight.h"

#include <algorithm>
#include <cstring>
#include <mutex>

namespace mantissa {

namespace {

constexpr std::int64_t pieceElements = 128 * 1024;
constexpr std::size_t releasedAtOnce = std::size_t{2} << 20U; // bytes

/// Reads each row for the last time, or a pass over the whole tensor away from it: what was read need not
/// stay in memory, or a large tensor would fill it however little is allowed.
class PassingRows final : public RowSource {
public:
    PassingRows(std::shared_ptr<const RowSource> rows, const GgufSourceTensor& tensor)
        : rows_(std::move(rows)), parts_(partsOf(tensor)) {}
    std::int64_t rows() const override { return rows_->rows(); }
    std::int64_t columns() const override { return rows_->columns(); }

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        MANTISSA_CHECK(rows_->read(first, count, out));
        // Where rows change places it is a neighbour's bytes that go; they come back when touched. In large
        // pieces, as each time all processors have to forget about the pages; the end goes with the tensor.
        const std::int64_t each =
            std::max<std::int64_t>(1, rows() / static_cast<std::int64_t>(parts_.size()));
        while (count > 0) {
            const auto part = static_cast<std::size_t>(first / each);
            const std::int64_t some = std::min(count, each - first % each);
            release(parts_[part]->bytes, first % each, some, each);
            first += some;
            count -= some;
        }
        return {};
    }

private:
    static void release(std::span<const std::byte> bytes, std::int64_t first, std::int64_t count,
                        std::int64_t rows) {
        const std::size_t row = bytes.size() / static_cast<std::size_t>(rows);
        const std::size_t begin = static_cast<std::size_t>(first) * row / releasedAtOnce * releasedAtOnce;
        const std::size_t end =
            static_cast<std::size_t>(first + count) * row / releasedAtOnce * releasedAtOnce;
        MappedFile::release(bytes.subspan(begin, end - begin));
    }

    std::shared_ptr<const RowSource> rows_;
    std::vector<std::shared_ptr<const Tensor>> parts_;
};

bool isTurned(const StoredTensor& stored) {
    return stored.storing == Storing::Simulated && inputsFirst(*stored.plan.tensor);
}

class TensorWriter {
public:
    TensorWriter(const StoredTensor& stored, ExportFile& file, const Task& task)
        : stored_(stored), file_(file), task_(task) {}

    Result<WrittenTensor> run() {
        MANTISSA_TRY(rows_, sourceRows(stored_));
        if (rows_)
            rows_ = std::make_shared<PassingRows>(std::move(rows_), stored_.source);
        switch (stored_.storing) {
        case Storing::Encoded:
        case Storing::Simulated:
            if (isTurned(stored_))
                MANTISSA_CHECK(turned());
            else
                MANTISSA_CHECK(quantized());
            break;
        case Storing::Packed:
            MANTISSA_CHECK(packed());
            break;
        case Storing::Copy:
        case Storing::Numbers:
            MANTISSA_CHECK(plain());
            break;
        }
        return joined();
    }

private:
    struct Part {
        Piece piece;
        ErrorSums sums;
        bool same = false;
    };

    Result<void> quantized() {
        const Scheme& scheme = *stored_.plan.scheme;
        parts_.resize(tiling(*scheme.format, rows_->rows(), rows_->columns(), {}).firstRows.size());
        MANTISSA_TRY(const auto finished, finishedWeight());
        return quantizeTiles(scheme, {rows_, stored_.importance, {}, finished}, {}, task_,
                             [this](std::size_t index, const QuantizedTile& tile) {
                                 return stored_.storing == Storing::Encoded ? encoded(index, tile)
                                                                            : simulated(index, tile);
                             });
    }

    /// Quantized along its inputs, which are the columns of the file: whole, then written row by row.
    Result<void> turned() {
        MANTISSA_TRY(const auto rows, openRows(stored_.plan.tensor));
        const std::int64_t outputs = rows->rows();
        turned_.resize(static_cast<std::size_t>(outputs * rows->columns()));
        MANTISSA_CHECK(quantizeTiles(
            *stored_.plan.scheme, {rows, stored_.importance, {}, stored_.finished}, {}, task_,
            [this, outputs](std::size_t, const QuantizedTile& tile) -> Result<void> {
                for (std::int64_t column = 0; column < tile.columns; ++column) {
                    for (std::int64_t row = 0; row < tile.rows; ++row)
                        turned_[static_cast<std::size_t>(column * outputs + tile.firstRow + row)] =
                            tile.decoded[static_cast<std::size_t>(row * tile.columns + column)];
                }
                return {};
            }));
        return plain();
    }

    Result<void> encoded(std::size_t index, const QuantizedTile& tile) {
        const std::uint64_t offset = stored_.plan.scheme->format->payloadBytes(tile.firstRow, tile.columns);
        return add(index, tile.firstRow, tile.rows, offset, tile.bytes, tile.original, tile.decoded);
    }

    Result<void> simulated(std::size_t index, const QuantizedTile& tile) {
        std::vector<float> values(tile.decoded.begin(), tile.decoded.end());
        std::vector<std::byte> bytes(numberBytes(stored_.dtype, tile.rows, tile.columns));
        storeNumbers(stored_.dtype, values, bytes);
        return add(index, tile.firstRow, tile.rows, numberBytes(stored_.dtype, tile.firstRow, tile.columns),
                   bytes, tile.original, values);
    }

    /// A packing's tensors run across the weight's rows, so that the whole weight is encoded first and packed
    /// then.
    Result<void> packed() {
        MANTISSA_TRY(const auto weight, wholeWeight());
        MANTISSA_CHECK(measure(*weight));
        const EncodedRows encoded{*weight->scheme().format, weight->parameters().get(), weight->bytes(),
                                  weight->rows(), weight->columns()};
        std::vector<std::vector<std::byte>> buffers;
        std::vector<std::span<std::byte>> out;
        for (const std::size_t part : stored_.parts)
            buffers.emplace_back(file_.plan().tensors[part].bytes);
        out.assign(buffers.begin(), buffers.end());
        MANTISSA_CHECK(stored_.packing->pack(encoded, out, task_));
        for (std::size_t i = 0; i < out.size(); ++i) {
            written_.push_back({file_.plan().tensors[stored_.parts[i]], checksum(buffers[i])});
            MANTISSA_CHECK(file_.write(stored_.parts[i], 0, buffers[i]));
            file_.flushSoon(stored_.parts[i]);
        }
        return {};
    }

    Result<std::shared_ptr<const QuantizedTensor>> wholeWeight() {
        MANTISSA_TRY(const auto finished, finishedWeight());
        MANTISSA_TRY(auto weight,
                     quantize(*stored_.plan.scheme, {rows_, stored_.importance, {}, finished}, task_));
        if (!weight->columnFactors().empty()) {
            return fail(
                ErrorCode::Unsupported,
                sentence(MANTISSA_TR("core", "Columns that another operator scales cannot be packed.")));
        }
        return settled(std::move(weight));
    }

    std::shared_ptr<const QuantizedTensor> settled(std::shared_ptr<const QuantizedTensor> weight) const {
        std::vector<std::byte> bytes(weight->bytes().begin(), weight->bytes().end());
        if (!stored_.packing->settle(*weight->scheme().format, weight->rows(), weight->columns(), bytes))
            return weight;
        return std::make_shared<QuantizedTensor>(weight->scheme(), weight->rows(), weight->columns(),
                                                 weight->parameters(), std::move(bytes));
    }

    /// What is quantized already; null: nothing.
    Result<std::shared_ptr<const QuantizedTensor>> finishedWeight() {
        if (!stored_.takenOver)
            return stored_.finished;
        if (!stored_.source.experts.empty())
            return takenOverStack();
        MANTISSA_TRY(auto weight, takenOver(*stored_.source.tensor, *stored_.plan.scheme, task_));
        const std::int64_t head = stored_.source.interleavedHead;
        return head > 0 ? interleaved(weight, head) : weight;
    }

    /// Experts end with a block, so that their bytes follow each other.
    Result<std::shared_ptr<const QuantizedTensor>> takenOverStack() {
        std::vector<std::byte> bytes;
        std::shared_ptr<const QuantizedTensor> last;
        for (const auto& expert : stored_.source.experts) {
            MANTISSA_TRY(last, takenOver(*expert, *stored_.plan.scheme, task_));
            bytes.insert(bytes.end(), last->bytes().begin(), last->bytes().end());
        }
        const auto rows = static_cast<std::int64_t>(stored_.source.experts.size()) * last->rows();
        return std::make_shared<QuantizedTensor>(last->scheme(), rows, last->columns(), last->parameters(),
                                                 std::move(bytes));
    }

    /// What the weight decodes to, against the source.
    Result<void> measure(const QuantizedTensor& weight) {
        const std::int64_t columns = std::max<std::int64_t>(1, weight.columns());
        const std::int64_t unit = weight.scheme().format->tileRows(columns);
        const std::int64_t step = std::max<std::int64_t>(1, pieceElements / columns / unit) * unit;
        parts_.resize(static_cast<std::size_t>(ceilDivide(weight.rows(), step)));
        return parallelChunks(
            static_cast<std::int64_t>(parts_.size()), task_, [&](std::int64_t chunk) -> Result<void> {
                const std::int64_t first = chunk * step;
                const std::int64_t count = std::min(step, weight.rows() - first);
                std::vector<float> original(static_cast<std::size_t>(count * weight.columns()));
                std::vector<float> decoded(original.size());
                MANTISSA_CHECK(rows_->read(first, count, original));
                MANTISSA_CHECK(weight.read(first, count, decoded));
                return note(static_cast<std::size_t>(chunk), {first, count, 0, 0, checksum({}), {}}, original,
                            decoded);
            });
    }

    Result<void> plain() {
        const Weight weight = weightOf(stored_.source.tensor);
        const std::int64_t rows = rows_ ? rows_->rows() : weight.rows();
        const std::int64_t columns = rows_ ? rows_->columns() : weight.columns();
        // Numbers that are packed into bytes across rows: a piece must not end within a byte.
        const std::int64_t whole = rows_ ? 1 : info(stored_.source.tensor->dtype).blockElements;
        const std::int64_t step =
            std::max<std::int64_t>(1, pieceElements / std::max<std::int64_t>(columns, 1) / whole) * whole;
        parts_.resize(static_cast<std::size_t>(ceilDivide(rows, step)));
        return parallelChunks(static_cast<std::int64_t>(parts_.size()), task_, [&](std::int64_t chunk) {
            const std::int64_t first = chunk * step;
            return plainPiece(static_cast<std::size_t>(chunk), first, std::min(step, rows - first), columns);
        });
    }

    Result<void> plainPiece(std::size_t index, std::int64_t first, std::int64_t count, std::int64_t columns) {
        std::vector<float> original;
        if (rows_) {
            original.resize(static_cast<std::size_t>(count * columns));
            MANTISSA_CHECK(rows_->read(first, count, original));
        }
        if (turned_.empty())
            task_.advance(static_cast<std::uint64_t>(count * columns));
        if (stored_.storing == Storing::Copy) {
            const Tensor& tensor = *stored_.source.tensor;
            const auto offset = *byteSize(tensor.dtype, static_cast<std::uint64_t>(first * columns));
            const auto size = *byteSize(tensor.dtype, static_cast<std::uint64_t>(count * columns));
            MANTISSA_CHECK(
                add(index, first, count, offset, tensor.bytes.subspan(offset, size), original, original));
            return MappedFile::check(tensor.bytes);
        }
        std::vector<float> values = original;
        if (!turned_.empty())
            std::copy_n(turned_.begin() + first * columns, count * columns, values.begin());
        std::vector<std::byte> bytes(numberBytes(stored_.dtype, count, columns));
        storeNumbers(stored_.dtype, values, bytes);
        return add(index, first, count, numberBytes(stored_.dtype, first, columns), bytes, original, values);
    }

    Result<void> add(std::size_t index, std::int64_t firstRow, std::int64_t count, std::uint64_t offset,
                     std::span<const std::byte> bytes, std::span<const float> original,
                     std::span<const float> decoded) {
        MANTISSA_CHECK(
            note(index, {firstRow, count, offset, bytes.size(), checksum(bytes), {}}, original, decoded));
        return file_.write(stored_.index, offset, bytes);
    }

    Result<void> note(std::size_t index, Piece piece, std::span<const float> original,
                      std::span<const float> decoded) {
        Part& part = parts_[index];
        part.piece = std::move(piece);
        if (rows_) {
            part.piece.decodedChecksum = checksum(std::as_bytes(decoded));
            part.sums = errorSums(original, decoded, part.piece.firstRow, rows_->columns());
            part.same = std::memcmp(original.data(), decoded.data(), original.size_bytes()) == 0;
        } else {
            part.same = stored_.storing == Storing::Copy;
        }
        return {};
    }

    WrittenTensor joined() {
        WrittenTensor written;
        written.parts = std::move(written_);
        written.sameAsSource = true;
        for (Part& part : parts_) {
            written.sameAsSource = written.sameAsSource && part.same;
            written.sums.add(part.sums);
            written.pieces.push_back(std::move(part.piece));
        }
        return written;
    }

    const StoredTensor& stored_;
    ExportFile& file_;
    const Task& task_;
    std::shared_ptr<const RowSource> rows_;
    std::vector<Part> parts_;
    std::vector<float> turned_; ///< see turned(); in the file's order
    std::vector<WrittenPart> written_;
};

} // namespace

Result<WrittenTensor> writeTensor(const StoredTensor& stored, ExportFile& file, const Task& task) {
    auto written = TensorWriter(stored, file, task).run();
    if (!written) {
        Error error = std::move(written).error();
        if (error.file().empty())
            error.inFile(stored.source.tensor->file);
        return fail(std::move(error).ofTensor(stored.source.tensor->name));
    }
    return written;
}

std::uint64_t workingBytes(const StoredTensor& stored) {
    const Weight weight = weightOf(stored.source.tensor);
    const std::int64_t columns = std::max<std::int64_t>(weight.columns(), 1);
    std::int64_t rows = std::max<std::int64_t>(1, pieceElements / columns);
    if (stored.plan.scheme)
        rows = tiling(*stored.plan.scheme->format, weight.rows(), weight.columns(), {1}).rowsPerTile;
    // Original, decoded and stored values as floats, and the bytes: four floats an element cover all ways.
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns) * 4 * sizeof(float);
}

KeptBytes keptBytes(const StoredTensor& stored) {
    const Weight weight = weightOf(stored.source.tensor);
    const std::int64_t columns = std::max<std::int64_t>(weight.columns(), 1);
    const auto tileElements = static_cast<std::int64_t>(workingBytes(stored) / (4 * sizeof(float)));
    const std::int64_t pieces = ceilDivide(weight.rows() * columns, std::max<std::int64_t>(1, tileElements));
    // Two hashes as text, and their places.
    constexpr std::uint64_t eachPiece = sizeof(Piece) + sizeof(ErrorSums) + 2 * 80;
    KeptBytes result;
    result.proof = static_cast<std::uint64_t>(pieces) * eachPiece;
    // Gathered in pairs, part by part, then joined: four times what is stored in the end.
    // The whole weight twice: encoded, and packed.
    if (stored.storing == Storing::Packed)
        result.plan = 2 * stored.plan.bytes;
    if (stored.plan.scheme)
        result.plan += 4 * stored.plan.scheme->format->parameterBytes(weight.rows(), weight.columns());
    if (isTurned(stored))
        result.plan += weight.elements() * sizeof(float);
    return result;
}

} // namespace mantissa
