#include "packings/packing.h"

#include <algorithm>

namespace mantissa {

ModuleParts::Part ModuleParts::find(std::string_view ending) const {
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
        return part->name.size() == module_.size() + 1 + ending.size() && part->name.ends_with(ending);
    });
    return found == parts_.end() ? nullptr : *found;
}

Result<ModuleParts::Part> ModuleParts::get(std::string_view ending, DType dtype, std::size_t rank) const {
    Part part = find(ending);
    if (!part) {
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "The packed weight has no tensor “%1”."), ending))
                        .ofTensor(module_));
    }
    if (part->dtype != dtype || part->shape.size() != rank) {
        return fail(
            Error(ErrorCode::Malformed,
                  sentence(MANTISSA_TR("core", "It is %1 of type %2; %3 axes of type %4 were expected."),
                           describe(part->shape), info(part->dtype).name, rank, info(dtype).name))
                .inFile(part->file)
                .atByte(part->offset)
                .ofTensor(part->name));
    }
    return part;
}

} // namespace mantissa
