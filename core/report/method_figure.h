#pragma once
// The figures that methods are compared by, as tables, charts and the command line name them.
#include "pipeline/method_comparison.h"

namespace mantissa {

enum class MethodFigure { Divergence, Perplexity, OutputError, WeightError, Seconds, Memory };

struct MethodFigureInfo {
    MethodFigure figure;
    const char* id;    ///< on the command line
    const char* title; ///< English source of what axes and heads say
};
std::span<const MethodFigureInfo> methodFigures();
const MethodFigureInfo& info(MethodFigure figure);

/// Of the whole model; NaN where it is not known.
double valueOf(const ComparedMethod& method, MethodFigure figure);
/// Of one tensor: weight and output error alone are; NaN for the others, and where the tensor is in no
/// layer.
double valueOf(const ComparedMethod& method, MethodFigure figure, const std::string& tensor);
std::string valueText(MethodFigure figure, double value);

/// The place of a method in the registry: it has the same colour and marker in every picture.
std::size_t slotOf(const Method& method);

/// Formats in the order in which they come, each with the indices of its rows.
struct FormatGroup {
    std::string format; ///< canonical text
    std::vector<std::size_t> rows;
};
std::vector<FormatGroup> formatGroups(const MethodComparison& comparison);

} // namespace mantissa
