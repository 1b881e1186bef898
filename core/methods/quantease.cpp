#include "methods/quantease.h"

#include "calibration/linear_inputs.h"
#include "methods/calibrated_experts.h"
#include "methods/descent_rows.h"
#include "methods/statistics_check.h"

#include <algorithm>

namespace mantissa {

namespace {

MethodInfo makeInfo() {
    MethodInfo info;
    info.id = "quantease";
    info.description = {
        MANTISSA_TR("core",
                    "Learned rounding: begins with GPTQ's codes and goes over all weights again and again, "
                    "moving each to the level with which the layer's output errs least. Needs a calibration "
                    "text."),
        {}};
    info.source =
        "Behdin et al. 2023, QuantEase, arXiv:2309.01885; the objective is that of Nagel et al. 2020, "
        "AdaRound, arXiv:2004.10568";
    info.scope = Scope::Network;
    info.parameters = {
        {"sweeps",
         ParameterKind::Integer,
         std::int64_t{20},
         1,
         1000,
         {},
         {},
         {MANTISSA_TR("core", "How often all weights are gone over, at most; it ends when none moves."), {}}},
        {"damp",
         ParameterKind::Real,
         0.01,
         0,
         1,
         {},
         {},
         {MANTISSA_TR("core", "Added to the diagonal of the inputs' second moments, as a share of "
                              "its mean: more trusts the calibration text less."),
          {}}},
        fitParameter(),
        {"sequential",
         ParameterKind::Boolean,
         true,
         0,
         0,
         {},
         {},
         {MANTISSA_TR("core", "Each layer sees what the layers before it put out once quantized; "
                              "else what they put out originally."),
          {}}},
    };
    return info;
}

class QuanteaseEncoder final : public TensorEncoder {
public:
    QuanteaseEncoder(FormatPtr format, std::shared_ptr<const ScalarGrid> grid, TensorParametersPtr parameters,
                     std::int64_t sweeps, std::vector<CalibratedExpert> experts,
                     std::vector<DescentMoments> moments, std::int64_t rowsPerExpert)
        : format_(std::move(format)), grid_(std::move(grid)), parameters_(std::move(parameters)),
          sweeps_(sweeps), experts_(std::move(experts)), moments_(std::move(moments)),
          rowsPerExpert_(rowsPerExpert) {}

    const TensorParametersPtr& parameters() const override { return parameters_; }
    bool wantsWholeTiles() const override { return true; }

    Result<void> encode(const RowTile& tile, std::span<std::byte> out) const override {
        MANTISSA_CHECK(checkHeld(*format_, parameters_.get(), tile));
        // A tile may reach over several experts.
        for (std::int64_t row = 0; row < tile.rows;) {
            const std::int64_t expert = (tile.firstRow + row) / rowsPerExpert_;
            const std::int64_t end = std::min(tile.rows, (expert + 1) * rowsPerExpert_ - tile.firstRow);
            const auto index = static_cast<std::size_t>(expert);
            RowTile part = tile;
            part.firstRow += row;
            part.rows = end - row;
            part.values = tile.values.subspan(static_cast<std::size_t>(row * tile.columns),
                                              static_cast<std::size_t>(part.rows * tile.columns));
            part.importance = experts_[index].weights;
            MANTISSA_CHECK(descendRows(*format_, *grid_, part, experts_[index].factor, moments_[index],
                                       sweeps_,
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
    std::int64_t sweeps_;
    std::vector<CalibratedExpert> experts_;
    std::vector<DescentMoments> moments_;
    std::int64_t rowsPerExpert_;
};

class Quantease final : public Method {
public:
    Quantease() : info_(makeInfo()) {}
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
        MANTISSA_TRY(auto experts, calibratedExperts(input, fit, {values.real("damp"), false}, task));
        std::vector<DescentMoments> moments;
        for (std::size_t i = 0; i < experts.size(); ++i) {
            const FeedbackFactor& factor = experts[i].factor;
            moments.push_back(factor.upper.empty()
                                  ? DescentMoments{}
                                  : descentMoments(input.statistics->hessianOf(static_cast<std::int64_t>(i)),
                                                   input.rows->columns(), factor.damping));
        }
        const auto count = static_cast<std::int64_t>(experts.size());
        return std::make_unique<QuanteaseEncoder>(
            format, std::move(grid), std::move(parameters), values.integer("sweeps"), std::move(experts),
            std::move(moments), std::max<std::int64_t>(1, input.rows->rows() / count));
    }

private:
    MethodInfo info_;
};

} // namespace

const Method& quanteaseMethod() {
    static const Quantease method;
    return method;
}

} // namespace mantissa
