#include "pipeline/hash_files.h"

#include "base/mapped_file.h"
#include "base/parallel.h"
#include "base/sha256.h"
#include "tensor/packed_weight.h"

#include <algorithm>
#include <numeric>

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

namespace {

Result<void> checkWanted(const Task& task, const std::atomic<bool>* calledOff) {
    MANTISSA_CHECK(task.check());
    if (calledOff != nullptr && *calledOff)
        return fail(ErrorCode::Cancelled, sentence(MANTISSA_TR("core", "Cancelled.")));
    return {};
}

/// Indices of parts, those that begin first before the others.
std::vector<std::size_t> inOrder(const std::vector<ByteRange>& parts) {
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return parts[a].offset < parts[b].offset; });
    return order;
}

/// Goes through a file once, from front to back.
class HashPass {
public:
    HashPass(std::span<const std::byte> bytes, const Task& task, const std::atomic<bool>* calledOff)
        : bytes_(bytes), task_(task), calledOff_(calledOff) {}

    /// Up to `end`; into `part` too, where there is one.
    Result<void> upTo(std::uint64_t end, Sha256* part) {
        end = std::min<std::uint64_t>(end, bytes_.size());
        while (at_ < end) {
            MANTISSA_CHECK(checkWanted(task_, calledOff_));
            const auto piece = bytes_.subspan(at_, std::min<std::uint64_t>(step, end - at_));
            if (part != nullptr)
                Sha256::addToBoth(whole_, *part, piece);
            else
                whole_.add(piece);
            MappedFile::release(piece);
            at_ += piece.size();
            task_.advance(at_ / hashBytesPerUnit - told_);
            told_ = at_ / hashBytesPerUnit;
        }
        return {};
    }
    std::string digest() { return whole_.hex(); }

private:
    std::span<const std::byte> bytes_;
    const Task& task_;
    const std::atomic<bool>* calledOff_;
    Sha256 whole_;
    std::uint64_t at_ = 0;
    std::uint64_t told_ = 0;
};

} // namespace

Result<FileHashes> sha256OfFileAndParts(const std::filesystem::path& path,
                                        const std::vector<ByteRange>& parts, const Task& task,
                                        const std::atomic<bool>* calledOff) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    FileHashes hashes{{}, std::vector<std::string>(parts.size())};
    HashPass pass(file->bytes(), task, calledOff);
    for (const std::size_t index : inOrder(parts)) {
        Sha256 part;
        MANTISSA_CHECK(pass.upTo(parts[index].offset, nullptr));
        MANTISSA_CHECK(pass.upTo(parts[index].offset + parts[index].bytes, &part));
        hashes.parts[index] = part.hex();
    }
    MANTISSA_CHECK(pass.upTo(file->bytes().size(), nullptr));
    MANTISSA_CHECK(file->check());
    hashes.file = pass.digest();
    return hashes;
}

Result<std::string> sha256OfFile(const std::filesystem::path& path, const Task& task,
                                 const std::atomic<bool>* calledOff) {
    MANTISSA_TRY(const FileHashes hashes, sha256OfFileAndParts(path, {}, task, calledOff));
    return hashes.file;
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
    std::vector<std::string> names;
    for (const auto& file : files)
        names.push_back(file.filename().string());
    return sha256OfDigests(digests, names);
}

std::string sha256OfDigests(std::span<const std::string> digests, std::span<const std::string> names) {
    if (digests.size() == 1)
        return digests.front();
    std::string list;
    for (std::size_t i = 0; i < digests.size(); ++i)
        list += digests[i] + "  " + names[i] + "\n";
    return sha256(std::as_bytes(std::span(list)));
}

Result<std::string> sha256OfTensor(const Tensor& tensor, const Task& task) {
    if (!tensor.packed)
        return sha256OfBytes(tensor.bytes, task);
    std::vector<std::string> digests;
    std::vector<std::string> names;
    for (const auto& part : tensor.packed->parts()) {
        MANTISSA_TRY(digests.emplace_back(), sha256OfBytes(part->bytes, task));
        names.push_back(part->name);
    }
    return sha256OfDigests(digests, names);
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
