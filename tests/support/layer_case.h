#pragma once
// One linear layer with what calibration saw of its inputs, for tests of methods that choose codes by them.
#include "methods/quantize.h"
#include "support/layer_inputs.h"

#include <QtGlobal>

namespace mantissa::support {

inline constexpr std::int64_t caseRows = 24;
inline constexpr std::int64_t caseColumns = 256;

/// What all cases begin with.
inline const LinearInput& caseInputs() {
    static const auto inputs = seenInputs(layerInputs(600, caseColumns), caseColumns);
    return *inputs;
}

struct LayerCase {
    std::vector<float> weights = sample::weights("heavy", caseRows* caseColumns, 5);
    std::shared_ptr<LinearInput> inputs = std::make_shared<LinearInput>(caseInputs());
    std::vector<std::string> notes;

    Result<std::shared_ptr<const QuantizedTensor>> quantized(const std::string& scheme) {
        const auto parsed = parseScheme(scheme);
        if (!parsed)
            return fail(parsed.error());
        MethodInput input;
        input.rows = std::make_shared<MatrixRows>(std::int64_t(weights.size()) / inputs->columns(),
                                                  inputs->columns(), weights);
        input.statistics = inputs;
        input.tell = [this](const Text& note) { notes.push_back(translated(note)); };
        return quantize(*parsed, input, Task());
    }
    std::vector<float> decoded(const std::string& scheme) {
        const auto tensor = quantized(scheme);
        if (!tensor)
            qFatal("%s: %s", scheme.c_str(), tensor.error().describe().c_str());
        std::vector<float> values(weights.size());
        if (!(*tensor)->read(0, (*tensor)->rows(), values))
            qFatal("%s", scheme.c_str());
        return values;
    }
    double loss(const std::vector<float>& values) const {
        return layerLoss(weights, values, inputs->columns(), inputs->hessianOf(0));
    }
};

} // namespace mantissa::support
