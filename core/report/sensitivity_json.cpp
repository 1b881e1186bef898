#include "report/sensitivity_json.h"

#include "report/evaluation_json.h"

namespace mantissa {

namespace {

Json toJson(const GroupMeasurement& cell, const std::string& scheme) {
    Json json;
    json["scheme"] = scheme;
    if (cell.fallback.source[0] != '\0') {
        json["used"] = cell.used;
        json["fallback"] = translated(cell.fallback);
    }
    json["bytes"] = cell.bytes;
    json["bitsPerWeight"] = numberOrNull(cell.bitsPerWeight);
    if (cell.cell.failure) {
        json["failure"] = cell.cell.failure->describe();
        return json;
    }
    const SensitivityFigures& figures = cell.cell.figures;
    json["divergence"] = mantissa::toJson(figures.divergence);
    json["deltaPerplexity"] = mantissa::toJson(figures.deltaPerplexity);
    json["logRatio"] = mantissa::toJson(figures.logRatio);
    json["sameTop"] = mantissa::toJson(figures.sameTop);
    return json;
}

Json toJson(const SensitivityTimes& times) {
    return {{"original", times.original}, {"prefix", times.prefix},   {"quantizing", times.quantizing},
            {"suffix", times.suffix},     {"scoring", times.scoring}, {"total", times.total}};
}

} // namespace

Json toJson(const ModelSensitivity& sensitivity) {
    Json json;
    json["by"] = name(sensitivity.grouping);
    json["context"] = sensitivity.run.context;
    json["chunks"] = sensitivity.run.chunks;
    json["scored"] = sensitivity.run.scored;
    json["perplexity"] = toJson(sensitivity.run.perplexity);
    json["schemes"] = sensitivity.schemes;
    json["groups"] = Json::array();
    for (std::size_t i = 0; i < sensitivity.groups.size(); ++i) {
        const TensorGroup& group = sensitivity.groups[i];
        Json entry;
        entry["name"] = group.name;
        entry["layer"] = group.layer < 0 ? Json() : Json(group.layer);
        entry["tensors"] = Json::array();
        for (const auto& tensor : group.tensors)
            entry["tensors"].push_back(tensor->name);
        entry["elements"] = group.elements;
        entry["bytes"] = group.bytes;
        entry["schemes"] = Json::array();
        for (std::size_t scheme = 0; scheme < sensitivity.schemes.size(); ++scheme)
            entry["schemes"].push_back(toJson(sensitivity.at(i, scheme), sensitivity.schemes[scheme]));
        json["groups"].push_back(std::move(entry));
    }
    json["resumed"] = sensitivity.run.resumed;
    json["seconds"] = toJson(sensitivity.run.times);
    return json;
}

} // namespace mantissa
