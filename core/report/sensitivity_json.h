#pragma once
// Sensitivity as JSON, for `mantissa-cli sensitivity --json`.
#include "pipeline/model_sensitivity.h"
#include "report/report_json.h"

namespace mantissa {

/// {"by", "context", "chunks", "scored", "perplexity": {"value", "error"}, "schemes": [text], "groups":
/// [{"name", "layer" or null, "tensors": [name], "elements", "bytes", "schemes": [{"scheme", "bytes",
/// "bitsPerWeight", "divergence": {..}, "deltaPerplexity": {..}, "logRatio": {..}, "sameTop": {..}}]}],
/// "resumed", "seconds": {"original", "prefix", "quantizing", "suffix", "scoring", "total"}}. Where another
/// scheme had to stand in, "used" and "fallback"; instead of figures "failure" where there are none. Groups
/// are in the order of the model. Divergences are in nats, shares in 0..1.
Json toJson(const ModelSensitivity& sensitivity);

} // namespace mantissa
