#pragma once
// A recipe kept as a text file.
#include "base/result.h"

#include <filesystem>
#include <string>

namespace mantissa {

/// No recipe is longer: a rule for each tensor of the largest models fits many times over, and a model file
/// given by mistake is refused before it is read.
constexpr std::size_t longestRecipe = std::size_t{1} << 20U;

/// The text, without a byte order mark. Errors: NotFound, CannotRead, Malformed (too long, no text); with
/// file.
Result<std::string> readRecipeFile(const std::filesystem::path& path);

} // namespace mantissa
