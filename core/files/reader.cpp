#include "files/reader.h"

#include "files/architecture.h"

#include <unordered_set>

namespace mantissa {

void complete(Model& model) {
    model.dataBytes = 0;
    for (const auto& tensor : model.tensors)
        model.dataBytes += tensor->bytes.size();
    model.architecture = architectureOf(model);
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
