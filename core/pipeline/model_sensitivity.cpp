#include "pipeline/model_sensitivity.h"

#include "analysis/comparison.h"
#include "methods/quantize.h"
#include "pipeline/sensitivity_key.h"
#include "pipeline/tensor_groups.h"

#include <algorithm>
#include <set>

namespace mantissa {

namespace {

class Problem {
public:
    Problem(const CausalNetwork& network, const std::vector<Scheme>& schemes,
            const TensorImportancePtr& importance, ModelSensitivity& result)
        : network_(network), schemes_(schemes), importance_(importance), result_(result) {}

    SensitivityProblem problem() const {
        SensitivityProblem problem;
        for (const TensorGroup& group : result_.groups) {
            SensitivityUnit& unit = problem.units.emplace_back(SensitivityUnit{group.name, {}});
            for (const auto& tensor : group.tensors)
                unit.weights.push_back(*network_.network.graph().findWeight(tensor->name));
        }
        problem.candidates = result_.schemes;
        problem.weights = [this](std::size_t unit, std::size_t candidate, const Task& task) {
            return weights(unit, candidate, task);
        };
        return problem;
    }

    /// What each group becomes under each scheme, before anything is measured.
    void plan() {
        for (const TensorGroup& group : result_.groups) {
            for (const Scheme& scheme : schemes_) {
                GroupMeasurement& cell = result_.cells.emplace_back();
                std::set<std::string> used;
                for (const auto& tensor : group.tensors) {
                    const TensorPlan plan = planTensor(tensor, scheme);
                    cell.bytes += plan.bytes;
                    used.insert(plan.scheme->text());
                    if (plan.fellBack())
                        cell.fallback = plan.fallback;
                }
                cell.used = used.size() == 1 ? *used.begin() : std::string();
                cell.bitsPerWeight = 8.0 * static_cast<double>(cell.bytes) /
                                     static_cast<double>(std::max<std::uint64_t>(1, group.elements));
            }
        }
    }

private:
    Result<std::vector<WeightSource>> weights(std::size_t unit, std::size_t candidate,
                                              const Task& task) const {
        std::vector<WeightSource> result;
        for (const auto& tensor : result_.groups[unit].tensors) {
            const TensorPlan plan = planTensor(tensor, schemes_[candidate]);
            MethodInput input;
            input.rows = network_.network.weight(*network_.network.graph().findWeight(tensor->name));
            if (importance_)
                input.importance = importance_->of(tensor->name);
            auto quantized = quantize(*plan.scheme, input, task);
            if (!quantized)
                return fail(std::move(quantized).error().ofTensor(tensor->name));
            result.push_back(std::move(*quantized));
        }
        return result;
    }

    const CausalNetwork& network_;
    const std::vector<Scheme>& schemes_;
    const TensorImportancePtr& importance_;
    ModelSensitivity& result_;
};

Result<std::vector<std::string>> namesOf(const std::vector<Scheme>& schemes) {
    std::vector<std::string> names;
    std::set<std::string> known;
    for (const Scheme& scheme : schemes) {
        if (scheme.method->info().scope != Scope::Weight)
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "The method %1 must know what comes into each weight, "
                                                     "and sensitivity does not calibrate. Choose another "
                                                     "method."),
                                 scheme.method->info().id));
        names.push_back(scheme.text());
        if (!known.insert(names.back()).second)
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "The scheme “%1” is there twice."), names.back()));
    }
    return names;
}

} // namespace

double ModelSensitivity::worst(std::size_t group) const {
    double most = 0;
    for (std::size_t scheme = 0; scheme < schemes.size(); ++scheme)
        most = std::max(most, at(group, scheme).cell.figures.divergence.value);
    return most;
}

Result<ModelSensitivity> modelSensitivity(const ModelPtr& model, const CausalNetwork& network,
                                          const TokenChunks& chunks, const std::vector<Scheme>& schemes,
                                          const ModelSensitivityOptions& options, const Runtime& runtime,
                                          const Task& task) {
    ModelSensitivity result;
    result.grouping = options.grouping;
    MANTISSA_TRY(result.schemes, namesOf(schemes));
    MANTISSA_TRY(const auto tensors, comparedTensors(*model, options.tensors));
    MANTISSA_TRY(result.groups, groupTensors(tensors, network, options.grouping));
    Problem problem(network, schemes, options.importance, result);
    problem.plan();
    std::unique_ptr<SensitivityLog> log;
    if (!options.resume.empty()) {
        MANTISSA_TRY(const SensitivityKey key,
                     sensitivityKey(*model, chunks, result.groups, schemes, options, task));
        MANTISSA_TRY(log, SensitivityLog::open(options.resume, key));
    }
    if (options.started)
        options.started(result);
    SensitivityOptions run = options.run;
    run.log = log.get();
    run.measured = [&](std::size_t group, std::size_t scheme, const SensitivityCell& cell) {
        GroupMeasurement& measurement = result.cells[group * schemes.size() + scheme];
        measurement.cell = cell;
        if (options.measured)
            options.measured(group, scheme, measurement);
    };
    MANTISSA_TRY(result.run, measureSensitivity(network, chunks, problem.problem(), run, runtime, task));
    for (std::size_t i = 0; i < result.cells.size(); ++i)
        result.cells[i].cell = result.run.cells[i];
    result.run.cells.clear();
    return result;
}

} // namespace mantissa
