#pragma once
// Methods on equal terms as a picture: a line for every format, on it a mark for every method; further left
// is better.
#include "report/method_figure.h"

namespace mantissa::html {

/// For a page with the report's style sheet. tensor: empty for the whole model. Empty where there is nothing
/// to draw.
std::string methodChart(const MethodComparison& comparison, MethodFigure figure,
                        const std::string& tensor = {});

/// The same as a file that stands alone, on white.
std::string methodPicture(const MethodComparison& comparison, MethodFigure figure,
                          const std::string& tensor = {});

} // namespace mantissa::html
