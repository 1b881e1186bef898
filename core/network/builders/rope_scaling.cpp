#include "network/builders/rope_scaling.h"

#include "network/builders/rope_factors.h"
#include "network/builders/yarn.h"

#include <cmath>
#include <numbers>

namespace mantissa {

namespace {

struct Basis {
    std::int64_t dimensions;
    double base;
};

Result<void> checkYarn(const YarnScaling& scaling) {
    const bool sensible =
        scaling.factor > 0 && scaling.originalContext >= 1 && scaling.betaFast > 0 && scaling.betaSlow > 0;
    return sensible ? Result<void>() : badScaling(scaling.factor);
}

class GgufScaling {
public:
    GgufScaling(const Model& model, const Basis& basis)
        : model_(model), basis_(basis), prefix_(model.architecture->name + ".rope.") {}

    Result<RopeScaling> read() const {
        RopeScaling result;
        result.frequencies = ropeFrequencies(basis_.base, basis_.dimensions);
        result.originalContext = static_cast<std::int64_t>(originalContext());
        result.magnitude = number("scaling.attn_factor", 1);
        const std::string kind = model_.metadata.string(prefix_ + "scaling.type", "linear");
        if (kind != "none" && kind != "linear" && kind != "yarn" && kind != "longrope")
            return unknownScaling(kind);
        MANTISSA_CHECK(applyTensors(result));
        const double factor = kind == "none" ? 1 : number("scaling.factor", number("scale_linear", 0));
        MANTISSA_CHECK(stretch(kind, factor == 0 ? 1 : factor, result));
        return result;
    }

private:
    double number(const char* key, double fallback) const {
        return model_.metadata.number(prefix_ + key, fallback);
    }

    double originalContext() const {
        return number("scaling.original_context_length",
                      static_cast<double>(model_.architecture->contextLength));
    }

    /// rope_freqs goes before the factors for short and long texts.
    Result<void> applyTensors(RopeScaling& result) const {
        if (const auto tensor = model_.tensor("rope_freqs.weight"))
            return divideBy(*tensor, result.frequencies);
        const auto brief = model_.tensor("rope_factors_short.weight");
        const auto extended = model_.tensor("rope_factors_long.weight");
        if (extended) {
            result.longFrequencies = result.frequencies;
            MANTISSA_CHECK(divideBy(*extended, result.longFrequencies));
        }
        return brief ? divideBy(*brief, result.frequencies) : Result<void>();
    }

    /// YaRN's own keys (yarn_beta_fast and others) are not read for the architectures here by llama.cpp, so
    /// its defaults hold.
    Result<void> stretch(const std::string& kind, double factor, RopeScaling& result) const {
        if (kind != "yarn") {
            MANTISSA_CHECK(divideBy(factor, result.frequencies));
            return divideBy(factor, result.longFrequencies);
        }
        YarnScaling yarn;
        yarn.factor = factor;
        yarn.originalContext = originalContext();
        MANTISSA_CHECK(checkYarn(yarn));
        result.magnitude *= yarnMagnitude(factor);
        for (auto* list : {&result.frequencies, &result.longFrequencies})
            *list = yarnFrequencies(*list, basis_.base, basis_.dimensions, yarn);
        return {};
    }

    const Model& model_;
    Basis basis_;
    std::string prefix_;
};

class FolderScaling {
public:
    FolderScaling(const Model& model, const Basis& basis)
        : metadata_(model.metadata), context_(static_cast<double>(model.architecture->contextLength)),
          basis_(basis) {
        // transformers 5 moved the keys of rope_scaling into rope_parameters, for some models by kind of
        // layer.
        for (const char* prefix : {"rope_parameters.full_attention.", "rope_parameters."}) {
            if (prefix_.empty() && metadata_.find(prefix + std::string("rope_type")) != nullptr)
                prefix_ = prefix;
        }
        if (prefix_.empty())
            prefix_ = "rope_scaling.";
    }

