#include "pipeline/method_comparison.h"

#include "base/parallel.h"
#include "base/peak_memory.h"
#include "pipeline/simulate.h"

#include <algorithm>
#include <chrono>

namespace mantissa {

namespace {

OutputError total(const std::vector<LayerError>& layers, OutputError LayerError::*which) {
    OutputError sum;
    for (const LayerError& layer : layers) {
        sum.signal += (layer.*which).signal;
        sum.error += (layer.*which).error;
    }
    return sum;
}

class Comparing {
public:
    Comparing(const Model& model, const CausalNetwork& network, const TokenChunks& text,
              const MethodComparisonOptions& options, const Task& task)
        : model_(model), network_(network), text_(text), options_(options), task_(task) {}

    Result<ComparedMethod> run(const Scheme& scheme) {
        ComparedMethod result;
        result.scheme = scheme;
        if (auto done = measure(result); !done) {
            if (done.error().code() == ErrorCode::Cancelled)
                return fail(done.error());
            result = {};
            result.scheme = scheme;
            result.failure = std::move(done).error();
        }
        return result;
    }

    const Estimate& perplexity() const { return perplexity_; }

private:
    Result<void> measure(ComparedMethod& result) {
        MANTISSA_TRY(const Simulation simulation, quantized(result));
        weigh(simulation, result);
        MANTISSA_TRY(result.layers, outputErrors(network_, simulation.network, text_,
                                                 {.batchTokens = 2048, .output = true}, Runtime(), task_));
        result.weight = total(result.layers, &LayerError::stored);
        result.output = total(result.layers, &LayerError::output);
        EvaluationOptions options;
        options.original = &network_;
        MANTISSA_TRY(const Evaluation figures,
                     evaluate(simulation.network, text_, options, Runtime(), task_));
        result.perplexity = figures.perplexity;
        result.divergence = *figures.divergence;
        perplexity_ = *figures.originalPerplexity;
        return {};
    }

    Result<Simulation> quantized(ComparedMethod& result) {
        const PeakMemory peak;
        const auto begin = std::chrono::steady_clock::now();
        MANTISSA_TRY(Simulation simulation, simulate(network_, model_, recipeOf(result.scheme),
                                                     options_.importance, task_, options_.calibration));
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        result.memory = peak.bytes();
        result.notes = simulation.notes;
        return simulation;
    }

    static void weigh(const Simulation& simulation, ComparedMethod& result) {
        std::uint64_t elements = 0;
        for (const TensorPlan& plan : simulation.plans) {
            if (!plan.scheme)
                continue;
            elements += plan.tensor->elements();
            result.bytes += plan.bytes;
            result.fallbacks += plan.fellBack() ? 1 : 0;
        }
        if (elements > 0)
            result.bitsPerWeight = 8.0 * static_cast<double>(result.bytes) / static_cast<double>(elements);
    }

    const Model& model_;
    const CausalNetwork& network_;
    const TokenChunks& text_;
    const MethodComparisonOptions& options_;
    const Task& task_;
    Estimate perplexity_;
};

} // namespace

Result<MethodComparison> compareMethods(const Model& model, const CausalNetwork& network,
                                        const TokenChunks& text, const std::vector<Scheme>& schemes,
                                        const MethodComparisonOptions& options, const Task& task) {
    MethodComparison result;
    result.model = model.path;
    result.context = text.context();
    result.chunks = text.count();
    if (options.calibration)
        result.calibrationTokens = options.calibration->count() * options.calibration->context();
    result.threads = threads();
    Comparing comparing(model, network, text, options, task);
    for (std::size_t i = 0; i < schemes.size(); ++i) {
        MANTISSA_CHECK(task.check());
        if (options.started)
            options.started(i);
        MANTISSA_TRY(result.methods.emplace_back(), comparing.run(schemes[i]));
        if (options.measured)
            options.measured(i, result.methods.back());
    }
    const bool any = std::any_of(result.methods.begin(), result.methods.end(),
                                 [](const ComparedMethod& one) { return !one.failure; });
    if (!any && !result.methods.empty())
        return fail(*result.methods.front().failure);
    result.perplexity = comparing.perplexity();
    return result;
}

} // namespace mantissa
