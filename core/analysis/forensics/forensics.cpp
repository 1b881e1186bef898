#include "analysis/forensics/forensics.h"

#include "analysis/forensics/judge_file.h"
#include "analysis/forensics/judge_tensor.h"
#include "base/mapped_file.h"
#include "formats/decode.h"

namespace mantissa {

Result<std::vector<Finding>> examine(const Model& model, const Task& task) {
    std::uint64_t elements = 0;
    for (const auto& tensor : model.tensors)
        elements += tensor->elements();
    task.addTotal(elements);
    MANTISSA_TRY(auto findings, judgeFile(model));
    for (const auto& tensor : model.tensors) {
        MANTISSA_CHECK(task.check());
        if (!decodable(tensor->dtype)) {
            task.advance(tensor->elements());
            continue;
        }
        MANTISSA_TRY(const TensorTally counts, tally(tensor, nullptr, task));
        for (Finding& finding : judgeTensor(*tensor, counts, false))
            findings.push_back(std::move(finding));
        MappedFile::release(tensor->bytes);
    }
    return findings;
}

} // namespace mantissa
