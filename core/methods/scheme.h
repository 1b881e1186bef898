#pragma once
// Format + method + parameters: all that is needed to quantize one weight.
// Text: FORMAT[,key=value...][/METHOD[,key=value...]], for instance "Q4_K/search" or
// "INT4,group=128,symmetric=false".
#include "methods/method.h"

namespace mantissa {

struct Scheme {
    FormatPtr format;
    const Method* method = nullptr;
    ParameterValues methodParameters;

    /// Canonical: defaults are left out, and so is the method where it is the format's default.
    std::string text() const;
    bool operator==(const Scheme& other) const { return text() == other.text(); }
};

/// The method a scheme gets when it names none: `ggml` for GGUF types, else `rtn`.
const Method* defaultMethod(const Format& format);

/// Errors: NotFound (format or method, with the nearest names), InvalidArgument (parameter, or method does
/// not fit).
Result<Scheme> parseScheme(std::string_view text);

} // namespace mantissa
