#include "cli/input.h"

#include "base/printable.h"
#include "files/demo.h"
#include "pipeline/model_importance.h"
#include "tradeoff/recipe_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>

namespace mantissa::cli {

namespace {

/// "mine.recipe", "./q4", "/tmp/plan.txt": no scheme or mixture is written like that.
bool looksLikeFile(const std::string& text) {
    const std::string extension = std::filesystem::path(text).extension().string();
    const bool letters = extension.size() > 1 &&
                         std::all_of(extension.begin() + 1, extension.end(),
                                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return text.find('\n') == std::string::npos &&
           (letters || text.starts_with("/") || text.starts_with("./") || text.starts_with("../") ||
            text.starts_with("~"));
}

} // namespace

Result<ModelPtr> openInput(const std::string& text) {
    std::error_code error;
    if (text == "demo" && !std::filesystem::exists(text, error)) {
        MANTISSA_TRY(const auto path, demoModelPath());
        return openModel(path);
    }
    return openModel(text);
}

Result<ModelPtr> openOriginal(const std::string& text) {
    if (text.empty())
        return nullptr;
    return openInput(text);
}

Result<TensorImportancePtr> openImportance(const ModelPtr& model, const std::string& text) {
    if (text.empty())
        return nullptr;
    MANTISSA_TRY(TensorImportancePtr importance, loadImportance(model, text));
    std::size_t unknown = 0;
    for (const auto& tensor : model->tensors)
        unknown += quantizable(*tensor) && importance->of(tensor->name).empty() ? 1 : 0;
    if (unknown > 0)
        std::cerr << "note: the importance matrix does not know " << unknown
                  << " of the weights; their columns count alike.\n";
    return importance;
}

Result<std::string> recipeText(const std::string& text, bool scheme) {
    std::error_code error;
    if (scheme) {
        MANTISSA_TRY([[maybe_unused]] const Scheme known, schemeOf(text));
        return text;
    }
    if (std::filesystem::exists(text, error) && !std::filesystem::is_directory(text, error))
        return readRecipeFile(text);
    if (looksLikeFile(text)) {
        return fail(Error(ErrorCode::NotFound,
                          sentence(MANTISSA_TR("core", "There is no such recipe file (and no recipe or "
                                                       "scheme of this name).")))
                        .inFile(text));
    }
    return text;
}

Result<NamedRecipe> namedRecipe(const std::string& text) {
    NamedRecipe result;
    MANTISSA_TRY(const std::string lines, recipeText(text, false));
    auto recipe = parseRecipe(lines);
    const bool file = lines != text;
    if (!recipe)
        return fail(file ? std::move(recipe.error().inFile(text)) : std::move(recipe.error()));
    result.recipe = std::move(*recipe);
    result.name = file ? std::filesystem::path(text).filename().string() : oneLine(result.recipe);
    return result;
}

Result<Scheme> schemeOf(const std::string& text) {
    auto scheme = parseScheme(text);
    if (!scheme && scheme.error().code() == ErrorCode::NotFound &&
        findMixture(std::string_view(text).substr(0, text.find('/'))) != nullptr) {
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core",
                                 "“%1” is a recipe, not a scheme: it gives each tensor a scheme of its "
                                 "own. Use --recipe %1."),
                     text));
    }
    return scheme;
}

Result<std::vector<Scheme>> parseSchemes(const std::vector<std::string>& texts) {
    std::vector<Scheme> schemes;
    for (const std::string& text : texts) {
        MANTISSA_TRY(schemes.emplace_back(), schemeOf(text));
    }
    return schemes;
}

Result<std::uint64_t> parseSize(const std::string& text) {
    const auto refuse = [&text] {
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "“%1” is not a size; write 512M or 2G, for instance."), text));
    };
    std::size_t used = 0;
    double value = 0;
    try {
        value = std::stod(text, &used);
    } catch (const std::exception&) {
        return refuse();
    }
    std::string unit = text.substr(used);
    if (unit.ends_with("iB"))
        unit.resize(unit.size() - 2);
    else if (unit.ends_with("B"))
        unit.resize(unit.size() - 1);
    const std::size_t power = unit.empty() ? 0 : std::string("KMGTkmgt").find(unit) % 4 + 1;
    if (unit.size() > 1 || (!unit.empty() && std::string("KMGTkmgt").find(unit) == std::string::npos))
        return refuse();
    value *= std::pow(1024.0, static_cast<double>(power));
    if (!(value >= 1) || value > 1e18)
        return refuse();
    return static_cast<std::uint64_t>(value);
}

void warnIfQuantized(const Model& model, bool hasOriginal) {
    if (!model.quantized() || hasOriginal)
        return;
    std::cerr << "note: " << printable(model.path.string())
              << " is quantized already: errors are relative to its decoded weights, not to the\n"
                 "      original ones (--original FILE), and quantizing again adds to what is lost.\n";
}

} // namespace mantissa::cli
