#pragma once
// Bytes that come in pieces (tokens may end inside a character) as text that is valid at every moment.
#include <string>
#include <string_view>

namespace mantissa {

class Utf8Stream {
public:
    /// What can be said after these bytes: all but the start of a character that may yet be completed. Bytes
    /// that can be no part of a character become U+FFFD.
    std::string add(std::string_view bytes);
    /// What was held back, as U+FFFD: no more bytes come.
    std::string finish();

private:
    std::string held_;
};

} // namespace mantissa
