#include "evaluation/sensitivity.h"

#include "evaluation/activation_profile.h"
#include "evaluation/original_pass.h"
#include "evaluation/scored_rows.h"
#include "evaluation/sensitivity_log.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mantissa {

namespace {

/// Operations of matrix products that take about as long as encoding one weight does.
constexpr std::uint64_t operationsPerUnit = 2048;

class Study {
public:
    Study(const CausalNetwork& model, const TokenChunks& chunks, const SensitivityProblem& problem,
          const SensitivityOptions& options, const Runtime& runtime, const Task& task)
        : model_(model), chunks_(chunks), problem_(problem), options_(options), task_(task),
          pass_(model, chunks, options, runtime, task), runtime_(runtime) {
        for (const SensitivityUnit& unit : problem.units)
            dependents_.push_back(dependentsOf(model.network.graph(), unit.weights, model.hidden));
        order_.resize(problem.units.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(),
                         [this](std::size_t a, std::size_t b) { return firstNode(a) < firstNode(b); });
        sums_.resize(problem.units.size() * problem.candidates.size());
        result_.cells.resize(sums_.size());
    }

    Result<Sensitivity> run() {
        {
            const Stopwatch watch(total_);
            MANTISSA_TRY(profile_, profileActivations(model_, chunks_, runtime_, task_));
            const std::int64_t perPass = chunksPerPass();
            addTotals(perPass);
            for (std::int64_t first = 0; first < chunks_.count(); first += perPass)
                MANTISSA_CHECK(onePass(first, std::min(first + perPass, chunks_.count())));
        }
        result_.context = chunks_.context();
        result_.chunks = chunks_.count();
        result_.scored = pass_.nll().count();
        result_.perplexity = perplexity();
        for (std::size_t i = 0; i < sums_.size();
             ++i) { // the original's perplexity is known of all chunks now
            if (!result_.cells[i].failure)
                result_.cells[i].figures = figuresOf(sums_[i]);
        }
        const double quantizing = result_.times.quantizing;
        result_.times = pass_.times();
        result_.times.quantizing = quantizing;
        result_.times.total = total_;
        result_.matrixOperations = pass_.matrixOperations();
        return std::move(result_);
    }

private:
    std::size_t firstNode(std::size_t unit) const {
        const auto& nodes = dependents_[unit].nodes;
        return nodes.empty() ? model_.network.graph().nodes().size() : nodes.front();
    }

    std::size_t placeOf(std::size_t unit, std::size_t candidate) const {
        return unit * problem_.candidates.size() + candidate;
    }

    /// As many as the activations held before any unit allow, in whole batches.
    std::int64_t chunksPerPass() const {
        std::uint64_t most = 1;
        for (const Dependents& dependents : dependents_) {
            std::uint64_t bytes = 0;
            for (const ValueId value : dependents.frontier)
                bytes += profile_.valueBytes[value];
            most = std::max(most, bytes);
        }
        const std::int64_t perBatch = std::max<std::int64_t>(1, options_.batchTokens / chunks_.context());
        const auto fitting = static_cast<std::int64_t>(std::min<std::uint64_t>(
            options_.checkpointBytes / most, static_cast<std::uint64_t>(chunks_.count())));
        return fitting >= chunks_.count() ? chunks_.count()
                                          : std::max(perBatch, fitting / perBatch * perBatch);
    }

    std::uint64_t originalWork(std::int64_t chunks) const {
        const auto& operations = profile_.nodeOperations;
        return std::accumulate(operations.begin(), operations.end(), std::uint64_t{0}) *
               static_cast<std::uint64_t>(chunks) / operationsPerUnit;
    }

    /// Of one candidate, without quantizing.
    std::uint64_t suffixWork(std::size_t unit, std::int64_t chunks) const {
        std::uint64_t operations = 0;
        for (const std::size_t node : dependents_[unit].nodes)
            operations += profile_.nodeOperations[node];
        for (std::size_t i = 0; i < profile_.nodeOperations.size(); ++i) {
            if (model_.network.graph().nodes()[i].output > model_.hidden) // the head
                operations += profile_.nodeOperations[i];
        }
        return operations * static_cast<std::uint64_t>(chunks) / operationsPerUnit;
    }

    std::uint64_t elements(std::size_t unit) const {
        std::uint64_t count = 0;
        for (const WeightId weight : problem_.units[unit].weights)
            count += model_.network.weight(weight)->elements();
        return count;
    }

    void addTotals(std::int64_t perPass) const {
        std::uint64_t total = 0;
        for (std::int64_t first = 0; first < chunks_.count(); first += perPass) {
            const std::int64_t last = std::min(first + perPass, chunks_.count());
            total += 2 * originalWork(last - first);
            for (std::size_t unit = 0; unit < dependents_.size(); ++unit) {
                for (std::size_t candidate = 0; candidate < problem_.candidates.size(); ++candidate) {
                    if (!logged(unit, candidate, last) && !logged(unit, candidate, chunks_.count()))
                        total += suffixWork(unit, last - first) + elements(unit);
                }
            }
        }
        task_.addTotal(total);
    }

    const SensitivitySums* logged(std::size_t unit, std::size_t candidate, std::int64_t chunks) const {
        return options_.log == nullptr ? nullptr : options_.log->find(unit, candidate, chunks);
    }

