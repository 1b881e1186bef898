#pragma once
// Methods on equal terms as JSON: {"model", "calibration", "calibrationTokens", "text", "context", "chunks",
// "threads", "perplexity": {"value", "error"}, "methods": [{"scheme", "format", "method", "bytes",
// "bitsPerWeight", "weightError", "outputError", "perplexity", "divergence" (mean and "sameTop", with
// errors), "seconds", "memory" or null, "fallbacks", "notes": [{"tensor", "note"}], "tensors": [as toJson of
// a LayerError]} or {"scheme", "format", "method", "failure"}]}.
#include "pipeline/method_comparison.h"
#include "report/report_json.h"

namespace mantissa {

Json toJson(const MethodComparison& comparison);

} // namespace mantissa
