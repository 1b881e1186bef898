#pragma once
// A model folder as the Hugging Face libraries write it: config.json, tokenizer files, weights in one or more
// safetensors files.
#include "files/model.h"

namespace mantissa {

/// Errors: NotFound when the folder holds no weights, Unsupported when only other kinds of weights are there.
Result<std::shared_ptr<Model>> openFolder(const std::filesystem::path& folder);

/// A file of the model's folder ("tokenizer.json"); empty when the model is no folder or the file is not
/// there.
std::filesystem::path folderFile(const Model& model, std::string_view name);

} // namespace mantissa
