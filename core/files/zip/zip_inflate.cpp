#include "files/zip/zip_directory.h"

#include <memory>
#include <zip.h>

namespace mantissa::zip {

namespace {

// Deflate packs at most 258 bytes into 2 bits (RFC 1951), plus a block's header.
constexpr std::uint64_t bestRatio = 1032;

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Error damaged(const Entry& entry) {
    return Error(ErrorCode::Malformed,
                 sentence(MANTISSA_TR("core", "“%1” in the archive is damaged and cannot be unpacked."),
                          entry.name))
        .atByte(entry.offset);
}

Result<void> checkSize(const Entry& entry, std::uint64_t limit) {
    if (entry.method != deflated) {
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core",
                                       "“%1” in the archive is compressed by method %2; only stored and "
                                       "deflated entries can be opened."),
                           entry.name, entry.method))
                .atByte(entry.offset));
    }
    if (entry.bytes > limit || entry.bytes / bestRatio > entry.compressedBytes) {
        return fail(
            Error(ErrorCode::TooLarge,
                  sentence(MANTISSA_TR("core",
                                       "“%1” would take %2 bytes unpacked, which is more than can be. Save "
                                       "the archive without compression (numpy.savez)."),
                           entry.name, entry.bytes))
                .atByte(entry.offset));
    }
    return {};
}

std::unique_ptr<zip_t, CloseArchive> openArchive(std::span<const std::byte> file) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
    zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (source != nullptr && archive == nullptr)
        zip_source_free(source);
    zip_error_fini(&error);
    return std::unique_ptr<zip_t, CloseArchive>(archive);
}

} // namespace

Result<std::vector<std::byte>> inflate(std::span<const std::byte> file, const Entry& entry,
                                       std::uint64_t index, std::uint64_t limit) {
    MANTISSA_CHECK(checkSize(entry, limit));
    const auto archive = openArchive(file);
    if (!archive)
        return fail(damaged(entry));
    const std::unique_ptr<zip_file_t, CloseFile> content(zip_fopen_index(archive.get(), index, 0));
    if (!content)
        return fail(damaged(entry));
    std::vector<std::byte> bytes(entry.bytes);
    std::uint64_t done = 0;
    while (done < bytes.size()) {
        const auto read = zip_fread(content.get(), bytes.data() + done, bytes.size() - done);
        if (read <= 0)
            return fail(damaged(entry));
        done += static_cast<std::uint64_t>(read);
    }
    // libzip compares size and CRC where the entry ends.
    std::byte more{};
    if (zip_fread(content.get(), &more, 1) != 0)
        return fail(damaged(entry));
    return bytes;
}

} // namespace mantissa::zip
