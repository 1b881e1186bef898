#pragma once
// A regular expression that is searched in tensor names, ignoring case. Unlike std::regex it needs no deep
// stack for long names, and an expression that would run for ages ends in an error.
#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace mantissa {

class NamePattern {
public:
    /// Error InvalidArgument, with what is wrong about the expression.
    static Result<NamePattern> compile(std::string_view expression);

    /// Whether it occurs anywhere in the name. Error InvalidArgument when that takes too long to tell.
    Result<bool> occursIn(std::string_view name) const;

private:
    struct Compiled;
    NamePattern(std::string expression, std::shared_ptr<const Compiled> compiled)
        : expression_(std::move(expression)), compiled_(std::move(compiled)) {}

    std::string expression_;
    std::shared_ptr<const Compiled> compiled_;
};

} // namespace mantissa
