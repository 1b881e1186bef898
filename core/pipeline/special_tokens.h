#pragma once
// Which tokens begin and end a text, stand for the unknown or pad, and the chat template.
#include "files/model.h"
#include "pipeline/tokenizer_vocabulary.h"

namespace mantissa {

/// Adds tokenizer.ggml.*_token_id, add_bos_token, add_eos_token and tokenizer.chat_template: from
/// tokenizer_config.json, else config.json's ids, else the post-processor's template.
void addSpecialTokens(const Model& model, const nlohmann::json& tokenizer, const Vocabulary& vocabulary,
                      Metadata& metadata);

} // namespace mantissa
