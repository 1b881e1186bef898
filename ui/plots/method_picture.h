#pragma once
// Methods on equal terms: formats side by side, a mark for every method; lower is better.
#include "plots/picture.h"
#include "report/method_figure.h"

namespace mantissa::ui {

/// The id of a series is the place of its method among all + 1; x is the place of the format. selected: a row
/// of the comparison, or -1. tensor: empty for the whole model.
Picture methodPicture(const MethodComparison& comparison, MethodFigure figure, const std::string& tensor,
                      int selected);

/// The row that a click on a series at x means; -1 for none.
int methodRowAt(const MethodComparison& comparison, int series, double x);

/// What axes and choices call a figure.
QString methodFigureName(MethodFigure figure);

} // namespace mantissa::ui
