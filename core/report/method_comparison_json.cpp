#include "report/method_comparison_json.h"

#include "report/evaluation_json.h"

namespace mantissa {

namespace {

Json toJson(const ComparedMethod& method) {
    Json json{{"scheme", method.scheme.text()},
              {"format", method.scheme.format->text()},
              {"method", method.scheme.method->info().id}};
    if (method.failure) {
        json["failure"] = method.failure->describe();
        return json;
    }
    json["bytes"] = method.bytes;
    json["bitsPerWeight"] = numberOrNull(method.bitsPerWeight);
    json["weightError"] = numberOrNull(method.weight.relative());
    json["outputError"] = numberOrNull(method.output.relative());
    json["perplexity"] = mantissa::toJson(method.perplexity);
    json["divergence"] = mantissa::toJson(method.divergence.mean);
    json["sameTop"] = mantissa::toJson(method.divergence.sameTop);
    json["seconds"] = method.seconds;
    json["memory"] = method.memory ? Json(*method.memory) : Json();
    json["fallbacks"] = method.fallbacks;
    json["notes"] = Json::array();
    for (const WeightNote& note : method.notes)
        json["notes"].push_back({{"tensor", note.tensor}, {"note", translated(note.note)}});
    json["tensors"] = Json::array();
    for (const LayerError& layer : method.layers)
        json["tensors"].push_back(mantissa::toJson(layer));
    return json;
}

} // namespace

Json toJson(const MethodComparison& comparison) {
    Json json{{"model", comparison.model.string()},
              {"calibration", comparison.calibration},
              {"calibrationTokens", comparison.calibrationTokens},
              {"text", comparison.text},
              {"context", comparison.context},
              {"chunks", comparison.chunks},
              {"threads", comparison.threads},
              {"perplexity", toJson(comparison.perplexity)},
              {"methods", Json::array()}};
    for (const ComparedMethod& method : comparison.methods)
        json["methods"].push_back(toJson(method));
    return json;
}

} // namespace mantissa
