#include "methods/gptq_rows.h"

#include "network/matrix_product.h"
#include "network/vector_math.h"

#include <algorithm>

namespace mantissa {

namespace {

class Rows {
public:
    Rows(GridTile& codes, const RowTile& tile, const FeedbackFactor& factor, const GptqSettings& settings)
        : tile_(tile), factor_(factor), columns_(tile.columns), codes_(codes),
          static_(settings.staticScales || codes_.acrossRows()), batch_(std::min(settings.batch, columns_)),
          errors_(static_cast<std::size_t>(tile.rows * batch_)) {}

    Result<void> run() {
        if (factor_.upper.empty())
            roundAll();
        else
            MANTISSA_CHECK(feedBack());
        return codes_.checkScales(tile_.firstRow);
    }

private:
    void roundAll() {
        codes_.fitAll(tile_.values, tile_.importance);
        for (std::int64_t row = 0; row < tile_.rows; ++row) {
            for (std::int64_t column = 0; column < columns_; ++column)
                codes_.round(row, column, tile_.values[static_cast<std::size_t>(row * columns_ + column)]);
        }
    }

    Result<void> feedBack() {
        takeWeights();
        if (static_) {
            codes_.fitAll(tile_.values, tile_.importance);
            MANTISSA_CHECK(codes_.checkScales(tile_.firstRow));
        }
        for (std::int64_t begin = 0; begin < columns_;) {
            const std::int64_t end = batchEnd(begin);
            for (std::int64_t row = 0; row < tile_.rows; ++row)
                roundBatch(row, begin, end);
            subtractProduct(tile_.rows, columns_ - end, end - begin, {errors_.data(), end - begin},
                            {upper(begin) + end, columns_}, weights_.data() + end, columns_);
            if (!vector_math::allFinite(weights_))
                return codes_.checkScales(tile_.firstRow).and_then([this] { return tooLarge(); });
            begin = end;
        }
        return {};
    }

    Result<void> tooLarge() const {
        return fail(
            ErrorCode::Numeric,
            sentence(MANTISSA_TR("core", "The errors fed back from row %1 on grew beyond all numbers. "
                                         "Raise damp, or leave this tensor as it is."),
                     tile_.firstRow));
    }

    /// In the order of rounding.
    void takeWeights() {
        weights_.resize(tile_.values.size());
        for (std::int64_t row = 0; row < tile_.rows; ++row) {
            const float* from = tile_.values.data() + row * columns_;
            float* to = weights_.data() + row * columns_;
            for (std::int64_t i = 0; i < columns_; ++i)
                to[i] = from[column(i)];
        }
    }

    /// Scales that are fitted on the way must see every error before them: a block begins with a batch or
    /// lies within one.
    std::int64_t batchEnd(std::int64_t begin) const {
        const std::int64_t end = std::min(begin + batch_, columns_);
        const std::int64_t fit = codes_.fitElements();
        if (static_ || end == columns_)
            return end;
        const std::int64_t whole = end / fit * fit;
        return whole > begin ? whole : end;
    }

    void roundBatch(std::int64_t row, std::int64_t begin, std::int64_t end) {
        float* const weights = weights_.data() + row * columns_;
        float* const errors = errors_.data() + row * (end - begin);
        // All blocks of the batch before it changes anything, as the authors' program does: what errors make
        // of later columns of the batch would stretch their scales, and costs a few percent of the loss.
        for (std::int64_t i = begin; i < end && !static_; ++i) {
            if (i % codes_.fitElements() == 0)
                fit(row, i);
        }
        for (std::int64_t i = begin; i < end; ++i) {
            const float* const line = upper(i);
            const float error = (weights[i] - codes_.round(row, column(i), weights[i])) / line[i];
            for (std::int64_t j = i + 1; j < end; ++j)
                weights[j] -= error * line[j];
            errors[i - begin] = error;
        }
    }

    void fit(std::int64_t row, std::int64_t begin) {
        const std::int64_t count = std::min(codes_.fitElements(), columns_ - begin);
        const auto values = std::span<const float>(weights_).subspan(
            static_cast<std::size_t>(row * columns_ + begin), static_cast<std::size_t>(count));
        codes_.fit(row, begin, values,
                   tile_.importance.empty() ? tile_.importance
                                            : tile_.importance.subspan(static_cast<std::size_t>(begin),
                                                                       static_cast<std::size_t>(count)));
    }

    std::int64_t column(std::int64_t place) const { return factor_.order[static_cast<std::size_t>(place)]; }
    const float* upper(std::int64_t row) const { return factor_.upper.data() + row * columns_; }

    const RowTile& tile_;
    const FeedbackFactor& factor_;
    std::int64_t columns_;
    GridTile& codes_;
    bool static_;
    std::int64_t batch_;
    std::vector<float> weights_; ///< rows x columns, in the order of rounding, errors fed back so far
    std::vector<float> errors_;  ///< of the batch, rows x its columns, over the factor's diagonal
};

} // namespace

Result<void> gptqCodes(GridTile& codes, const RowTile& tile, const FeedbackFactor& factor,
                       const GptqSettings& settings) {
    return Rows(codes, tile, factor, settings).run();
}

Result<void> gptqRows(const Format& format, const ScalarGrid& grid, const RowTile& tile,
                      const FeedbackFactor& factor, const GptqSettings& settings, std::span<std::byte> out) {
    GridTile codes(format, grid, tile.rows, tile.columns);
    MANTISSA_CHECK(gptqCodes(codes, tile, factor, settings));
    codes.pack(out);
    return {};
}

} // namespace mantissa
