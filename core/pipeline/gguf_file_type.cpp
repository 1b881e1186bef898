#include "pipeline/gguf_file_type.h"

namespace mantissa {

namespace {

// Where several mixtures share a type: the one with the fewest exceptions.
constexpr FileType plainest[] = {FileType::Q3_K_S, FileType::Q4_K_S, FileType::Q5_K_S, FileType::Q2_K_S,
                                 FileType::IQ2_XS, FileType::IQ3_S,  FileType::NVFP4};

FileType fileTypeOf(DType type) {
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

} // namespace

FileType fileTypeOf(const Recipe& recipe) {
    const auto scheme = parseScheme(recipe.base);
    const DType type = scheme ? scheme->format->info().dtype.value_or(DType::F16) : DType::F16;
    if (const MixtureInfo* mixture = findMixture(recipe.base)) {
        const auto fileType = static_cast<FileType>(mixture->ggufFileType);
        // IQ2_S, the mixture, is mostly IQ2_XS; purely IQ2_S is what IQ2_M is without its exceptions.
        const bool other = recipe.pure && scheme && type != defaultType(fileType);
        return other ? fileTypeOf(type) : fileType;
    }
    return fileTypeOf(type);
}

} // namespace mantissa
