#include "methods/gptq.h"

#include "calibration/linear_inputs.h"
#include "methods/calibrated_experts.h"
#include "methods/gptq_rows.h"
#include "methods/statistics_check.h"

#include <algorithm>

namespace mantissa {

namespace {

ParameterInfo parameter(const char* name, ParameterKind kind, ParameterValue fallback, double minimum,
                        double maximum, Text description) {
    return {name, kind, std::move(fallback), minimum, maximum, {}, {}, std::move(description)};
}

MethodInfo makeInfo() {
    MethodInfo info;
    info.id = "gptq";
    info.description = {
        MANTISSA_TR("core",
                    "Rounds column by column and lets the columns that follow make up for each error, "
                    "as the inputs seen on a calibration text allow. Needs such a text."),
        {}};
    info.source = "Frantar et al. 2022, GPTQ, arXiv:2210.17323";
    info.scope = Scope::Network;
    info.parameters = {
        parameter("damp", ParameterKind::Real, 0.01, 0, 1,
                  {MANTISSA_TR("core", "Added to the diagonal of the inputs' second moments, as a share of "
                                       "its mean: more trusts the calibration text less."),
                   {}}),
        parameter("batch", ParameterKind::Integer, std::int64_t{128}, 1, 4096,
                  {MANTISSA_TR("core", "How many columns are rounded before their errors reach the columns "
                                       "far behind; changes speed, hardly the result."),
                   {}}),
        parameter("actorder", ParameterKind::Boolean, false, 0, 0,
                  {MANTISSA_TR("core", "Columns with the strongest inputs are rounded first. Scales are then "
                                       "fixed beforehand, from the original weights."),
                   {}}),
        parameter(
            "static", ParameterKind::Boolean, false, 0, 0,
            {MANTISSA_TR("core", "All scales are fixed beforehand, from the original weights; else each "
                                 "block's when its turn comes, from what errors have made of it."),
             {}}),
        fitParameter(),
        parameter("sequential", ParameterKind::Boolean, true, 0, 0,
                  {MANTISSA_TR("core", "Each layer sees what the layers before it put out once quantized; "
                                       "else what they put out originally."),
                   {}}),
    };
    return info;
}

class GptqEncoder final : public TensorEncoder {
public:
    GptqEncoder(FormatPtr format, std::shared_ptr<const ScalarGrid> grid, TensorParametersPtr parameters,
                GptqSettings settings, std::vector<CalibratedExpert> experts, std::int64_t rowsPerExpert)
        : format_(std::move(format)), grid_(std::move(grid)), parameters_(std::move(parameters)),
          settings_(settings), experts_(std::move(experts)), rowsPerExpert_(rowsPerExpert) {}

    const TensorParametersPtr& parameters() const override { return parameters_; }
    bool wantsWholeTiles() const override { return true; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        MANTISSA_CHECK(checkHeld(*format_, parameters_.get(), tile));
        // A tile may reach over several experts.
        for (std::int64_t row = 0; row < tile.rows;) {
            const std::int64_t expert = (tile.firstRow + row) / rowsPerExpert_;
            const std::int64_t end = std::min(tile.rows, (expert + 1) * rowsPerExpert_ - tile.firstRow);
            const CalibratedExpert& with = experts_[static_cast<std::size_t>(expert)];
            RowTile part = tile;
            part.firstRow += row;
            part.rows = end - row;
            part.values = tile.values.subspan(static_cast<std::size_t>(row * tile.columns),
                                              static_cast<std::size_t>(part.rows * tile.columns));
            part.importance = with.weights;
            MANTISSA_CHECK(gptqRows(*format_, *grid_, part, with.factor, settings_,
                                    out.subspan(format_->payloadBytes(row, tile.columns),
                                                format_->payloadBytes(part.rows, tile.columns))));
            row = end;
        }
        return {};
    }

private:
    FormatPtr format_;
    std::shared_ptr<const ScalarGrid> grid_;
    TensorParametersPtr parameters_;
    GptqSettings settings_;
    std::vector<CalibratedExpert> experts_;
    std::int64_t rowsPerExpert_;
};

class Gptq final : public Method {
public:
    Gptq() : info_(makeInfo()) {}
    const MethodInfo& info() const override { return info_; }

    Result<void> accepts(const Format& format) const override { return requireGrid(format, info_.id, true); }

    Result<std::unique_ptr<TensorEncoder>> prepare(const FormatPtr& format, const MethodInput& input,
                                                   const ParameterValues& values,
                                                   const Task& task) const override {
        MANTISSA_CHECK(accepts(*format));
        MANTISSA_CHECK(format->accepts(input.rows->rows(), input.rows->columns()));
        MANTISSA_CHECK(requireStatistics(info_.id, *format, input));
        TensorParametersPtr parameters;
        const std::string& fit = values.choice("fit");
        MANTISSA_TRY(auto grid, calibratedGrid(format, input, fit, parameters, task));
        MANTISSA_TRY(auto experts,
                     calibratedExperts(input, fit, {values.real("damp"), values.boolean("actorder")}, task));
        const auto count = static_cast<std::int64_t>(experts.size());
        const GptqSettings settings{values.integer("batch"),
                                    values.boolean("static") || values.boolean("actorder")};
        return std::make_unique<GptqEncoder>(format, std::move(grid), std::move(parameters), settings,
                                             std::move(experts),
                                             std::max<std::int64_t>(1, input.rows->rows() / count));
    }

private:
    MethodInfo info_;
};

} // namespace

const Method& gptqMethod() {
    static const Gptq method;
    return method;
}

} // namespace mantissa
