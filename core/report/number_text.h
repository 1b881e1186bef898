#pragma once
// Numbers as tables, charts and reports print them: one place, so that they look the same everywhere.
#include <cstdint>
#include <string>

namespace mantissa {

/// "3.71 MB": decimal units, three significant digits; "812 B".
std::string bytesText(std::uint64_t bytes);
/// "7 409 664": digits in groups of three, narrow no-break spaces between.
std::string countText(std::uint64_t count);
/// A fixed number of decimals; "∞", "−∞" and "–" (not a number) stay legible.
std::string fixedText(double value, int decimals);
/// Three significant digits, "1.23e-05" where that is shorter to read.
std::string shortText(double value, int digits = 3);
/// "1.83 %": three significant digits.
std::string percentText(double share);

} // namespace mantissa
