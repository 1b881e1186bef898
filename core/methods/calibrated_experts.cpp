#include "methods/calibrated_experts.h"

#include "calibration/linear_inputs.h"

namespace mantissa {

namespace {

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

void tell(const MethodInput& input, const Text& note) {
    if (input.tell)
        input.tell(note);
}

Result<CalibratedExpert> expertOf(const MethodInput& input, std::int64_t expert, const std::string& fit,
                                  const FactorSettings& settings, const Task& task) {
    const LinearInput& statistics = *input.statistics;
    CalibratedExpert result;
    result.weights = fitWeights(fit, statistics, expert);
    if (statistics.counts[static_cast<std::size_t>(expert)] == 0) {
        tell(input, sentence(MANTISSA_TR("core", "Expert %1 saw no token of the calibration text: it is "
                                                 "rounded to nearest."),
                             input.statistics->firstExpert + expert));
        return result;
    }
    MANTISSA_TRY(result.factor,
                 feedbackFactor(statistics.hessianOf(expert), statistics.columns(), settings, task));
    if (result.factor.damping > settings.damping)
        tell(input,
             sentence(MANTISSA_TR("core", "The inputs' second moments are singular: damping was raised "
                                          "from %1 to %2."),
                      settings.damping, result.factor.damping));
    return result;
}

} // namespace

ParameterInfo fitParameter() {
    return {"fit",
            ParameterKind::Choice,
            std::string("plain"),
            0,
            0,
            {"plain", "mse", "weighted"},
            {},
            {MANTISSA_TR("core", "How scales are chosen. plain: as the format's usual encoder does; "
                                 "mse: for the least squared error; weighted: each column's error "
                                 "weighted with the squares of its inputs."),
             {}}};
}

Result<std::vector<CalibratedExpert>> calibratedExperts(const MethodInput& input, const std::string& fit,
                                                        const FactorSettings& settings, const Task& task) {
    std::vector<CalibratedExpert> experts;
    for (std::int64_t expert = 0; expert < input.statistics->experts(); ++expert) {
        MANTISSA_TRY(experts.emplace_back(), expertOf(input, expert, fit, settings, task));
    }
    return experts;
}

Result<std::shared_ptr<const ScalarGrid>> calibratedGrid(const FormatPtr& format, const MethodInput& input,
                                                         const std::string& fit,
                                                         TensorParametersPtr& parameters, const Task& task) {
    if (const ScalarGrid* grid = format->grid())
        return std::shared_ptr<const ScalarGrid>(format, grid);
    MANTISSA_TRY(parameters,
                 format->plan(*input.rows, fit == "plain" ? Encoder::Rtn : Encoder::Search, {}, task));
    return format->plannedGrid(parameters);
}

} // namespace mantissa