    Result<RopeScaling> read() const {
        RopeScaling result;
        result.frequencies = ropeFrequencies(basis_.base, basis_.dimensions);
        const std::string old = metadata_.string(prefix_ + "type", "default");
        const std::string kind = metadata_.string(prefix_ + "rope_type", old);
        Result<void> done;
        if (kind == "linear")
            done = divideBy(number("factor", 0), result.frequencies);
        else if (kind == "llama3")
            done = llama3(result);
        else if (kind == "yarn")
            done = yarn(result);
        else if (kind == "longrope" || kind == "su") // the first name Phi-3 gave it
            done = longRope(result);
        else if (kind != "default")
            done = unknownScaling(kind);
        if (!done)
            return fail(std::move(done).error());
        return result;
    }

private:
    double number(const char* key, double fallback) const {
        return metadata_.number(prefix_ + key, fallback);
    }

    double originalContext() const {
        const double outside = metadata_.number("original_max_position_embeddings", context_);
        return number("original_max_position_embeddings", outside);
    }

    Result<void> llama3(RopeScaling& result) const {
        Llama3Scaling scaling;
        scaling.factor = number("factor", scaling.factor);
        scaling.lowFrequencyFactor = number("low_freq_factor", scaling.lowFrequencyFactor);
        scaling.highFrequencyFactor = number("high_freq_factor", scaling.highFrequencyFactor);
        scaling.originalContext = number("original_max_position_embeddings", scaling.originalContext);
        if (!(scaling.factor > 0) || !(scaling.highFrequencyFactor > scaling.lowFrequencyFactor))
            return badScaling(scaling.factor);
        for (double& frequency : result.frequencies)
            frequency = llama3Frequency(frequency, scaling);
        return {};
    }

    Result<void> yarn(RopeScaling& result) const {
        YarnScaling scaling;
        scaling.originalContext = originalContext();
        scaling.factor = number("factor", context_ / scaling.originalContext);
        scaling.betaFast = number("beta_fast", scaling.betaFast);
        scaling.betaSlow = number("beta_slow", scaling.betaSlow);
        scaling.wholePairs = metadata_.boolean(prefix_ + "truncate", true);
        MANTISSA_CHECK(checkYarn(scaling));
        result.frequencies = yarnFrequencies(result.frequencies, basis_.base, basis_.dimensions, scaling);
        const double own = number("mscale", 0);
        const double all = number("mscale_all_dim", 0);
        const double usual = own != 0 && all != 0
                                 ? yarnMagnitude(scaling.factor, own) / yarnMagnitude(scaling.factor, all)
                                 : yarnMagnitude(scaling.factor);
        result.magnitude = number("attention_factor", usual);
        return {};
    }

    Result<void> longRope(RopeScaling& result) const {
        const double original = originalContext();
        const bool outside = metadata_.find("original_max_position_embeddings") != nullptr ||
                             metadata_.find(prefix_ + "original_max_position_embeddings") != nullptr;
        const double factor = outside ? context_ / original : number("factor", 1);
        if (!(original > 1) || !(factor > 0))
            return badScaling(factor);
        const double usual = factor <= 1 ? 1 : std::sqrt(1 + std::log(factor) / std::log(original));
        result.magnitude = number("attention_factor", usual);
        result.originalContext = static_cast<std::int64_t>(original);
        result.longFrequencies = result.frequencies;
        MANTISSA_CHECK(divideByList(metadata_, prefix_ + "long_factor", result.longFrequencies));
        return divideByList(metadata_, prefix_ + "short_factor", result.frequencies);
    }

    const Metadata& metadata_;
    double context_;
    Basis basis_;
    std::string prefix_;
};

} // namespace

double llama3Frequency(double frequency, const Llama3Scaling& scaling) {
    // Whole turns that the pair makes over the original context.
    const double turns = scaling.originalContext * frequency / (2 * std::numbers::pi);
    if (turns > scaling.highFrequencyFactor)
        return frequency;
    if (turns < scaling.lowFrequencyFactor)
        return frequency / scaling.factor;
    const double fast =
        (turns - scaling.lowFrequencyFactor) / (scaling.highFrequencyFactor - scaling.lowFrequencyFactor);
    return frequency * (fast + (1 - fast) / scaling.factor);
}

Result<RopeScaling> ropeScaling(const Model& model, std::int64_t dimensions, double base) {
    const Basis basis{dimensions, base};
    MANTISSA_TRY(RopeScaling result, model.container == Container::Gguf ? GgufScaling(model, basis).read()
                                                                        : FolderScaling(model, basis).read());
    if (!(result.magnitude > 0) || result.magnitude > 1000)
        return badScaling(result.magnitude);
    return result;
}

} // namespace mantissa
