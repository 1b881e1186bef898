#include "pipeline/gguf_file_type.h"

namespace mantissa {

namespace {

// Where several mixtures share a type: the one with the fewest exceptions.
constexpr FileType plainest[] = {FileType::Q3_K_S, FileType::Q4_K_S, FileType::Q5_K_S,
                                 FileType::Q2_K_S, FileType::IQ2_XS, FileType::IQ3_S};

} // namespace

FileType fileTypeOf(const Recipe& recipe) {
    if (const MixtureInfo* mixture = findMixture(recipe.base))
        return static_cast<FileType>(mixture->ggufFileType);
    const auto scheme = parseScheme(recipe.base);
    if (!scheme || !scheme->format->info().dtype)
        return FileType::F16;
    const DType type = *scheme->format->info().dtype;
    for (const FileType fileType : plainest) {
        if (defaultType(fileType) == type)
            return fileType;
    }
    for (const MixtureInfo& mixture : mixtures()) {
        const auto fileType = static_cast<FileType>(mixture.ggufFileType);
        if (defaultType(fileType) == type)
            return fileType;
    }
    return FileType::F16;
}

} // namespace mantissa
