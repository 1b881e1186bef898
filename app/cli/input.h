#pragma once
// What commands are given on the command line, turned into what core takes.
#include "calibration/tensor_importance.h"
#include "files/model.h"
#include "methods/scheme.h"
#include "tradeoff/recipe.h"

namespace mantissa::cli {

/// Opens a model; the word "demo" is the built-in one unless a file is called so. Errors: as openModel.
Result<ModelPtr> openInput(const std::string& text);

/// The original that errors refer to; null where none is named.
Result<ModelPtr> openOriginal(const std::string& text);

/// The importance matrix for this model; null where none is named. Says on stderr which weights it does not
/// know.
Result<TensorImportancePtr> openImportance(const ModelPtr& model, const std::string& text);

/// A recipe's lines: the text itself, or the content of the file it names (never so for a scheme, which is
/// checked). Errors: NotFound for what can only be a file that is not there; as readRecipeFile, schemeOf.
Result<std::string> recipeText(const std::string& text, bool scheme);

struct NamedRecipe {
    std::string name; ///< of the file, else the recipe itself in one line
    Recipe recipe;
};

/// What --recipe takes where several may be given: a mixture's name, a recipe's text, or a file of it.
Result<NamedRecipe> namedRecipe(const std::string& text);

/// A scheme; a mixture's name is told apart from a slip. Errors: as parseScheme.
Result<Scheme> schemeOf(const std::string& text);

Result<std::vector<Scheme>> parseSchemes(const std::vector<std::string>& texts);

/// "512M", "2G", "1.5GiB", "100000": bytes, with powers of 1024. Error InvalidArgument.
Result<std::uint64_t> parseSize(const std::string& text);

/// Says on stderr that errors are relative to weights that are quantized already.
void warnIfQuantized(const Model& model, bool hasOriginal);

} // namespace mantissa::cli
