#pragma once
// What a model wrote, as JSON: for `mantissa-cli generate --json`.
#include "evaluation/continuation.h"
#include "report/report_json.h"

namespace mantissa {

/// {"text", "promptTokens", "end": "length" | "endOfText" | "context", "seconds", "tokensPerSecond",
/// "tokens": [{"id", "text", "probability"}]}. Probabilities in 0..1.
Json toJson(const Continuation& continuation);

} // namespace mantissa
