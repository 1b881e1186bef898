#include "calibration/imatrix_file.h"

#include "base/mapped_file.h"
#include "calibration/legacy_imatrix.h"
#include "files/file_plan.h"
#include "files/gguf/gguf_header.h"

#include <cmath>
#include <cstring>
#include <set>

namespace mantissa {
namespace {

constexpr std::string_view sumsSuffix = ".in_sum2";
constexpr std::string_view countsSuffix = ".counts";
/// Whole numbers are exact in F32 up to here; larger counts are rounded by the format itself.
constexpr float mostTokens = 9.0e15F;

std::string stem(std::string_view name, std::string_view suffix) {
    return std::string(name.substr(0, name.size() - suffix.size()));
}

Result<std::vector<float>> floats(const Tensor& tensor) {
    if (tensor.dtype != DType::F32)
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "An importance matrix must be F32; this part is %1."),
                                   info(tensor.dtype).name))
                        .ofTensor(tensor.name));
    std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
    if (!values.empty()) // what is empty has no data that memcpy could be given
        std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(float));
    return values;
}

Result<std::vector<std::uint64_t>> countsOf(const Tensor& tensor) {
    MANTISSA_TRY(const std::vector<float> values, floats(tensor));
    std::vector<std::uint64_t> counts;
    for (const float value : values) {
        if (!(value >= 0 && value <= mostTokens))
            return fail(Error(ErrorCode::Numeric, sentence(MANTISSA_TR("core", "%1 is no number of tokens."),
                                                           static_cast<double>(value)))
                            .ofTensor(tensor.name));
        counts.push_back(static_cast<std::uint64_t>(std::llround(value)));
    }
    return counts;
}

Result<ImportanceEntry> entryOf(const Tensor& sums, const Tensor& counts) {
    ImportanceEntry entry;
    MANTISSA_TRY(entry.sums, floats(sums));
    MANTISSA_TRY(entry.counts, countsOf(counts));
    MANTISSA_CHECK(checkImportance(entry, stem(sums.name, sumsSuffix)));
    return entry;
}

Result<ImportanceMatrix> readGguf(const std::shared_ptr<const MappedFile>& file) {
    MANTISSA_TRY(const gguf::Header header, gguf::readHeader(file));
    ImportanceMatrix matrix;
    std::map<std::string, std::shared_ptr<const Tensor>> counts;
    for (const auto& tensor : header.tensors)
        if (tensor->name.ends_with(countsSuffix))
            counts.emplace(stem(tensor->name, countsSuffix), tensor);
    for (const auto& tensor : header.tensors) {
        if (!tensor->name.ends_with(sumsSuffix))
            continue;
        const std::string name = stem(tensor->name, sumsSuffix);
        const auto count = counts.find(name);
        if (count == counts.end())
            return fail(
                Error(ErrorCode::Malformed,
                      sentence(MANTISSA_TR("core", "The importance matrix has sums but no counts for it.")))
                    .ofTensor(name));
        MANTISSA_TRY(auto entry, entryOf(*tensor, *count->second));
        matrix.entries.emplace(name, std::move(entry));
    }
    if (matrix.entries.empty())
        return fail(
            ErrorCode::Malformed,
            sentence(MANTISSA_TR("core", "This GGUF file is no importance matrix: it has no tensor named "
                                         "….in_sum2.")));
    if (const auto* datasets = header.metadata.array<std::string>("imatrix.datasets"))
        matrix.datasets = *datasets;
    matrix.chunks = static_cast<std::uint32_t>(header.metadata.integer("imatrix.chunk_count", 0));
    matrix.chunkTokens = static_cast<std::uint32_t>(header.metadata.integer("imatrix.chunk_size", 0));
    return matrix;
}

bool isGguf(const MappedFile& file) {
    return file.bytes().size() >= 4 && std::memcmp(file.bytes().data(), "GGUF", 4) == 0;
}

} // namespace

Result<ImportanceMatrix> readImatrix(const std::filesystem::path& path) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    auto matrix = isGguf(*file) ? readGguf(file) : parseLegacyImatrix(file->bytes());
    if (!matrix && matrix.error().file().empty())
        return fail(std::move(matrix.error().inFile(path)));
    return matrix;
}

Result<void> writeImatrix(const std::filesystem::path& path, const ImportanceMatrix& matrix) {
    if (matrix.entries.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "There is nothing in the importance matrix to write.")));
    if (matrix.countsChunks)
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "This importance matrix counts chunks of unknown length; a "
                                         "GGUF file counts tokens. Say how many tokens a chunk had.")));
    Metadata metadata;
    metadata.set("general.type", std::string("imatrix"));
    metadata.set("imatrix.datasets", MetadataArray(matrix.datasets));
    metadata.set("imatrix.chunk_count", matrix.chunks);
    metadata.set("imatrix.chunk_size", matrix.chunkTokens);
    std::vector<PlannedTensor> tensors;
    for (const auto& [name, entry] : matrix.entries) {
        MANTISSA_CHECK(checkImportance(entry, name));
        PlannedTensor sums;
        sums.name = name + std::string(sumsSuffix);
        sums.shape = {entry.experts(), entry.columns()};
        PlannedTensor counts;
        counts.name = name + std::string(countsSuffix);
        counts.shape = {entry.experts(), 1};
        tensors.push_back(std::move(sums));
        tensors.push_back(std::move(counts));
    }
    MANTISSA_TRY(FilePlan plan, planGguf(metadata, std::move(tensors)));
    MANTISSA_TRY(PlannedFile file, PlannedFile::create(path, std::move(plan)));
    for (const auto& [name, entry] : matrix.entries) {
        MANTISSA_CHECK(file.write(std::as_bytes(std::span(entry.sums))));
        const std::vector<float> counts(entry.counts.begin(), entry.counts.end());
        MANTISSA_CHECK(file.write(std::as_bytes(std::span(counts))));
    }
    return file.commit();
}

} // namespace mantissa
