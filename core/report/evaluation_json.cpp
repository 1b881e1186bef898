#include "report/evaluation_json.h"

namespace mantissa {

namespace {

Json toJson(const Divergence& divergence) {
    Json json;
    json["mean"] = mantissa::toJson(divergence.mean);
    json["median"] = numberOrNull(divergence.median);
    json["percentile90"] = numberOrNull(divergence.percentile90);
    json["percentile95"] = numberOrNull(divergence.percentile95);
    json["percentile99"] = numberOrNull(divergence.percentile99);
    json["percentile999"] = numberOrNull(divergence.percentile999);
    json["maximum"] = numberOrNull(divergence.maximum);
    json["meanDeltaP"] = mantissa::toJson(divergence.meanDeltaP);
    json["rmsDeltaP"] = mantissa::toJson(divergence.rmsDeltaP);
    json["sameTop"] = mantissa::toJson(divergence.sameTop);
    json["logRatio"] = mantissa::toJson(divergence.logRatio);
    return json;
}

} // namespace

Json toJson(const Estimate& estimate) {
    return {{"value", numberOrNull(estimate.value)}, {"error", numberOrNull(estimate.error)}};
}

Json toJson(const LayerError& layer) {
    return {{"layer", layer.layer},
            {"weight", layer.weight},
            {"tokens", layer.tokens},
            {"weightError", numberOrNull(layer.stored.relative())},
            {"outputError", numberOrNull(layer.output.relative())},
            {"outputSqnrDb", numberOrNull(layer.output.sqnrDb())}};
}

Json toJson(const Evaluation& evaluation) {
    Json json;
    json["context"] = evaluation.context;
    json["chunks"] = evaluation.chunks;
    json["scored"] = evaluation.scored;
    json["perplexity"] = toJson(evaluation.perplexity);
    json["top1"] = toJson(evaluation.top1);
    if (evaluation.originalPerplexity)
        json["originalPerplexity"] = toJson(*evaluation.originalPerplexity);
    if (evaluation.divergence)
        json["divergence"] = toJson(*evaluation.divergence);
    json["seconds"] = evaluation.seconds;
    json["tokensPerSecond"] = numberOrNull(static_cast<double>(evaluation.tokens) / evaluation.seconds);
    json["matrixOperationsPerSecond"] =
        numberOrNull(static_cast<double>(evaluation.matrixOperations) / evaluation.seconds);
    return json;
}

} // namespace mantissa
