#include "network/builders/rope_scaling.h"

#include "formats/decode.h"

#include <numbers>

namespace mantissa {

namespace {

tl::unexpected<Error> unknownScaling(const std::string& kind) {
    return fail(
        ErrorCode::Unsupported,
        sentence(MANTISSA_TR("core", "Rotary positions scaled by the method “%1” cannot be run yet."), kind));
}

tl::unexpected<Error> badScaling(double factor) {
    return fail(ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "Rotary positions cannot be scaled by the factor %1."), factor));
}

Result<void> divideByTensor(const Tensor& tensor, std::vector<double>& frequencies) {
    MANTISSA_TRY(const auto rows, openRows(std::make_shared<const Tensor>(tensor)));
    if (rows->elements() != frequencies.size())
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "The network needs %1 rotary factors, but there are %2."),
                           frequencies.size(), rows->elements()))
                .ofTensor(tensor.name));
    std::vector<float> factors(frequencies.size());
    MANTISSA_CHECK(rows->read(0, rows->rows(), factors));
    for (std::size_t i = 0; i < factors.size(); ++i) {
        if (!(factors[i] > 0))
            return fail(Error(badScaling(static_cast<double>(factors[i])).value()).ofTensor(tensor.name));
        frequencies[i] /= static_cast<double>(factors[i]);
    }
    return {};
}

Result<void> divideBy(double factor, std::vector<double>& frequencies) {
    if (!(factor > 0))
        return badScaling(factor);
    for (double& frequency : frequencies)
        frequency /= factor;
    return {};
}

Result<void> scaleGguf(const Model& model, std::vector<double>& frequencies) {
    const std::string prefix = model.architecture->name + ".rope.";
    if (const auto tensor = model.tensor("rope_freqs.weight"))
        MANTISSA_CHECK(divideByTensor(*tensor, frequencies));
    const std::string kind = model.metadata.string(prefix + "scaling.type", "none");
    // Files older than the type's key give the factor alone; it means linear.
    const double factor =
        model.metadata.number(prefix + "scaling.factor", model.metadata.number(prefix + "scale_linear", 0));
    if (kind == "linear" || (kind == "none" && model.metadata.find(prefix + "scale_linear") != nullptr))
        return factor == 0 ? Result<void>() : divideBy(factor, frequencies);
    return kind == "none" ? Result<void>() : unknownScaling(kind);
}

Result<void> scaleFolder(const Model& model, std::vector<double>& frequencies) {
    // transformers 5 moved the keys of rope_scaling into rope_parameters.
    const bool moved = model.metadata.find("rope_parameters.rope_type") != nullptr;
    const std::string prefix = moved ? "rope_parameters." : "rope_scaling.";
    const std::string old = model.metadata.string(prefix + "type", "default");
    const std::string kind = model.metadata.string(prefix + "rope_type", old);
    const auto number = [&](const char* key, double fallback) {
        return model.metadata.number(prefix + key, fallback);
    };
    if (kind == "default")
        return {};
    if (kind == "linear")
        return divideBy(number("factor", 0), frequencies);
    if (kind != "llama3")
        return unknownScaling(kind);
    Llama3Scaling scaling;
    scaling.factor = number("factor", scaling.factor);
    scaling.lowFrequencyFactor = number("low_freq_factor", scaling.lowFrequencyFactor);
    scaling.highFrequencyFactor = number("high_freq_factor", scaling.highFrequencyFactor);
    scaling.originalContext = number("original_max_position_embeddings", scaling.originalContext);
    if (!(scaling.factor > 0) || !(scaling.highFrequencyFactor > scaling.lowFrequencyFactor))
        return badScaling(scaling.factor);
    for (double& frequency : frequencies)
        frequency = llama3Frequency(frequency, scaling);
    return {};
}

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

Result<std::vector<double>> scaledRopeFrequencies(const Model& model, std::int64_t dimensions, double base) {
    std::vector<double> frequencies = ropeFrequencies(base, dimensions);
    MANTISSA_CHECK(model.container == Container::Gguf ? scaleGguf(model, frequencies)
                                                      : scaleFolder(model, frequencies));
    return frequencies;
}

} // namespace mantissa
