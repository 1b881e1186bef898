#include "pipeline/verify.h"

#include "analysis/forensics/judge_file.h"
#include "analysis/forensics/judge_tensor.h"
#include "base/mapped_file.h"
#include "formats/decode.h"
#include "pipeline/hash_files.h"
#include "pipeline/original.h"
#include "tradeoff/recipe.h"

#include <algorithm>

namespace mantissa {

namespace {

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
        MANTISSA_TRY(result_.findings, judgeFile(model_));
        for (const auto& tensor : model_.tensors) {
            MANTISSA_CHECK(task_.check());
            MANTISSA_CHECK(check(tensor));
            MappedFile::release(tensor->bytes);
        }
        for (const auto& [name, tensor] : reference_) {
            if (!model_.tensor(name))
                note(FindingKind::Problem, FindingId::Missing, name,
                     sentence(MANTISSA_TR("core", "The original has this tensor, "
                                                  "the file has not.")));
        }
        return std::move(result_);
    }

private:
    void note(FindingKind kind, FindingId id, const std::string& tensor, Text what) {
        result_.findings.push_back({kind, id, tensor, std::move(what), {}});
    }

    Result<void> check(const std::shared_ptr<const Tensor>& tensor) {
        VerifiedTensor& verified = result_.tensors.emplace_back();
        verified.name = tensor->name;
        MANTISSA_TRY(verified.sha256, sha256OfTensor(*tensor, task_));
        if (!decodable(tensor->dtype)) {
            task_.advance(tensor->elements());
            note(FindingKind::Note, FindingId::Unreadable, tensor->name,
                 sentence(
                     MANTISSA_TR("core", "Stored as %1, which cannot be decoded: only its bytes were read."),
                     info(tensor->dtype).name));
            return {};
        }
        MANTISSA_TRY(const auto original, originalRows(*tensor));
        MANTISSA_TRY(const TensorTally counts, tally(tensor, original.get(), task_));
        if (original)
            verified.sums = counts.sums;
        for (Finding& finding : judgeTensor(*tensor, counts, original != nullptr))
            result_.findings.push_back(std::move(finding));
        return {};
    }

    /// Null where there is nothing to compare with.
    Result<std::shared_ptr<const RowSource>> originalRows(const Tensor& tensor) {
        const auto found = reference_.find(tensor.name);
        if (found == reference_.end()) {
            if (hasOriginal_)
                note(FindingKind::Note, FindingId::Additional, tensor.name,
                     sentence(MANTISSA_TR("core", "The original has no such tensor.")));
            return std::shared_ptr<const RowSource>();
        }
        if (found->second.shape != tensor.shape) {
            note(FindingKind::Problem, FindingId::WrongShape, tensor.name,
                 sentence(MANTISSA_TR("core", "The shape is %1; the original's is %2."),
                          describe(tensor.shape), describe(found->second.shape)));
            return std::shared_ptr<const RowSource>();
        }
        if (!decodable(found->second.tensor->dtype))
            return std::shared_ptr<const RowSource>();
        return openRows(found->second);
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
