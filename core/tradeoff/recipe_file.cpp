#include "tradeoff/recipe_file.h"

#include "base/mapped_file.h"

namespace mantissa {

Result<std::string> readRecipeFile(const std::filesystem::path& path) {
    MANTISSA_TRY(const auto file, MappedFile::open(path));
    const auto bytes = file->bytes();
    if (bytes.size() > longestRecipe) {
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "A recipe is a short text of at most %1 bytes; this "
                                                       "file has %2."),
                                   longestRecipe, bytes.size()))
                        .inFile(path));
    }
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.find('\0') != std::string::npos) {
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "This is no recipe: a recipe is plain text (UTF-8).")))
                        .inFile(path));
    }
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    return text;
}

} // namespace mantissa
