#pragma once
// Figures of a whole model as JSON, for `mantissa-cli evaluate --json` and reports.
#include "evaluation/evaluation.h"
#include "evaluation/output_error.h"
#include "report/report_json.h"

namespace mantissa {

/// {"context", "chunks", "scored", "perplexity": {"value", "error"}, "top1": {..}, and beside an original
/// "originalPerplexity": {..}, "divergence": {"mean": {..}, "median", "percentile90", "percentile95",
/// "percentile99", "percentile999", "maximum", "meanDeltaP": {..}, "rmsDeltaP": {..}, "sameTop": {..},
/// "logRatio": {..}}; "seconds", "tokensPerSecond", "matrixOperationsPerSecond"}. Divergences are in nats,
/// probabilities and shares in 0..1.
Json toJson(const Evaluation& evaluation);
Json toJson(const Estimate& estimate);
/// {"layer", "weight", "tokens", "weightError", "outputError", "outputSqnrDb"}: relative errors.
Json toJson(const LayerError& layer);

} // namespace mantissa
