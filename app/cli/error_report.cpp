#include "cli/error_report.h"

#include "report/report_json.h"

#include <iostream>
#include <string_view>

namespace mantissa::cli {

namespace {

/// Scripts rely on these words; the handbook lists them.
const char* word(ErrorCode code) {
    switch (code) {
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::InvalidArgument:
        return "invalid-argument";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::CannotRead:
        return "cannot-read";
    case ErrorCode::CannotWrite:
        return "cannot-write";
    case ErrorCode::NoSpace:
        return "no-space";
    case ErrorCode::Truncated:
        return "truncated";
    case ErrorCode::Malformed:
        return "malformed";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Numeric:
        return "numeric";
    case ErrorCode::Mismatch:
        return "mismatch";
    case ErrorCode::TooLarge:
        return "too-large";
    }
    return "unknown";
}

Json orNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

} // namespace

bool wantsJson(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--json")
            return true;
    }
    return false;
}

void reportError(const Error& error, ExitCode code, bool json) {
    std::cerr << "mantissa-cli: " << error.describe() << '\n';
    if (!json)
        return;
    const Json told{{"code", word(error.code())},
                    {"exitCode", static_cast<int>(code)},
                    {"message", translated(error.what())},
                    {"file", orNull(error.file().string())},
                    {"byte", error.byte() ? Json(*error.byte()) : Json()},
                    {"tensor", orNull(error.tensor())}};
    std::cout << jsonText({{"error", told}});
}

void reportUsage(const std::string& message) {
    const Json told{{"code", "usage"},    {"exitCode", static_cast<int>(BadUsage)},
                    {"message", message}, {"file", Json()},
                    {"byte", Json()},     {"tensor", Json()}};
    std::cout << jsonText({{"error", told}});
}

} // namespace mantissa::cli
