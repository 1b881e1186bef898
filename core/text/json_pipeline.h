#pragma once
// The "normalizer" and "pre_tokenizer" of a tokenizer.json: what happens to text before the model sees it.
#include "text/tokenizer_definition.h"

#include <nlohmann/json_fwd.hpp>

namespace mantissa {

/// Fills steps, spaces and charsMap; makes a BPE byte-level if its pipeline is. Errors: Unsupported (by
/// name).
Result<void> readJsonPipeline(const nlohmann::json& root, TokenizerDefinition& definition);

} // namespace mantissa
