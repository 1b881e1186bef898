#pragma once
// "Did you mean ...?": the known names that look most like a mistyped one.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mantissa {

bool equalIgnoringCase(std::string_view a, std::string_view b);

/// Up to three of `known` within two edits (insert, delete, change a letter; case does not count), the
/// nearest first, equals in the order given. Joined: "Q4_K, Q4_0"; empty when none is near.
std::string nearestNames(std::string_view word, std::span<const std::string> known);

} // namespace mantissa
