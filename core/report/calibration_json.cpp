#include "report/calibration_json.h"

#include <algorithm>

namespace mantissa {

namespace {

Json toJson(const LinearInput& input) {
    const auto [low, high] = rangeOf(input);
    Json json{{"weights", input.weights},
              {"columns", input.columns()},
              {"experts", input.experts()},
              {"tokens", input.tokens},
              {"low", low},
              {"high", high},
              {"hessian", !input.hessian.empty()}};
    json["each"] = Json::array();
    for (std::size_t expert = 0; expert < input.counts.size(); ++expert) {
        Json one{{"tokens", input.counts[expert]}};
        if (!input.histograms.empty()) {
            const ValueHistogram& histogram = input.histograms[expert];
            one["magnitudes"] = {{"50", histogram.magnitude(0.5)},
                                 {"90", histogram.magnitude(0.9)},
                                 {"99", histogram.magnitude(0.99)},
                                 {"99.9", histogram.magnitude(0.999)}};
        }
        json["each"].push_back(std::move(one));
    }
    return json;
}

} // namespace

std::pair<float, float> rangeOf(const LinearInput& input) {
    if (input.tokens == 0)
        return {0, 0};
    return {*std::min_element(input.low.begin(), input.low.end()),
            *std::max_element(input.high.begin(), input.high.end())};
}

Json toJson(const SavedCalibration& saved) {
    Json json{{"text", saved.source.text},
              {"textSha256", saved.source.textDigest},
              {"modelSha256", saved.source.modelDigest},
              {"context", saved.calibration.context},
              {"chunks", saved.calibration.chunks}};
    json["inputs"] = Json::array();
    for (const LinearInput& input : saved.calibration.inputs)
        json["inputs"].push_back(toJson(input));
    return json;
}

} // namespace mantissa
