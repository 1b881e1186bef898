#pragma once
// The hyperparameters of a llama-family model, from GGUF's metadata or a Hugging Face config.json.
#include "files/model.h"

namespace mantissa {

/// Nothing when the metadata names no architecture. An architecture that is not known still gets its name and
/// whatever figures stand under the usual keys.
std::optional<Architecture> architectureOf(const Model& model);

} // namespace mantissa
