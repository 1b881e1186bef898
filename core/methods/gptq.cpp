#include "methods/gptq.h"

#include "calibration/linear_inputs.h"
#include "methods/feedback_factor.h"
#include "methods/gptq_rows.h"
#include "methods/grid_tile.h"
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
        parameter("fit", ParameterKind::Choice, std::string("plain"), 0, 0,
                  {MANTISSA_TR("core", "How scales are chosen. plain: as the format's usual encoder does; "
                                       "mse: for the least squared error; weighted: each column's error "
                                       "weighted with the squares of its inputs."),
                   {}}),
        parameter("sequential", ParameterKind::Boolean, true, 0, 0,
                  {MANTISSA_TR("core", "Each layer sees what the layers before it put out once quantized; "
                                       "else what they put out originally."),
                   {}}),
    };
    info.parameters[4].choices = {"plain", "mse", "weighted"};
    return info;
}

/// Weights of the columns for choosing scales; empty: the format's usual way.
std::vector<float> fitWeights(const std::string& fit, const LinearInput& statistics, std::int64_t expert) {
    const auto columns = static_cast<std::size_t>(statistics.columns());
    const std::uint64_t count = statistics.counts[static_cast<std::size_t>(expert)];
    if (fit == "plain")
        return {};
    std::vector<float> weights(columns, 1.0F);
    if (fit == "mse" || count == 0)
        return weights;
    for (std::size_t i = 0; i < columns; ++i)
        weights[i] = static_cast<float>(statistics.squares[static_cast<std::size_t>(expert) * columns + i] /
                                        static_cast<double>(count));
    return weights;
}

/// What one expert (or the whole weight) is rounded with.
struct Expert {
    FeedbackFactor factor; ///< empty where nothing was seen
    std::vector<float> weights;
};

class GptqEncoder final : public TensorEncoder {
public:
    GptqEncoder(FormatPtr format, std::shared_ptr<const ScalarGrid> grid, TensorParametersPtr parameters,
                GptqSettings settings, std::vector<Expert> experts, std::int64_t rowsPerExpert)
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
            const Expert& with = experts_[static_cast<std::size_t>(expert)];
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
    std::vector<Expert> experts_;
    std::int64_t rowsPerExpert_;
};

void tell(const MethodInput& input, const Text& note) {
    if (input.tell)
        input.tell(note);
}

Result<Expert> expertOf(const MethodInput& input, std::int64_t expert, const ParameterValues& values,
                        const Task& task) {
    const LinearInput& statistics = *input.statistics;
    Expert result;
    result.weights = fitWeights(values.choice("fit"), statistics, expert);
    if (statistics.counts[static_cast<std::size_t>(expert)] == 0) {
        tell(input, sentence(MANTISSA_TR("core", "Expert %1 saw no token of the calibration text: it is "
                                                 "rounded to nearest."),
                             expert));
        return result;
    }
    const double damping = values.real("damp");
    MANTISSA_TRY(result.factor, feedbackFactor(statistics.hessianOf(expert), statistics.columns(),
                                               {damping, values.boolean("actorder")}, task));
    if (result.factor.damping > damping)
        tell(input,
             sentence(MANTISSA_TR("core", "The inputs' second moments are singular: damping was raised "
                                          "from %1 to %2."),
                      damping, result.factor.damping));
    return result;
}

/// The format's own, or the one that fits what plan() finds.
Result<std::shared_ptr<const ScalarGrid>> gridOf(const FormatPtr& format, const MethodInput& input,
                                                 const ParameterValues& values,
                                                 TensorParametersPtr& parameters, const Task& task) {
    if (const ScalarGrid* grid = format->grid())
        return std::shared_ptr<const ScalarGrid>(format, grid);
    const bool plain = values.choice("fit") == "plain";
    MANTISSA_TRY(parameters, format->plan(*input.rows, plain ? Encoder::Rtn : Encoder::Search, {}, task));
    return format->plannedGrid(parameters);
}

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
        MANTISSA_TRY(auto grid, gridOf(format, input, values, parameters, task));
        const std::int64_t count = input.statistics->experts();
        std::vector<Expert> experts;
        for (std::int64_t expert = 0; expert < count; ++expert) {
            MANTISSA_TRY(experts.emplace_back(), expertOf(input, expert, values, task));
        }
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
