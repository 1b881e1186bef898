#include "analysis/forensics/judge_file.h"

#include "analysis/forensics/judge_mixture.h"
#include "base/checked.h"
#include "base/mapped_file.h"

#include <algorithm>
#include <map>

namespace mantissa {

namespace {

// GGUF's specification: general.alignment, 32 where it is not given.
std::uint64_t alignmentOf(const Metadata& metadata) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(1, metadata.integer("general.alignment", 32)));
}

std::uint64_t nonZeros(std::span<const std::byte> bytes) {
    return static_cast<std::uint64_t>(
        std::count_if(bytes.begin(), bytes.end(), [](std::byte b) { return b != std::byte{0}; }));
}

class GgufFile {
public:
    GgufFile(std::span<const std::byte> bytes, std::uint64_t alignment, std::vector<Finding>& findings)
        : bytes_(bytes), alignment_(alignment), findings_(findings) {}

    /// tensors: in the order of their offsets, at least one.
    void judge(const std::vector<const Tensor*>& tensors) {
        for (std::size_t i = 0; i + 1 < tensors.size(); ++i)
            padding(*tensors[i], tensors[i + 1]->offset);
        const Tensor& last = *tensors.back();
        const std::uint64_t end = last.offset + last.bytes.size();
        // Tensor data begins at a multiple of the alignment, so positions in the file align like offsets.
        const std::uint64_t padded = alignUp(end, alignment_).value_or(end);
        padding(last, std::min<std::uint64_t>(padded, bytes_.size()));
        if (bytes_.size() < padded) {
            note(
                FindingKind::Note, FindingId::PaddingMissing, last.name,
                sentence(MANTISSA_TR("core",
                                     "The last tensor is not padded to a multiple of %1 bytes, as the "
                                     "specification wants."),
                         alignment_),
                sentence(MANTISSA_TR("core", "Most programs do not mind; writing the file again mends it.")));
        } else if (bytes_.size() > padded) {
            note(FindingKind::Warning, FindingId::TrailingBytes, {},
                 sentence(plural(bytes_.size() - padded,
                                 MANTISSA_TR("core", "%1 byte follows the last tensor; nothing reads it."),
                                 MANTISSA_TR("core", "%1 bytes follow the last tensor; nothing reads them.")),
                          bytes_.size() - padded),
                 sentence(MANTISSA_TR("core", "Two files may have been joined, or a download was continued "
                                              "wrongly: compare with the publisher's checksum.")));
        }
    }

private:
    void padding(const Tensor& before, std::uint64_t end) {
        const std::uint64_t begin = before.offset + before.bytes.size();
        const std::uint64_t found = begin < end ? nonZeros(bytes_.subspan(begin, end - begin)) : 0;
        if (found == 0)
            return;
        note(
            FindingKind::Warning, FindingId::PaddingNotZero, before.name,
            sentence(MANTISSA_TR("core", "Padding that is not zero follows this tensor: %1 of %2 bytes, from "
                                         "byte %3 of the file."),
                     found, end - begin, begin),
            sentence(MANTISSA_TR("core", "The program that wrote the file left memory of its own in it, or "
                                         "the file was changed afterwards: compare with the publisher's "
                                         "checksum.")));
    }

    void note(FindingKind kind, FindingId id, const std::string& tensor, Text what, Text advice) {
        findings_.push_back({kind, id, tensor, std::move(what), std::move(advice)});
    }

    std::span<const std::byte> bytes_;
    std::uint64_t alignment_;
    std::vector<Finding>& findings_;
};

Result<void> judgePadding(const Model& model, std::vector<Finding>& findings) {
    std::map<std::filesystem::path, std::vector<const Tensor*>> byFile;
    for (const auto& tensor : model.tensors) {
        if (!tensor->bytes.empty())
            byFile[tensor->file].push_back(tensor.get());
    }
    for (auto& [path, tensors] : byFile) {
        std::sort(tensors.begin(), tensors.end(),
                  [](const Tensor* a, const Tensor* b) { return a->offset < b->offset; });
        MANTISSA_TRY(const auto file, MappedFile::open(path));
        const Tensor& last = *tensors.back();
        if (file->bytes().size() < last.offset + last.bytes.size()) {
            return fail(Error(ErrorCode::Truncated,
                              sentence(MANTISSA_TR("core", "The file is not what it was when it was opened. "
                                                           "Open it again.")))
                            .inFile(path));
        }
        GgufFile(file->bytes(), alignmentOf(model.metadata), findings).judge(tensors);
        MANTISSA_CHECK(file->check());
    }
    return {};
}

void judgeVersion(const Model& model, std::vector<Finding>& findings) {
    // GGML_QNT_VERSION of ggml.h, since 2023.
    constexpr std::int64_t known = 2;
    const std::int64_t version = model.metadata.integer("general.quantization_version", known);
    if (!model.quantized() || version == known)
        return;
    findings.push_back(
        {FindingKind::Warning,
         FindingId::QuantizationVersion,
         {},
         sentence(MANTISSA_TR("core", "general.quantization_version is %1; today's block layouts are version "
                                      "%2."),
                  version, known),
         sentence(MANTISSA_TR("core", "Weights may be decoded wrongly: get a newer file of this model."))});
}

} // namespace

Result<std::vector<Finding>> judgeFile(const Model& model) {
    std::vector<Finding> findings;
    if (model.container != Container::Gguf)
        return findings;
    MANTISSA_CHECK(judgePadding(model, findings));
    judgeVersion(model, findings);
    judgeMixture(model, findings);
    return findings;
}

} // namespace mantissa
