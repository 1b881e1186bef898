#include "base/nearest.h"
#include "formats/registry.h"
#include "methods/registry.h"
#include "pipeline/method_comparison.h"

#include <algorithm>

namespace mantissa {

namespace {

constexpr std::int64_t typical = 4096; ///< rows and columns that sizes are told for
constexpr double scalesShare = 0.75;   ///< of a bit: more, and the next width is nearer

bool named(const std::vector<std::string>& ids, const std::string& id) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](const std::string& one) { return equalIgnoringCase(one, id); });
}

template <class Table>
bool has(const Table& parameters, std::string_view name) {
    return std::any_of(parameters.begin(), parameters.end(),
                       [name](const ParameterInfo& parameter) { return parameter.name == name; });
}

/// Pruning leaves fewer weights, not better ones: it competes only when it is asked for.
bool makesZero(const Method& method) {
    return has(method.info().parameters, "sparsity");
}

Result<void> checkIds(const std::vector<std::string>& wanted, const std::vector<std::string>& known,
                      const char* source) {
    for (const std::string& id : wanted) {
        if (!named(known, id))
            return fail(ErrorCode::NotFound, sentence(source, id, nearestNames(id, known)));
    }
    return {};
}

Result<void> check(const MethodChoice& choice) {
    std::vector<std::string> formatIds;
    std::vector<std::string> methodIds;
    for (const FormatEntry* entry : formats())
        formatIds.push_back(entry->info.id);
    for (const Method* method : methods())
        methodIds.push_back(method->info().id);
    MANTISSA_CHECK(checkIds(choice.formats, formatIds,
                            MANTISSA_TR("core", "There is no format “%1” to compare. Near it are: %2.")));
    return checkIds(choice.methods, methodIds,
                    MANTISSA_TR("core", "There is no method “%1” to compare. Near it are: %2."));
}

/// With default parameters, and once more with zero points where the grid has that choice.
std::vector<FormatPtr> variantsOf(const FormatEntry& entry) {
    std::vector<FormatPtr> variants;
    for (const char* lines : {"", "symmetric=false"}) {
        ParameterValues values(entry.info.parameters);
        if (*lines != '\0' &&
            (!has(entry.info.parameters, "symmetric") || !values.setAll(entry.info.parameters, lines)))
            continue;
        if (auto format = entry.make(values))
            variants.push_back(std::move(*format));
    }
    return variants;
}

bool ofSize(const Format& format, const std::vector<int>& bits) {
    const double size = format.bitsPerWeight(typical, typical);
    return std::any_of(bits.begin(), bits.end(),
                       [size](int wanted) { return size >= wanted && size < wanted + scalesShare; });
}

} // namespace

Result<std::vector<Scheme>> schemesOfSize(const MethodChoice& choice) {
    MANTISSA_CHECK(check(choice));
    std::vector<FormatPtr> taken;
    for (const FormatEntry* entry : formats()) {
        if (!choice.formats.empty() && !named(choice.formats, entry->info.id))
            continue;
        for (FormatPtr& format : variantsOf(*entry)) {
            if (ofSize(*format, choice.bits))
                taken.push_back(std::move(format));
        }
    }
    std::stable_sort(taken.begin(), taken.end(), [](const FormatPtr& a, const FormatPtr& b) {
        return a->bitsPerWeight(typical, typical) < b->bitsPerWeight(typical, typical);
    });
    std::vector<Scheme> schemes;
    for (const FormatPtr& format : taken) {
        for (const Method* method : methods()) {
            const bool wanted =
                choice.methods.empty() ? !makesZero(*method) : named(choice.methods, method->info().id);
            if (wanted && method->accepts(*format))
                schemes.push_back({format, method, ParameterValues(method->info().parameters)});
        }
    }
    if (schemes.empty())
        return fail(ErrorCode::InvalidArgument,
                    sentence(MANTISSA_TR("core", "No format and method are left to compare. Sizes are whole "
                                                 "bits a weight, such as 4: formats from there to below "
                                                 "4.75 are compared.")));
    return schemes;
}

} // namespace mantissa
