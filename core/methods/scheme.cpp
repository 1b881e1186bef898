#include "methods/scheme.h"

#include "base/nearest.h"
#include "formats/registry.h"
#include "methods/registry.h"

namespace mantissa {

namespace {

Error unknownMethod(std::string_view id) {
    std::vector<std::string> known;
    std::string list;
    for (const Method* method : methods()) {
        known.push_back(method->info().id);
        list += (list.empty() ? "" : ", ") + known.back();
    }
    const std::string near = nearestNames(id, known);
    if (!near.empty())
        return {ErrorCode::NotFound,
                sentence(MANTISSA_TR("core", "There is no method “%1”. Did you mean %2?"), id, near)};
    return {ErrorCode::NotFound,
            sentence(MANTISSA_TR("core", "There is no method “%1”. There are: %2."), id, list)};
}

} // namespace

std::string Scheme::text() const {
    const std::string parameters = methodParameters.text(method->info().parameters);
    if (parameters.empty() && method == defaultMethod(*format))
        return format->text();
    return format->text() + "/" + method->info().id + parameters;
}

const Method* defaultMethod(const Format& format) {
    const Method* ggml = findMethod(name(Encoder::Ggml));
    const bool isGgufType = format.info().dtype.has_value();
    return isGgufType && ggml->accepts(format) ? ggml : findMethod(name(Encoder::Rtn));
}

Result<Scheme> parseScheme(std::string_view text) {
    const std::size_t slash = text.find('/');
    Scheme scheme;
    MANTISSA_TRY(scheme.format, parseFormat(text.substr(0, slash)));
    scheme.method = defaultMethod(*scheme.format);
    std::string_view assignments;
    bool hasAssignments = false;
    if (slash != std::string_view::npos) {
        const std::string_view part = text.substr(slash + 1);
        const std::size_t comma = part.find(',');
        scheme.method = findMethod(part.substr(0, comma));
        if (scheme.method == nullptr)
            return fail(unknownMethod(part.substr(0, comma)));
        hasAssignments = comma != std::string_view::npos;
        assignments = hasAssignments ? part.substr(comma + 1) : std::string_view();
    }
    MANTISSA_CHECK(scheme.method->accepts(*scheme.format));
    const std::vector<ParameterInfo>& table = scheme.method->info().parameters;
    scheme.methodParameters = ParameterValues(table);
    if (hasAssignments)
        MANTISSA_CHECK(scheme.methodParameters.setAll(table, assignments));
    return scheme;
}

} // namespace mantissa
