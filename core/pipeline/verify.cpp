#include "pipeline/verify.h"

#include "base/mapped_file.h"
#include "formats/decode.h"
#include "pipeline/hash_files.h"
#include "pipeline/original.h"
#include "pipeline/tensor_tally.h"
#include "tradeoff/recipe.h"

#include <algorithm>

namespace mantissa {

namespace {

// Shares beyond which something is worth a word. A healthy K-quant has a few empty blocks at most and uses
// all of its codes; an error of half the weights' own size leaves little of them.
constexpr double manyZeroScales = 0.01;
constexpr double manyUnusedCodes = 0.25;
constexpr double largeError = 0.5;

class Verifier {
public:
    Verifier(const Model& model, std::map<std::string, GgufSourceTensor> reference, bool hasOriginal,
             const Task& task)
        : model_(model), reference_(std::move(reference)), hasOriginal_(hasOriginal), task_(task) {}

    Result<Verification> run() {
        std::uint64_t elements = 0;
        for (const auto& tensor : model_.tensors)
            elements += tensor->elements();
        task_.addTotal(elements + hashUnits(model_.files));
        result_.file = model_.path;
        MANTISSA_TRY(result_.sha256, sha256OfFiles(model_.files, task_));
        for (const auto& tensor : model_.tensors) {
            MANTISSA_CHECK(task_.check());
            MANTISSA_CHECK(check(tensor));
            MappedFile::release(tensor->bytes);
        }
        for (const auto& [name, tensor] : reference_) {
            if (!model_.tensor(name))
                note(FindingKind::Problem, name,
                     sentence(MANTISSA_TR("core", "The original has this tensor, "
                                                  "the file has not.")));
        }
        return std::move(result_);
    }

private:
    void note(FindingKind kind, const std::string& tensor, Text what) {
        result_.findings.push_back({kind, tensor, std::move(what)});
    }

    Result<void> check(const std::shared_ptr<const Tensor>& tensor) {
        VerifiedTensor& verified = result_.tensors.emplace_back();
        verified.name = tensor->name;
        MANTISSA_TRY(verified.sha256, sha256OfBytes(tensor->bytes, task_));
        if (!decodable(tensor->dtype)) {
            task_.advance(tensor->elements());
            note(FindingKind::Note, tensor->name,
                 sentence(
                     MANTISSA_TR("core", "Stored as %1, which cannot be decoded: only its bytes were read."),
                     info(tensor->dtype).name));
            return {};
        }
        MANTISSA_TRY(const auto original, originalRows(*tensor));
        MANTISSA_TRY(const TensorTally counts, tally(tensor, original.get(), task_));
        if (original)
            verified.sums = counts.sums;
        judgeNumbers(*tensor, counts);
        judgeCodes(*tensor, counts, verified.sums);
        return {};
    }

    /// Null where there is nothing to compare with.
    Result<std::shared_ptr<const RowSource>> originalRows(const Tensor& tensor) {
        const auto found = reference_.find(tensor.name);
        if (found == reference_.end()) {
            if (hasOriginal_)
                note(FindingKind::Note, tensor.name,
                     sentence(MANTISSA_TR("core", "The original has no such tensor.")));
            return std::shared_ptr<const RowSource>();
        }
        if (found->second.shape != tensor.shape) {
            note(FindingKind::Problem, tensor.name,
                 sentence(MANTISSA_TR("core", "The shape is %1; the original's is %2."),
                          describe(tensor.shape), describe(found->second.shape)));
            return std::shared_ptr<const RowSource>();
        }
        if (!decodable(found->second.tensor->dtype))
            return std::shared_ptr<const RowSource>();
        return openRows(found->second);
    }

    void judgeNumbers(const Tensor& tensor, const TensorTally& counts) {
        if (counts.nans + counts.infinities > 0) {
            note(FindingKind::Problem, tensor.name,
                 sentence(MANTISSA_TR("core",
                                      "%1 weights are not a number and %2 are infinite; the first is in "
                                      "row %3, column %4."),
                          counts.nans, counts.infinities, counts.badRow, counts.badColumn));
        }
        if (counts.badScales > 0) {
            note(FindingKind::Problem, tensor.name,
                 sentence(MANTISSA_TR("core", "%1 of %2 blocks have a scale that is no finite number."),
                          counts.badScales, counts.scales));
        }
        if (counts.zeroScales > 0) {
            const double share = static_cast<double>(counts.zeroScales) / static_cast<double>(counts.scales);
            note(share > manyZeroScales ? FindingKind::Warning : FindingKind::Note, tensor.name,
                 sentence(MANTISSA_TR("core", "%1 of %2 blocks have the scale 0."), counts.zeroScales,
                          counts.scales));
        }
    }

    void judgeCodes(const Tensor& tensor, const TensorTally& counts, const std::optional<ErrorSums>& sums) {
        const std::size_t used = counts.usedCodes();
        if (used == 1 && counts.elements > 1) {
            // A tensor that was constant before is no fault.
            const bool lost = sums && sums->error2 > 0;
            note(lost ? FindingKind::Problem : FindingKind::Warning, tensor.name,
                 sentence(MANTISSA_TR("core", "All weights have the same code: the tensor has collapsed.")));
        } else if (used > 1 && counts.elements >= counts.codeCounts.size() * 64) {
            const double unused =
                1.0 - static_cast<double>(used) / static_cast<double>(counts.codeCounts.size());
            if (unused > manyUnusedCodes)
                note(FindingKind::Note, tensor.name,
                     sentence(MANTISSA_TR("core", "%1 of %2 codes are used."), used,
                              counts.codeCounts.size()));
        }
        if (sums && figures(*sums).relativeRmse > largeError) {
            note(FindingKind::Warning, tensor.name,
                 sentence(MANTISSA_TR("core", "The error is %1 times the size of the weights."),
                          figures(*sums).relativeRmse));
        }
    }

    const Model& model_;
    const std::map<std::string, GgufSourceTensor> reference_;
    const bool hasOriginal_;
    const Task& task_;
    Verification result_;
};

} // namespace

bool Verification::sound() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.kind == FindingKind::Problem; });
}

Result<Verification> verify(const ModelPtr& model, const ModelPtr& original, const Task& task) {
    MANTISSA_TRY(auto reference, originalTensorsFor(*model, original));
    return Verifier(*model, std::move(reference), original != nullptr, task).run();
}

} // namespace mantissa
