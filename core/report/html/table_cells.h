#pragma once
// Tables that sort: numbers carry their raw value beside the text that is shown.
#include <string>

namespace mantissa::html {

/// `html` is escaped already.
std::string textCell(const std::string& html, const char* cssClass);
/// `tip`, plain text, is shown when the pointer rests on the cell.
std::string numberCell(double value, const std::string& shown, const std::string& tip = {});
std::string leftHead(const char* source);
std::string rightHead(const char* source);
/// A sortable table; `lengthy` ones scroll by themselves under a head that stays.
std::string table(const std::string& headCells, const std::string& rows, bool lengthy = false);

} // namespace mantissa::html
