#pragma once
// All formats. A new one is one file that defines a FormatEntry and one line in registry.cpp; menus, tables,
// help, the CLI, the report and the tests find it here.
#include "formats/format.h"

namespace mantissa {

struct FormatEntry {
    FormatInfo info;
    /// Binds parameter values (made from info.parameters). Errors: InvalidArgument for a combination that
    /// makes no sense.
    Result<FormatPtr> (*make)(const ParameterValues& values);
};

std::span<const FormatEntry* const> formats();

/// Case-insensitive; null if there is none.
const FormatEntry* findFormat(std::string_view id);
/// The format that a GGUF block type, F16 or BF16 is; null where we cannot decode it (yet).
const Format* formatOf(DType dtype);

/// "INT4,group=128": Errors: NotFound (names the nearest ids), InvalidArgument.
Result<FormatPtr> parseFormat(std::string_view text);

} // namespace mantissa
