#pragma once
// A model folder as the Hugging Face libraries write it: config.json, tokenizer files, weights in one or more
// safetensors files.
#include "files/model.h"

namespace mantissa {

/// Errors: NotFound when the folder holds no weights, Unsupported when only other kinds of weights are there.
Result<std::shared_ptr<Model>> openFolder(const std::filesystem::path& folder);

/// Gives a model that was opened from one file of weights (model*.safetensors, or their index) what
/// the folder around it says, as openFolder does, if there is a config.json. A neighbour that cannot be read
/// leaves the model as it was, with a note.
void joinNeighbours(Model& model, const std::filesystem::path& file);

/// A file of the model's folder ("tokenizer.json"); empty when the model has no folder or the file is not
/// there.
std::filesystem::path folderFile(const Model& model, std::string_view name);

} // namespace mantissa
