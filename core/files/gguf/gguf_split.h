#pragma once
// Split GGUF models: name-00001-of-00003.gguf and so on, with split.no (from 0), split.count and
// split.tensors.count in the metadata (llama.cpp's gguf-split).
#include "base/mapped_file.h"
#include "files/gguf/gguf_header.h"
#include "files/model.h"

namespace mantissa::gguf {

/// The name of part `index` (from 0) of the model that `path` is a part of; nothing when the name does not
/// end as it should.
std::optional<std::filesystem::path> partPath(const std::filesystem::path& path, std::int64_t index,
                                              std::int64_t count);

/// Opens every part beside `file` (whose header is given) and fills files, tensors and metadata, the latter
/// from the first part. Errors: NotFound naming the missing part, Malformed where parts contradict.
Result<void> openParts(const MappedFile& file, const Header& header, Model& model);

} // namespace mantissa::gguf
