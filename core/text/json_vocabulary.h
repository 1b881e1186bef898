#pragma once
// The "model" and "added_tokens" of a tokenizer.json: vocabulary, merges, kind.
#include "text/tokenizer_definition.h"

#include <nlohmann/json_fwd.hpp>

namespace mantissa {

/// Fills kind, vocabulary, merges, ignoreMerges, fuseUnknown and unknown. Errors: Malformed, Unsupported.
Result<void> readJsonModel(const nlohmann::json& root, TokenizerDefinition& definition);

} // namespace mantissa
