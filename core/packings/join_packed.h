#pragma once
// Shows the weights of a folder whose quantization_config (or AutoGPTQ's quantize_config.json) a packing
// describes.
#include "files/model.h"

namespace mantissa {

/// Replaces the tensors that make up a packed weight by that weight. What cannot be joined stays as it is,
/// and the model's notes say why.
void joinPacked(Model& model);

} // namespace mantissa
