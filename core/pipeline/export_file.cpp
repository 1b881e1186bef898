#include "pipeline/export_file.h"

#include <array>
#include <cassert>

namespace mantissa {

Result<ExportFile> ExportFile::create(const std::filesystem::path& target, FilePlan plan) {
    MANTISSA_TRY(auto file, AtomicFile::create(target));
    MANTISSA_CHECK(file.write(plan.header));
    return ExportFile(std::move(file), std::move(plan));
}

Result<void> ExportFile::write(std::size_t tensor, std::uint64_t offset, std::span<const std::byte> bytes) {
    const PlannedTensor& planned = plan_.tensors[tensor];
    assert(offset + bytes.size() <= planned.bytes);
    return file_.writeAt(planned.offset + offset, bytes);
}

void ExportFile::flushSoon(std::size_t tensor) {
    file_.flushSoon(plan_.tensors[tensor].offset, plan_.tensors[tensor].bytes);
}

// Padding between tensors is never written: holes read as zeros. Behind the last tensor a byte is needed.
Result<void> ExportFile::finish() {
    std::uint64_t end = plan_.header.size();
    for (const PlannedTensor& tensor : plan_.tensors)
        end = std::max(end, tensor.offset + tensor.bytes);
    if (end == plan_.fileBytes)
        return {};
    constexpr std::array<std::byte, 1> zero{};
    return file_.writeAt(plan_.fileBytes - 1, zero);
}

} // namespace mantissa
