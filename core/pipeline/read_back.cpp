#include "pipeline/read_back.h"

#include "base/checksum.h"
#include "base/mapped_file.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "tensor/packed_weight.h"
#include "tensor/weight.h"

#include <algorithm>
#include <atomic>
#include <memory>

namespace mantissa {

namespace {

struct Findings {
    std::atomic<bool> bytesEqual{true};
    std::atomic<bool> decodesEqual{true};
};

bool sameOutside(const Tensor& tensor, const PlannedTensor& planned) {
    return tensor.dtype == planned.dtype && tensor.shape == planned.shape &&
           tensor.bytes.size() == planned.bytes;
}

Result<void> comparePiece(const Tensor& tensor, const RowSource* rows, const Piece& piece,
                          Findings& findings) {
    const auto bytes = tensor.bytes.subspan(piece.offset, piece.bytes);
    if (checksum(bytes) != piece.checksum)
        findings.bytesEqual = false;
    if (!piece.decodedChecksum)
        return {};
    const auto count = static_cast<std::size_t>(piece.rows * rows->columns());
    const auto memory = std::make_unique_for_overwrite<float[]>(count);
    const std::span<float> values(memory.get(), count);
    MANTISSA_CHECK(rows->read(piece.firstRow, piece.rows, values));
    if (checksum(std::as_bytes(values)) != *piece.decodedChecksum)
        findings.decodesEqual = false;
    MappedFile::release(bytes);
    return {};
}

Result<void> comparePieces(const std::shared_ptr<const Tensor>& tensor, const WrittenTensor& written,
                           const Task& task, Findings& findings) {
    std::shared_ptr<const RowSource> rows;
    if (decodable(tensor->dtype)) {
        MANTISSA_TRY(rows, openRows(withInputsFirst(tensor, false))); // pieces follow each other in the file
    }
    const auto pieces = static_cast<std::int64_t>(written.pieces.size());
    return parallelChunks(pieces, task, [&](std::int64_t chunk) -> Result<void> {
        const Piece& piece = written.pieces[static_cast<std::size_t>(chunk)];
        if (!rows && piece.decodedChecksum) {
            findings.decodesEqual = false;
            return {};
        }
        task.advance(static_cast<std::uint64_t>(piece.rows) *
                     static_cast<std::uint64_t>(rows ? rows->columns() : 0));
        return comparePiece(*tensor, rows.get(), piece, findings);
    });
}

/// The tensors of a packed weight against what was written.
bool sameParts(const Tensor& tensor, const WrittenTensor& written) {
    if (!tensor.packed || tensor.packed->parts().size() != written.parts.size())
        return false;
    for (const WrittenPart& part : written.parts) {
        const auto parts = tensor.packed->parts();
        const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& candidate) {
            return candidate->name == part.planned.name;
        });
        if (found == parts.end() || !sameOutside(**found, part.planned) ||
            checksum((*found)->bytes) != part.checksum)
            return false;
    }
    return true;
}

Result<CertifiedTensor> certify(const Model& model, const Proof& proof, const Task& task) {
    CertifiedTensor result;
    result.name = proof.planned.name;
    result.stored =
        proof.stored.packing != nullptr ? proof.stored.packing->info().name : info(proof.planned.dtype).name;
    if (proof.stored.plan.scheme)
        result.scheme = proof.stored.plan.scheme->text();
    result.bytes = proof.planned.bytes;
    result.sums = proof.written.sums;
    result.sameAsSource = proof.written.sameAsSource;
    result.relativeRmse = figures(result.sums).relativeRmse;
    const auto tensor = model.tensor(proof.planned.name);
    if (!tensor || !sameOutside(*tensor, proof.planned))
        return result; // nothing equal
    Findings findings;
    if (tensor->dtype == DType::Packed && !sameParts(*tensor, proof.written))
        findings.bytesEqual = false;
    MANTISSA_CHECK(comparePieces(tensor, proof.written, task, findings));
    result.bytesEqual = findings.bytesEqual;
    result.decodesEqual = findings.decodesEqual && findings.bytesEqual;
    MappedFile::release(tensor->bytes);
    return result;
}

} // namespace

Result<std::vector<CertifiedTensor>> readBack(const std::filesystem::path& file,
                                              const std::vector<Proof>& proofs, const Task& task) {
    MANTISSA_TRY(const ModelPtr model, openModel(file));
    std::vector<CertifiedTensor> result;
    for (const Proof& proof : proofs) {
        MANTISSA_CHECK(task.check());
        MANTISSA_TRY(result.emplace_back(), certify(*model, proof, task));
    }
    // A tensor too many would be as wrong as one too few.
    if (model->tensors.size() != proofs.size()) {
        return fail(Error(ErrorCode::Mismatch,
                          sentence(MANTISSA_TR("core", "The written file holds %1 tensors instead of %2."),
                                   model->tensors.size(), proofs.size()))
                        .inFile(file));
    }
    return result;
}

} // namespace mantissa
