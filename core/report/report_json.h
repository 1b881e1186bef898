#pragma once
// Results as JSON, the same keys wherever they are printed: `mantissa-cli compare --json`, reports.
#include "analysis/comparison.h"
#include "pipeline/certificate.h"
#include "report/report.h"

#include <nlohmann/json.hpp>

namespace mantissa {

using Json = nlohmann::ordered_json;

/// {"model", "schemes": [{"scheme", "bytes", "bitsPerWeight", "rmse", "relativeRmse", "sqnrDb", "cosine",
/// "maxAbs", "gaussianBound", "lloydMaxBound", "bitsLeft", with an importance matrix
/// "weightedRelativeRmse"}], "tensors": [{"name", "shape", "dtype",
/// "schemes": [the same figures]}]} Infinite numbers are null. A tensor's figures also have "used" and
/// "fallback" where another scheme had to stand in, "used" alone under a recipe; an inexact comparison has
/// "exact": false; another original is named under "original".
Json toJson(const Comparison& comparison);
/// {"fileBytes", "dataBytes", "bitsPerWeight", "requantizes", "warnings": [text], "tensors": [{"name",
/// "source", "shape", "scheme" or null, "dtype", "bytes", "fallback" or null}]}
Json toJson(const Preflight& preflight);
Json toJson(const Certificate& certificate);
Json toJson(const Shape& shape);
Json numberOrNull(double value);

/// Indented text; bytes that are not UTF-8 are replaced.
std::string jsonText(const Json& json);

std::string renderJson(const ReportContent& content);

} // namespace mantissa
