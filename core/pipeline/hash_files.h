#pragma once
// SHA-256 of files as sha256sum prints it.
#include "base/task.h"
#include "tensor/tensor.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace mantissa {

/// Of bytes in memory or mapped, so that even large ones can be stopped. Error Cancelled.
Result<std::string> sha256OfBytes(std::span<const std::byte> bytes, const Task& task);

/// Advances the task by the file's bytes over hashBytesPerUnit. Errors: NotFound, CannotRead, Cancelled.
/// Where `calledOff` becomes true, nobody wants the answer any more: Cancelled, too.
Result<std::string> sha256OfFile(const std::filesystem::path& file, const Task& task,
                                 const std::atomic<bool>* calledOff = nullptr);

struct ByteRange {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

/// Of a file and of parts of it that do not overlap, in one pass; where the processor has instructions for
/// SHA-256, the parts cost next to nothing. Errors as sha256OfFile; a part beyond the file's end ends with
/// it.
struct FileHashes {
    std::string file;
    std::vector<std::string> parts; ///< in the order given
};
Result<FileHashes> sha256OfFileAndParts(const std::filesystem::path& file,
                                        const std::vector<ByteRange>& parts, const Task& task,
                                        const std::atomic<bool>* calledOff = nullptr);

/// Of one file: its own. Of several: that of the text "DIGEST  NAME\n" for each, in the order given, which is
/// what `sha256sum NAME... | sha256sum` prints in their folder.
Result<std::string> sha256OfFiles(const std::vector<std::filesystem::path>& files, const Task& task,
                                  const std::atomic<bool>* calledOff = nullptr);

/// One digest as it is; of several that of the text "DIGEST  NAME\n" for each.
std::string sha256OfDigests(std::span<const std::string> digests, std::span<const std::string> names);

/// Of a tensor's bytes; of a packed weight sha256OfDigests() of its parts. Errors as sha256OfBytes.
Result<std::string> sha256OfTensor(const Tensor& tensor, const Task& task);

/// Hashing a byte is this many times cheaper than encoding a weight; progress counts it so.
inline constexpr std::uint64_t hashBytesPerUnit = 16;
std::uint64_t hashUnits(const std::vector<std::filesystem::path>& files);

} // namespace mantissa
