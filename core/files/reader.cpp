#include "files/reader.h"

#include "files/architecture.h"
#include "tensor/packed_weight.h"
#include "tensor/weight.h"

#include <unordered_set>

namespace mantissa {

namespace {

/// The matrices that GPT-2 keeps as Conv1D (modeling_gpt2.py of the transformers library): no other
/// architecture has the names and the layout both, so the names alone would not tell.
bool isConv1d(std::string_view name) {
    for (const std::string_view ending :
         {".attn.c_attn.weight", ".attn.c_proj.weight", ".mlp.c_fc.weight", ".mlp.c_proj.weight"}) {
        if (name.ends_with(ending))
            return true;
    }
    return false;
}

void markConv1d(Model& model) {
    if (model.container == Container::Gguf || !model.architecture || model.architecture->name != "gpt2")
        return;
    for (auto& tensor : model.tensors) {
        if (isConv1d(tensor->name) && tensor->shape.size() == 2)
            tensor = withInputsFirst(tensor, true);
    }
}

} // namespace

void complete(Model& model) {
    model.dataBytes = 0;
    for (const auto& tensor : model.tensors)
        model.dataBytes += storedBytes(*tensor);
    model.architecture = architectureOf(model);
    markConv1d(model);
}

Result<void> checkUniqueNames(const Model& model) {
    std::unordered_set<std::string_view> names;
    for (const auto& tensor : model.tensors) {
        if (names.insert(tensor->name).second)
            continue;
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "Two tensors carry this name. The file was put "
                                                       "together wrongly; get it again from its source.")))
                        .inFile(tensor->file)
                        .ofTensor(tensor->name));
    }
    return {};
}

} // namespace mantissa
