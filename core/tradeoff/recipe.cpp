#include "tradeoff/recipe.h"

#include "base/name_pattern.h"
#include "base/nearest.h"
#include "formats/registry.h"
#include "methods/registry.h"
#include "tradeoff/mixture_types.h"

namespace mantissa {

namespace {

constexpr std::size_t longestPattern = 1000;

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

Error inLine(int line, const Error& error) {
    return {error.code(),
            sentence(MANTISSA_TR("core", "Line %1 of the recipe: %2"), line, translated(error.what()))};
}

Result<void> checkPattern(const std::string& pattern) {
    if (pattern.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "A pattern is missing before “=”.")));
    }
    if (pattern.size() > longestPattern) {
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "A pattern may have %1 characters at most."), longestPattern));
    }
    MANTISSA_TRY([[maybe_unused]] const NamePattern compiled, NamePattern::compile(pattern));
    return {};
}

Result<RecipeRule> ruleAt(std::string_view line, std::size_t equals) {
    RecipeRule rule;
    rule.pattern = trimmed(line.substr(0, equals));
    MANTISSA_CHECK(checkPattern(rule.pattern));
    const std::string_view scheme = trimmed(line.substr(equals + 1));
    if (!equalIgnoringCase(scheme, "F32")) {
        MANTISSA_TRY(rule.scheme, parseScheme(scheme));
    }
    return rule;
}

// Patterns and schemes may both hold "=": the first one that leaves a pattern and a scheme divides them.
Result<RecipeRule> parseRule(std::string_view line) {
    const std::size_t first = line.find('=');
    if (first == std::string_view::npos) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "“%1” is not a rule; write PATTERN=SCHEME, for instance "
                                                 "ffn_down=Q6_K."),
                             line));
    }
    Result<RecipeRule> rule = ruleAt(line, first);
    for (std::size_t next = line.find('=', first + 1); !rule && next != std::string_view::npos;
         next = line.find('=', next + 1)) {
        if (Result<RecipeRule> other = ruleAt(line, next))
            return other;
    }
    return rule;
}

// By way of the mixture's main format; other formats that the method cannot serve keep their default later
// on.
Result<void> checkMethod(const MixtureInfo& mixture, const std::string& method) {
    const DType type = defaultType(static_cast<FileType>(mixture.ggufFileType));
    if (findFormat(info(type).name) != nullptr) {
        MANTISSA_TRY([[maybe_unused]] const Scheme scheme,
                     parseScheme(std::string(info(type).name) + "/" + method));
    } else if (findMethod(std::string_view(method).substr(0, method.find(','))) == nullptr) {
        return fail(ErrorCode::NotFound, sentence(MANTISSA_TR("core", "There is no method “%1”."), method));
    }
    return {};
}

Result<void> parseBase(std::string_view line, Recipe& recipe) {
    const std::size_t slash = line.find('/');
    if (const MixtureInfo* mixture = findMixture(line.substr(0, slash))) {
        recipe.base = mixture->id;
        if (slash == std::string_view::npos)
            return {};
        recipe.method = line.substr(slash + 1);
        return checkMethod(*mixture, recipe.method);
    }
    auto scheme = parseScheme(line);
    if (!scheme && scheme.error().code() == ErrorCode::NotFound) {
        return fail(ErrorCode::NotFound,
                    sentence(MANTISSA_TR("core", "“%1” is neither a mixture (such as Q4_K_M) nor a scheme: "
                                                 "%2"),
                             line, translated(scheme.error().what())));
    }
    MANTISSA_TRY(const Scheme base, std::move(scheme));
    recipe.base = base.text();
    return {};
}

// Lines are taken as they stand: what a shell or another format wants quoted would become part of a pattern
// that fits nothing, or of a scheme that does not exist.
Result<void> checkPlain(std::string_view line) {
    for (const std::string_view quote : {"\"", "'", "`", "“", "‘"}) {
        if (line.starts_with(quote)) {
            return fail(ErrorCode::InvalidArgument,
                        sentence(MANTISSA_TR("core", "Leave out the quotes in “%1”: a line is taken as it "
                                                     "stands."),
                                 line));
        }
    }
    const std::size_t hash = line.find(" #");
    if (hash != std::string_view::npos && line.find('=', hash) == std::string_view::npos) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "A comment needs a line of its own that begins with #; "
                                                 "“%1” has one at its end."),
                             line));
    }
    return {};
}

Result<void> parseLine(std::string_view line, Recipe& recipe) {
    MANTISSA_CHECK(checkPlain(line));
    if (recipe.base.empty())
        return parseBase(line, recipe);
    if (equalIgnoringCase(line, "pure")) {
        recipe.pure = true;
        return {};
    }
    MANTISSA_TRY(RecipeRule rule, parseRule(line));
    recipe.rules.push_back(std::move(rule));
    return {};
}

} // namespace

bool matches(const RecipeRule& rule, const std::string& name) {
    const auto pattern = NamePattern::compile(rule.pattern);
    return pattern && pattern->occursIn(name).value_or(false);
}

std::string Recipe::text() const {
    std::string result = base;
    if (!method.empty())
        result += "/" + method;
    if (pure)
        result += "\npure";
    for (const RecipeRule& rule : rules)
        result += "\n" + rule.pattern + "=" + (rule.scheme ? rule.scheme->text() : "F32");
    return result;
}

std::string oneLine(const Recipe& recipe) {
    std::string line;
    for (const char c : recipe.text())
        line += c == '\n' ? std::string("; ") : std::string(1, c);
    return line;
}

Result<Recipe> parseRecipe(std::string_view text) {
    Recipe recipe;
    int number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.empty() || line.front() == '#')
            continue;
        if (const auto parsed = parseLine(line, recipe); !parsed)
            return fail(inLine(number, parsed.error()));
    }
    if (recipe.base.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "The recipe is empty; write a mixture such as Q4_K_M or a "
                                                 "scheme in its first line.")));
    }
    return recipe;
}

Recipe recipeOf(const Scheme& scheme) {
    // Through the parser, so that a name that is a mixture, too, is taken apart the same way.
    auto recipe = parseRecipe(scheme.text() + "\npure");
    return recipe ? std::move(*recipe) : Recipe{scheme.text(), {}, true, {}};
}

} // namespace mantissa
