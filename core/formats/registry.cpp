#include "formats/registry.h"

#include "base/nearest.h"
#include "formats/bitsandbytes/four_bit_format.h"
#include "formats/float/float_formats.h"
#include "formats/gguf/gguf_formats.h"
#include "formats/integer/integer_format.h"
#include "formats/narrow/narrow_format.h"

namespace mantissa {

namespace {

std::vector<const FormatEntry*> all() {
    std::vector<const FormatEntry*> entries;
    entries.push_back(&float16Format());
    entries.push_back(&bfloat16Format());
    for (const FormatEntry* entry : narrow::narrowFormats())
        entries.push_back(entry);
    for (int bits = 2; bits <= 8; ++bits)
        entries.push_back(&integer::integerFormat(bits));
    entries.push_back(&bitsandbytes::normalFloat4Format());
    entries.push_back(&bitsandbytes::float4Format());
    for (const FormatEntry* entry : gguf::ggufFormats())
        entries.push_back(entry);
    return entries;
}

FormatPtr withDefaults(const FormatEntry& entry) {
    auto format = entry.make(ParameterValues(entry.info.parameters));
    return format ? *format : nullptr;
}

Error unknownFormat(std::string_view id) {
    std::vector<std::string> known;
    for (const FormatEntry* entry : formats())
        known.push_back(entry->info.id);
    const std::string near = nearestNames(id, known);
    if (!near.empty())
        return {ErrorCode::NotFound,
                sentence(MANTISSA_TR("core", "There is no format “%1”. Did you mean %2?"), id, near)};
    std::string list;
    for (const std::string& name : known)
        list += (list.empty() ? "" : ", ") + name;
    return {ErrorCode::NotFound,
            sentence(MANTISSA_TR("core", "There is no format “%1”. There are: %2."), id, list)};
}

} // namespace

std::span<const FormatEntry* const> formats() {
    static const std::vector<const FormatEntry*> entries = all();
    return entries;
}

const FormatEntry* findFormat(std::string_view id) {
    for (const FormatEntry* entry : formats()) {
        if (equalIgnoringCase(entry->info.id, id))
            return entry;
    }
    return nullptr;
}

const Format* formatOf(DType dtype) {
    static const std::vector<FormatPtr> byDType = [] {
        std::vector<FormatPtr> table(allDTypes().size());
        for (const FormatEntry* entry : formats()) {
            if (entry->info.dtype)
                table[static_cast<std::size_t>(*entry->info.dtype)] = withDefaults(*entry);
        }
        return table;
    }();
    return byDType[static_cast<std::size_t>(dtype)].get();
}

Result<FormatPtr> parseFormat(std::string_view text) {
    const std::size_t comma = text.find(',');
    const std::string_view id = text.substr(0, comma);
    const FormatEntry* entry = findFormat(id);
    if (entry == nullptr)
        return fail(unknownFormat(id));
    ParameterValues values(entry->info.parameters);
    if (comma != std::string_view::npos)
        MANTISSA_CHECK(values.setAll(entry->info.parameters, text.substr(comma + 1)));
    return entry->make(values);
}

} // namespace mantissa
