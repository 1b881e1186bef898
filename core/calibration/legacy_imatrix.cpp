#include "calibration/legacy_imatrix.h"

#include "base/atomic_file.h"
#include "base/byte_cursor.h"
#include "calibration/imatrix_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace mantissa {
namespace {

constexpr std::int32_t longestName = 4096;

Result<std::string> readText(ByteCursor& cursor, std::int32_t limit) {
    const std::uint64_t at = cursor.position();
    MANTISSA_TRY(const auto length, cursor.read<std::int32_t>());
    if (length < 0 || length > limit)
        return fail(
            Error(
                ErrorCode::Malformed,
                sentence(MANTISSA_TR("core", "A text of %1 bytes cannot be part of an importance matrix; is "
                                             "this another kind of file?"),
                         length))
                .atByte(at));
    MANTISSA_TRY(const auto bytes, cursor.take(static_cast<std::uint64_t>(length)));
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Result<std::int32_t> readCount(ByteCursor& cursor) {
    const std::uint64_t at = cursor.position();
    MANTISSA_TRY(const auto count, cursor.read<std::int32_t>());
    if (count < 1)
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core",
                                       "An importance matrix cannot have a count of %1; is this another "
                                       "kind of file?"),
                           count))
                .atByte(at));
    return count;
}

Result<ImportanceEntry> readEntry(ByteCursor& cursor) {
    MANTISSA_TRY(const std::int32_t calls, readCount(cursor));
    MANTISSA_TRY(const std::int32_t values, readCount(cursor));
    MANTISSA_TRY(const auto bytes, cursor.take(static_cast<std::uint64_t>(values) * sizeof(float)));
    ImportanceEntry entry;
    entry.sums.resize(static_cast<std::size_t>(values));
    std::memcpy(entry.sums.data(), bytes.data(), bytes.size());
    entry.counts = {static_cast<std::uint64_t>(calls)};
    return entry;
}

/// What stands behind the entries is optional, and files of all ages differ.
void readTail(ByteCursor& cursor, ImportanceMatrix& matrix) {
    if (const auto calls = cursor.read<std::int32_t>(); calls && *calls > 0)
        matrix.chunks = static_cast<std::uint32_t>(*calls);
    else
        return;
    if (auto dataset = readText(cursor, 1 << 16); dataset && !dataset->empty())
        matrix.datasets.push_back(std::move(*dataset));
}

std::uint64_t tokens(const ImportanceEntry& entry) {
    return *std::max_element(entry.counts.begin(), entry.counts.end());
}

template <class T>
Result<void> put(AtomicFile& file, const T& value) {
    return file.write(std::as_bytes(std::span(&value, 1)));
}

Result<void> putText(AtomicFile& file, const std::string& text) {
    MANTISSA_CHECK(put(file, static_cast<std::int32_t>(text.size())));
    return file.write(std::string_view(text));
}

Result<void> putEntry(AtomicFile& file, const std::string& name, const ImportanceEntry& entry,
                      std::uint32_t chunk) {
    const auto calls = static_cast<std::int32_t>((tokens(entry) + chunk - 1) / chunk);
    std::vector<float> values = entry.means();
    for (float& value : values)
        value *= static_cast<float>(calls);
    MANTISSA_CHECK(putText(file, name));
    MANTISSA_CHECK(put(file, calls));
    MANTISSA_CHECK(put(file, static_cast<std::int32_t>(values.size())));
    return file.write(std::as_bytes(std::span(values)));
}

} // namespace

Result<void> checkImportance(const ImportanceEntry& entry, const std::string& tensor) {
    if (entry.counts.empty() || entry.sums.empty() || entry.sums.size() % entry.counts.size() != 0)
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "The importance matrix has %1 sums for %2 counts."),
                                   entry.sums.size(), entry.counts.size()))
                        .ofTensor(tensor));
    for (std::size_t i = 0; i < entry.sums.size(); ++i)
        if (!(entry.sums[i] >= 0 && std::isfinite(entry.sums[i])))
            return fail(
                Error(ErrorCode::Numeric,
                      sentence(
                          MANTISSA_TR("core", "The sum of squares of column %1 is %2. Make the importance "
                                              "matrix anew."),
                          i % static_cast<std::size_t>(entry.columns()), static_cast<double>(entry.sums[i])))
                    .ofTensor(tensor));
    return {};
}

Result<ImportanceMatrix> parseLegacyImatrix(std::span<const std::byte> bytes) {
    ByteCursor cursor(bytes);
    ImportanceMatrix matrix;
    matrix.countsChunks = true; // of a length that is not in the file
    MANTISSA_TRY(const std::int32_t entries, readCount(cursor));
    for (std::int32_t i = 0; i < entries; ++i) {
        const std::uint64_t at = cursor.position();
        MANTISSA_TRY(std::string name, readText(cursor, longestName));
        MANTISSA_TRY(ImportanceEntry entry, readEntry(cursor));
        MANTISSA_CHECK(checkImportance(entry, name));
        if (!matrix.entries.emplace(name, std::move(entry)).second)
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "The importance matrix has two entries of this name.")))
                    .atByte(at)
                    .ofTensor(name));
    }
    readTail(cursor, matrix);
    return matrix;
}

Result<void> writeLegacyImatrix(const std::filesystem::path& path, const ImportanceMatrix& matrix) {
    const std::uint32_t known = matrix.chunkTokens > 0 ? matrix.chunkTokens : usualChunkTokens;
    const std::uint32_t chunk = matrix.countsChunks ? 1 : known;
    std::vector<const std::pair<const std::string, ImportanceEntry>*> seen;
    std::uint64_t most = 0;
    for (const auto& entry : matrix.entries) {
        MANTISSA_CHECK(checkImportance(entry.second, entry.first));
        if (tokens(entry.second) > 0)
            seen.push_back(&entry);
        most = std::max<std::uint64_t>({most, entry.second.sums.size(), tokens(entry.second) / chunk + 1});
    }
    if (seen.empty() || most > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR(
                        "core", "The importance matrix is empty or too large for the older file form.")));
    MANTISSA_TRY(AtomicFile file, AtomicFile::create(path));
    MANTISSA_CHECK(put(file, static_cast<std::int32_t>(seen.size())));
    for (const auto* entry : seen)
        MANTISSA_CHECK(putEntry(file, entry->first, entry->second, chunk));
    MANTISSA_CHECK(put(file, static_cast<std::int32_t>(matrix.chunks)));
    MANTISSA_CHECK(putText(file, matrix.datasets.empty() ? std::string() : matrix.datasets.back()));
    return file.commit();
}

} // namespace mantissa
