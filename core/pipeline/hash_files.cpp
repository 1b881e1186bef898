#include "pipeline/hash_files.h"

#include "base/mapped_file.h"
#include "base/parallel.h"
#include "base/sha256.h"

#include <algorithm>

namespace mantissa {

namespace {
constexpr std::size_t step = 1u << 20; // stays in memory while it is hashed, and no more
}

Result<std::string> sha256OfBytes(std::span<const std::byte> bytes, const Task& task) {
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        MANTISSA_CHECK(task.check());
        const auto part = bytes.subspan(at, std::min(step, bytes.size() - at));
        hash.add(part);
        MappedFile::release(part);
    }
    MANTISSA_CHECK(MappedFile::check(bytes));
    return hash.hex();
}

Result<std::string> sha256OfFile(const std::filesystem::path& path, const Task& task,
                                 const std::atomic<bool>* calledOff) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    Sha256 hash;
    std::span<const std::byte> rest = file->bytes();
    while (!rest.empty()) {
        MANTISSA_CHECK(task.check());
        if (calledOff != nullptr && *calledOff)
            return fail(ErrorCode::Cancelled, sentence(MANTISSA_TR("core", "Cancelled.")));
        const auto part = rest.first(std::min(step, rest.size()));
        hash.add(part);
        MappedFile::release(part);
        task.advance(part.size() / hashBytesPerUnit);
        rest = rest.subspan(part.size());
    }
    MANTISSA_CHECK(file->check());
    return hash.hex();
}

Result<std::string> sha256OfFiles(const std::vector<std::filesystem::path>& files, const Task& task,
                                  const std::atomic<bool>* calledOff) {
    std::vector<std::string> digests(files.size());
    MANTISSA_CHECK(parallelChunks(
        static_cast<std::int64_t>(files.size()), task, [&](std::int64_t chunk) -> Result<void> {
            const auto index = static_cast<std::size_t>(chunk);
            MANTISSA_TRY(digests[index], sha256OfFile(files[index], task, calledOff));
            return {};
        }));
    if (files.size() == 1)
        return digests.front();
    std::string list;
    for (std::size_t i = 0; i < files.size(); ++i)
        list += digests[i] + "  " + files[i].filename().string() + "\n";
    return sha256(std::as_bytes(std::span(list)));
}

std::uint64_t hashUnits(const std::vector<std::filesystem::path>& files) {
    std::uint64_t units = 0;
    for (const auto& file : files) {
        std::error_code none;
        const auto size = std::filesystem::file_size(file, none);
        units += none ? 0 : size / hashBytesPerUnit;
    }
    return units;
}

} // namespace mantissa
