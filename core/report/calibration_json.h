#pragma once
// What a calibration saw, as JSON.
#include "calibration/calibration_file.h"
#include "report/report_json.h"

namespace mantissa {

/// {"text", "textSha256", "modelSha256", "context", "chunks", "inputs": [{"weights", "columns", "experts",
/// "tokens", "low", "high", "hessian": whether there is one, "each": [{"tokens", and with a histogram
/// "magnitudes": {"50", "90", "99", "99.9"}}]}]}
Json toJson(const SavedCalibration& saved);

/// The smallest and the largest value that came in; {0, 0} where nothing did.
std::pair<float, float> rangeOf(const LinearInput& input);

} // namespace mantissa
