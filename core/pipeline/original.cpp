#include "pipeline/original.h"

#include "analysis/measure.h"
#include "pipeline/llama_conversion.h"

#include <map>

namespace mantissa {

namespace {

using Converted = std::map<std::string, GgufSourceTensor>;

Result<std::shared_ptr<const RowSource>> openConverted(const Converted& tensors, const Model& original,
                                                       const Tensor& tensor) {
    const auto found = tensors.find(tensor.name);
    if (found == tensors.end()) {
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "The original has no tensor that becomes this one.")))
                        .inFile(original.path)
                        .ofTensor(tensor.name));
    }
    if (found->second.shape != tensor.shape) {
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "It is %1 in the original and %2 here: not the same model."),
                           describe(found->second.shape), describe(tensor.shape)))
                .inFile(original.path)
                .ofTensor(tensor.name));
    }
    return openRows(found->second);
}

} // namespace

Result<OriginalRows> originalRowsFor(const Model& model, const ModelPtr& original) {
    if (!original)
        return OriginalRows();
    if (model.container != Container::Gguf || original->container == Container::Gguf)
        return originalByName(original);
    MANTISSA_TRY(const GgufSource source, ggufSourceOf(original));
    auto tensors = std::make_shared<Converted>();
    for (const GgufSourceTensor& tensor : source.tensors)
        tensors->emplace(tensor.name, tensor);
    return [tensors, original](const Tensor& tensor) { return openConverted(*tensors, *original, tensor); };
}

} // namespace mantissa
