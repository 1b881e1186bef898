#include "analysis/quantized_rows.h"

#include "base/checked.h"

#include <algorithm>

namespace mantissa {

namespace {

constexpr std::int64_t sliceElements = 16 * 1024; ///< encoded between two looks at the stop token

std::size_t place(std::int64_t value) {
    return static_cast<std::size_t>(value);
}

} // namespace

Result<QuantizedRowsPtr> QuantizedRows::open(std::optional<Scheme> scheme, MethodInput input,
                                             std::shared_ptr<const RowSource> original, const Task& task) {
    if (original &&
        (original->rows() != input.rows->rows() || original->columns() != input.rows->columns())) {
        return fail(ErrorCode::Mismatch,
                    sentence(MANTISSA_TR("core", "The original is %1 × %2, the weight %3 × %4."),
                             original->rows(), original->columns(), input.rows->rows(),
                             input.rows->columns()));
    }
    auto made = std::make_shared<QuantizedRows>();
    if (scheme) {
        MANTISSA_CHECK(scheme->format->accepts(input.rows->rows(), input.rows->columns()));
        MANTISSA_TRY(made->encoder_, encoderOf(*scheme, input, task));
    }
    made->scheme_ = std::move(scheme);
    made->original_ = original ? std::move(original) : input.rows;
    made->input_ = std::move(input);
    return QuantizedRowsPtr(std::move(made));
}

std::int64_t QuantizedRows::unit() const {
    return scheme_ ? scheme_->format->tileRows(columns()) : 1;
}

Result<std::vector<std::byte>> QuantizedRows::encode(std::int64_t firstRow, std::int64_t count,
                                                     const Task& task) const {
    const Format& format = *scheme_->format;
    std::vector<float> values(place(count * columns()));
    MANTISSA_CHECK(input_.rows->read(firstRow, count, values));
    std::vector<std::byte> bytes(format.payloadBytes(count, columns()));
    const std::int64_t step =
        std::max<std::int64_t>(1, sliceElements / std::max<std::int64_t>(1, columns() * unit())) * unit();
    for (std::int64_t row = 0; row < count; row += step) {
        MANTISSA_CHECK(task.check());
        const std::int64_t rows = std::min(step, count - row);
        const RowTile tile{std::span(values).subspan(place(row * columns()), place(rows * columns())),
                           firstRow + row,
                           rows,
                           columns(),
                           {}};
        MANTISSA_CHECK(
            encoder_->encode(tile, std::span(bytes).subspan(format.payloadBytes(row, columns()),
                                                            format.payloadBytes(rows, columns()))));
    }
    return bytes;
}

Result<RowPair> QuantizedRows::read(std::int64_t firstRow, std::int64_t count, bool decoded,
                                    const Task& task) const {
    RowPair pair{firstRow, count, std::vector<float>(place(count * columns())), {}};
    MANTISSA_CHECK(task.check());
    MANTISSA_CHECK(original_->read(firstRow, count, pair.original));
    if (!decoded || !scheme_) {
        if (decoded)
            pair.decoded = pair.original;
        return pair;
    }
    const std::int64_t begin = firstRow / unit() * unit();
    const std::int64_t end = std::min(rows(), ceilDivide(firstRow + count, unit()) * unit());
    MANTISSA_TRY(const auto bytes, encode(begin, end - begin, task));
    std::vector<float> whole(place((end - begin) * columns()));
    MANTISSA_CHECK(scheme_->format->decode(parameters(), bytes, begin, end - begin, columns(), whole));
    const auto from = whole.begin() + (firstRow - begin) * columns();
    pair.decoded.assign(from, from + count * columns());
    const auto factors = encoder_->columnFactors();
    for (std::size_t i = 0; i < pair.decoded.size() && !factors.empty(); ++i)
        pair.decoded[i] *= factors[i % factors.size()];
    return pair;
}

} // namespace mantissa
