#pragma once
// Result<T>: a value or an Error. Nothing in core throws across its public functions.
#include "base/error.h"

#include <tl/expected.hpp>

namespace mantissa {

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

/// fail(ErrorCode::Malformed, sentence(MANTISSA_TR("core", "..."), n))
inline tl::unexpected<Error> fail(ErrorCode code, Text what) {
    return tl::unexpected<Error>(Error(code, std::move(what)));
}

} // namespace mantissa

#define MANTISSA_JOIN_(a, b) a##b
#define MANTISSA_JOIN(a, b) MANTISSA_JOIN_(a, b)

/// MANTISSA_TRY(auto value, expression): binds the value, or returns the error to the caller.
#define MANTISSA_TRY(declaration, ...)                                                                       \
    auto MANTISSA_JOIN(result_, __LINE__) = (__VA_ARGS__);                                                   \
    if (!MANTISSA_JOIN(result_, __LINE__))                                                                   \
        return tl::unexpected<::mantissa::Error>(std::move(MANTISSA_JOIN(result_, __LINE__)).error());       \
    declaration = std::move(*MANTISSA_JOIN(result_, __LINE__))

/// MANTISSA_CHECK(expression): for Result<void>; returns the error to the caller.
#define MANTISSA_CHECK(...)                                                                                  \
    do {                                                                                                     \
        if (auto check_result_ = (__VA_ARGS__); !check_result_)                                              \
            return tl::unexpected<::mantissa::Error>(std::move(check_result_).error());                      \
    } while (false)
