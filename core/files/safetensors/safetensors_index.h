#pragma once
// Opens a sharded safetensors model through its index (model.safetensors.index.json): a “weight_map” from
// tensor to file.
#include "files/reader.h"

namespace mantissa {

extern const Reader safetensorsIndexReader;

/// Errors: NotFound naming the missing shard, Malformed (a shard outside the folder, a tensor that is not in
/// its shard).
Result<std::shared_ptr<Model>> openSafetensorsIndex(const std::filesystem::path& index);

} // namespace mantissa
