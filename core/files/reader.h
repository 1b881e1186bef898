#pragma once
// What each reader offers to openModel: to recognise a file by its first bytes, and to open it.
#include "base/mapped_file.h"
#include "files/model.h"

namespace mantissa {

struct Reader {
    Container container;
    /// Looks at the first bytes only. A file that is cut short may still match: open() then says what is
    /// wrong.
    bool (*matches)(const MappedFile& file);
    Result<std::shared_ptr<Model>> (*open)(std::shared_ptr<const MappedFile> file);
};

/// Fills what follows from the tensors: places, dataBytes, architecture.
void complete(Model& model);

/// Error Malformed when two tensors carry one name.
Result<void> checkUniqueNames(const Model& model);

} // namespace mantissa
