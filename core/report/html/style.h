#pragma once
// The report's style sheet and its script, both inline so that the file stands alone.
#include <string_view>

namespace mantissa::html {

/// Light and dark by the reader's setting; scheme colours are those of Okabe and Ito, "Color Universal
/// Design" (2008), made lighter on dark ground.
std::string_view styleSheet();

/// Sorts a table when a head is clicked. Without it the tables are complete, in the model's order.
std::string_view sortScript();

} // namespace mantissa::html