    Result<void> onePass(std::int64_t first, std::int64_t last) {
        MANTISSA_CHECK(pass_.start(first, last));
        task_.advance(originalWork(last - first));
        takeLogged(last);
        const std::uint64_t prefix = originalWork(last - first);
        for (const std::size_t unit : order_) {
            MANTISSA_CHECK(task_.check());
            if (!finished(unit, last)) {
                MANTISSA_CHECK(pass_.holdFrontier(dependents_[unit]));
                for (std::size_t candidate = 0; candidate < problem_.candidates.size(); ++candidate)
                    MANTISSA_CHECK(measure(unit, candidate, last));
            }
            task_.advance(prefix / order_.size());
        }
        return {};
    }

    bool finished(std::size_t unit, std::int64_t last) const {
        for (std::size_t candidate = 0; candidate < problem_.candidates.size(); ++candidate) {
            if (isOpen(result_.cells[placeOf(unit, candidate)], last))
                return false;
        }
        return true;
    }

    static bool isOpen(const SensitivityCell& cell, std::int64_t last) {
        return cell.chunks < last && !cell.failure;
    }

    /// What an earlier run finished, or got as far as this pass with.
    void takeLogged(std::int64_t last) {
        for (std::size_t unit = 0; unit < problem_.units.size(); ++unit) {
            for (std::size_t candidate = 0; candidate < problem_.candidates.size(); ++candidate) {
                if (!isOpen(result_.cells[placeOf(unit, candidate)], last))
                    continue;
                const SensitivitySums* whole = logged(unit, candidate, chunks_.count());
                const SensitivitySums* sums = whole != nullptr ? whole : logged(unit, candidate, last);
                if (sums == nullptr)
                    continue;
                result_.resumed += whole != nullptr ? 1 : 0;
                sums_[placeOf(unit, candidate)] = *sums;
                tell(unit, candidate, whole != nullptr ? chunks_.count() : last);
            }
        }
    }

    Result<void> measure(std::size_t unit, std::size_t candidate, std::int64_t last) {
        SensitivityCell& cell = result_.cells[placeOf(unit, candidate)];
        if (!isOpen(cell, last))
            return {};
        SensitivitySums sums = sums_[placeOf(unit, candidate)];
        MANTISSA_TRY(const CausalNetwork changed, networkWith(unit, candidate));
        const std::int64_t first = cell.chunks;
        auto scored = pass_.score(changed, dependents_[unit], sums);
        task_.advance(suffixWork(unit, last - first));
        if (!scored) {
            if (scored.error().code() != ErrorCode::Numeric)
                return scored;
            cell.failure = std::move(scored).error();
            if (options_.measured)
                options_.measured(unit, candidate, cell);
            return {};
        }
        sums_[placeOf(unit, candidate)] = sums;
        if (options_.log != nullptr)
            MANTISSA_CHECK(options_.log->append(unit, candidate, last, sums));
        tell(unit, candidate, last);
        return {};
    }

    Result<CausalNetwork> networkWith(std::size_t unit, std::size_t candidate) {
        const Stopwatch watch(result_.times.quantizing);
        const std::vector<WeightId>& slots = problem_.units[unit].weights;
        MANTISSA_TRY(const auto weights, problem_.weights(unit, candidate, task_));
        CausalNetwork changed = model_;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            MANTISSA_TRY(changed.network, changed.network.withWeight(slots[i], weights[i]));
        }
        return changed;
    }

    Estimate perplexity() const {
        const Estimate nll = pass_.nll().mean();
        const double value = std::exp(nll.value);
        return {value, value * nll.error};
    }

    SensitivityFigures figuresOf(const SensitivitySums& sums) const {
        SensitivityFigures figures;
        figures.divergence = sums.divergence.mean();
        figures.logRatio = sums.logRatio.mean();
        figures.sameTop = sums.sameTop.mean();
        const double base = perplexity().value;
        figures.deltaPerplexity = {base * std::expm1(figures.logRatio.value),
                                   base * std::exp(figures.logRatio.value) * figures.logRatio.error};
        return figures;
    }

    void tell(std::size_t unit, std::size_t candidate, std::int64_t chunks) {
        SensitivityCell& cell = result_.cells[placeOf(unit, candidate)];
        cell.figures = figuresOf(sums_[placeOf(unit, candidate)]);
        cell.chunks = chunks;
        if (options_.measured)
            options_.measured(unit, candidate, cell);
    }

    const CausalNetwork& model_;
    const TokenChunks& chunks_;
    const SensitivityProblem& problem_;
    const SensitivityOptions& options_;
    const Task& task_;
    OriginalPass pass_;
    const Runtime& runtime_;
    ActivationProfile profile_;
    std::vector<Dependents> dependents_; ///< by unit
    std::vector<std::size_t> order_;     ///< of units, as the network runs
    std::vector<SensitivitySums> sums_;  ///< by cell
    Sensitivity result_;
    double total_ = 0;
};

} // namespace

Result<Sensitivity> measureSensitivity(const CausalNetwork& model, const TokenChunks& chunks,
                                       const SensitivityProblem& problem, const SensitivityOptions& options,
                                       const Runtime& runtime, const Task& task) {
    if (problem.units.empty() || problem.candidates.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "There is nothing to measure: name at least one tensor and "
                                                 "one scheme.")));
    MANTISSA_CHECK(checkTargets(chunks, model));
    return Study(model, chunks, problem, options, runtime, task).run();
}

} // namespace mantissa
