#include "report/report_json.h"
#include "tensor/packed_weight.h"

#include "report/method_comparison_json.h"

#include <cmath>

namespace mantissa {

namespace {

void addFigures(Json& json, std::uint64_t bytes, double bitsPerWeight, const ErrorSums& sums,
                const BoundFigures& bounds) {
    const ErrorFigures errors = figures(sums);
    json["bytes"] = bytes;
    json["bitsPerWeight"] = numberOrNull(bitsPerWeight);
    json["rmse"] = numberOrNull(errors.rmse);
    json["relativeRmse"] = numberOrNull(errors.relativeRmse);
    json["sqnrDb"] = numberOrNull(errors.sqnrDb);
    json["cosine"] = numberOrNull(errors.cosine);
    json["maxAbs"] = numberOrNull(errors.maxAbs);
    json["gaussianBound"] = numberOrNull(bounds.bound);
    json["lloydMaxBound"] = numberOrNull(bounds.lloydMax);
    json["bitsLeft"] = numberOrNull(bounds.bitsLeft);
}

/// Null: the matrix does not know the tensor.
void addWeighted(Json& json, const WeightedSums& sums, bool wanted) {
    if (wanted)
        json["weightedRelativeRmse"] = numberOrNull(relativeWeightedRmse(sums));
}

Json measurementJson(const Measurement& measurement, const SchemeTotal& total) {
    const std::string& asked = total.scheme;
    Json json;
    json["scheme"] = asked;
    addFigures(json, measurement.bytes, measurement.bitsPerWeight, measurement.sums,
               boundFigures(measurement.bitsPerWeight, measurement.sums));
    addWeighted(json, measurement.weighted, total.weighted.known);
    const bool fellBack = measurement.fallback.source[0] != '\0';
    if (fellBack || measurement.used != asked)
        json["used"] = measurement.used;
    if (fellBack)
        json["fallback"] = translated(measurement.fallback);
    return json;
}

Json tensorJson(const ComparedTensor& compared, const std::vector<SchemeTotal>& totals) {
    Json json;
    json["name"] = compared.tensor->name;
    json["shape"] = toJson(compared.tensor->shape);
    json["dtype"] = storedType(*compared.tensor);
    json["schemes"] = Json::array();
    for (std::size_t i = 0; i < compared.schemes.size(); ++i)
        json["schemes"].push_back(measurementJson(compared.schemes[i], totals[i]));
    return json;
}

Json histogramJson(const Histogram& histogram) {
    return {{"low", histogram.low}, {"high", histogram.high}, {"counts", histogram.counts}};
}

Json studyJson(const TensorStudy& study, const std::string& tensor) {
    Json json;
    json["tensor"] = tensor;
    json["scheme"] = study.scheme;
    json["exact"] = study.exact;
    addFigures(json, study.bytes, study.bitsPerWeight, study.sums,
               boundFigures(study.bitsPerWeight, study.sums));
    json["outlierShare"] = study.outlierShare;
    json["original"] = histogramJson(study.original);
    json["decoded"] = histogramJson(study.decoded);
    json["error"] = histogramJson(study.error);
    json["codeUsage"] = study.codeUsage;
    return json;
}

} // namespace

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json toJson(const Shape& shape) {
    Json json = Json::array();
    for (const std::int64_t extent : shape)
        json.push_back(extent);
    return json;
}

Json toJson(const Comparison& comparison) {
    Json json;
    json["model"] = comparison.model.string();
    if (!comparison.original.empty())
        json["original"] = comparison.original.string();
    if (!comparison.exact)
        json["exact"] = false;
    json["schemes"] = Json::array();
    for (const SchemeTotal& total : comparison.totals) {
        Json entry;
        entry["scheme"] = total.scheme;
        addFigures(entry, total.bytes, total.bitsPerWeight, total.sums, total.bounds);
        addWeighted(entry, total.weighted, total.weighted.known);
        json["schemes"].push_back(std::move(entry));
    }
    json["tensors"] = Json::array();
    for (const ComparedTensor& compared : comparison.tensors)
        json["tensors"].push_back(tensorJson(compared, comparison.totals));
    return json;
}

Json toJson(const CalibrationPlan& plan) {
    Json json{{"tokens", plan.tokens},   {"chunks", plan.chunks}, {"context", plan.context},
              {"weights", plan.weights}, {"memory", plan.memory}, {"uncovered", plan.uncovered},
              {"thin", Json::array()}};
    for (const CalibrationPlan::Thin& thin : plan.thin)
        json["thin"].push_back({{"tensor", thin.weight}, {"columns", thin.columns}, {"tokens", thin.tokens}});
    return json;
}

Json toJson(const Preflight& plan) {
    Json json;
    json["fileBytes"] = plan.fileBytes;
    json["dataBytes"] = plan.dataBytes;
    json["bitsPerWeight"] = numberOrNull(plan.bitsPerWeight);
    json["requantizes"] = plan.requantizes;
    json["warnings"] = Json::array();
    for (const Text& warning : plan.warnings)
        json["warnings"].push_back(translated(warning));
    if (plan.calibration)
        json["calibration"] = toJson(*plan.calibration);
    json["tensors"] = Json::array();
    for (std::size_t i = 0; i < plan.tensors.size(); ++i) {
        const TensorPlan& tensor = plan.tensors[i];
        Json entry;
        entry["name"] = plan.names[i];
        entry["source"] = tensor.tensor->name;
        entry["shape"] = toJson(tensor.tensor->shape);
        entry["scheme"] = tensor.scheme ? Json(tensor.scheme->text()) : Json(nullptr);
        entry["dtype"] = storedType(tensor);
        entry["bytes"] = tensor.bytes;
        entry["fallback"] = tensor.fellBack() ? Json(translated(tensor.fallback)) : Json(nullptr);
        json["tensors"].push_back(std::move(entry));
    }
    return json;
}

Json toJson(const Certificate& certificate) {
    Json json;
    json["file"] = certificate.file.string();
    json["source"] = certificate.source.string();
    json["recipe"] = certificate.recipe;
    json["program"] = certificate.program;
    json["valid"] = certificate.valid();
    json["bytes"] = certificate.bytes;
    json["planned"] = certificate.planned;
    json["sha256"] = certificate.sha256;
    json["sourceSha256"] = certificate.sourceSha256;
    json["tensors"] = Json::array();
    for (const CertifiedTensor& tensor : certificate.tensors) {
        Json entry;
        entry["name"] = tensor.name;
        entry["stored"] = tensor.stored;
        entry["scheme"] = tensor.scheme.empty() ? Json(nullptr) : Json(tensor.scheme);
        entry["bytes"] = tensor.bytes;
        entry["sha256"] = tensor.sha256;
        entry["bytesEqual"] = tensor.bytesEqual;
        entry["decodesEqual"] = tensor.decodesEqual;
        entry["relativeRmse"] = numberOrNull(tensor.relativeRmse);
        json["tensors"].push_back(std::move(entry));
    }
    return json;
}

std::string jsonText(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string renderJson(const ReportContent& content) {
    Json json = content.comparison ? toJson(*content.comparison) : Json::object();
    if (!content.comparison && content.model)
        json["model"] = content.model->path.string();
    json["date"] = content.date;
    json["environment"] = content.environment;
    json["command"] = content.command;
    json["studies"] = Json::array();
    for (std::size_t i = 0; i < content.studies.size(); ++i)
        json["studies"].push_back(studyJson(*content.studies[i], content.studyTensors[i]));
    if (content.methods)
        json["methods"] = toJson(*content.methods);
    if (content.preflight)
        json["preflight"] = toJson(*content.preflight);
    if (content.certificate)
        json["certificate"] = toJson(*content.certificate);
    return jsonText(json);
}

} // namespace mantissa
