#include "methods/awq.h"

#include "calibration/linear_inputs.h"
#include "methods/awq_clip.h"
#include "methods/awq_scales.h"
#include "methods/statistics_check.h"

#include <algorithm>
#include <optional>

namespace mantissa {

namespace {

MethodInfo makeInfo() {
    MethodInfo info;
    info.id = "awq";
    info.description = {
        MANTISSA_TR("core",
                    "Scales up the columns whose inputs are strong before rounding, where the layer "
                    "before can undo it, and cuts each block's range where the output errs less. Needs "
                    "a calibration text."),
        {}};
    info.source = "Lin et al. 2023, AWQ, arXiv:2306.00978";
    info.scope = Scope::Calibration;
    info.scalesColumns = true;
    info.parameters = {
        {"ratios",
         ParameterKind::Integer,
         std::int64_t{20},
         1,
         100,
         {},
         {},
         {MANTISSA_TR("core", "How many strengths of scaling are tried; 1: columns are not scaled."), {}}},
        {"clip",
         ParameterKind::Boolean,
         true,
         0,
         0,
         {},
         {},
         {MANTISSA_TR("core", "Whether ranges of blocks are cut where that helps."), {}}},
    };
    return info;
}

class AwqEncoder final : public TensorEncoder {
public:
    AwqEncoder(FormatPtr format, std::vector<float> scales, std::vector<std::optional<BlockMoments>> moments,
               std::int64_t rowsPerExpert)
        : format_(std::move(format)), scales_(std::move(scales)), moments_(std::move(moments)),
          rowsPerExpert_(rowsPerExpert) {
        for (const float scale : scales_)
            factors_.push_back(1.0F / scale);
    }

    const TensorParametersPtr& parameters() const override { return parameters_; }
    bool wantsWholeTiles() const override { return true; }
    std::span<const float> columnFactors() const override { return factors_; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        std::vector<float> values(tile.values.begin(), tile.values.end());
        for (std::size_t i = 0; i < values.size() && !scales_.empty(); ++i)
            values[i] *= scales_[i % scales_.size()];
        for (std::int64_t row = 0; row < tile.rows;) {
            const std::int64_t expert = (tile.firstRow + row) / rowsPerExpert_;
            RowTile part = tile;
            part.firstRow += row;
            part.rows = std::min(tile.rows, (expert + 1) * rowsPerExpert_ - tile.firstRow) - row;
            part.values =
                std::span<const float>(values).subspan(static_cast<std::size_t>(row * tile.columns),
                                                       static_cast<std::size_t>(part.rows * tile.columns));
            MANTISSA_CHECK(encodePart(part, moments_[static_cast<std::size_t>(expert)],
                                      out.subspan(format_->payloadBytes(row, tile.columns))));
            row += part.rows;
        }
        return {};
    }

private:
    Result<void> encodePart(const RowTile& part, const std::optional<BlockMoments>& moments,
                            std::span<std::byte> out) const {
        MANTISSA_CHECK(checkHeld(*format_, nullptr, part));
        GridTile tile(*format_, *format_->grid(), part.rows, part.columns);
        if (moments && !tile.acrossRows())
            fitClipped(tile, part, *moments);
        else
            tile.fitAll(part.values, {});
        MANTISSA_CHECK(tile.checkScales(part.firstRow));
        for (std::int64_t row = 0; row < part.rows; ++row) {
            for (std::int64_t column = 0; column < part.columns; ++column)
                tile.round(row, column, part.values[static_cast<std::size_t>(row * part.columns + column)]);
        }
        tile.pack(out);
        return {};
    }

    FormatPtr format_;
    TensorParametersPtr parameters_; ///< none
    std::vector<float> scales_;
    std::vector<float> factors_;
    std::vector<std::optional<BlockMoments>> moments_; ///< one an expert; none where ranges stay
    std::int64_t rowsPerExpert_;
};

class Awq final : public Method {
public:
    Awq() : info_(makeInfo()) {}
    const MethodInfo& info() const override { return info_; }

    Result<void> accepts(const Format& format) const override { return requireGrid(format, info_.id, false); }

    Result<std::vector<float>> columnScales(const Format& format,
                                            std::span<const std::shared_ptr<const RowSource>> weights,
                                            const LinearInput& statistics, const ParameterValues& parameters,
                                            const Task& task) const override {
        const std::int64_t ratios = parameters.integer("ratios");
        if (ratios == 1 || statistics.tokens == 0)
            return std::vector<float>();
        return awqScales(format, weights, statistics, ratios, task);
    }

    Result<std::unique_ptr<TensorEncoder>> prepare(const FormatPtr& format, const MethodInput& input,
                                                   const ParameterValues& parameters,
                                                   const Task& /*task*/) const override {
        MANTISSA_CHECK(accepts(*format));
        MANTISSA_CHECK(format->accepts(input.rows->rows(), input.rows->columns()));
        MANTISSA_CHECK(requireStatistics(info_.id, *format, input));
        const LinearInput& seen = *input.statistics;
        const std::int64_t columns = input.rows->columns();
        const std::int64_t block = GridTile(*format, *format->grid(), 1, columns).fitElements();
        std::vector<std::optional<BlockMoments>> moments(static_cast<std::size_t>(seen.experts()));
        for (std::int64_t expert = 0; expert < seen.experts() && parameters.boolean("clip"); ++expert) {
            if (seen.counts[static_cast<std::size_t>(expert)] > 0)
                moments[static_cast<std::size_t>(expert)].emplace(seen.hessianOf(expert), columns, block,
                                                                  input.columnScales);
        }
        return std::make_unique<AwqEncoder>(format, input.columnScales, std::move(moments),
                                            std::max<std::int64_t>(1, input.rows->rows() / seen.experts()));
    }

private:
    MethodInfo info_;
};

} // namespace

const Method& awqMethod() {
    static const Awq method;
    return method;
}

} // namespace mantissa
