#pragma once
// The charts of the report, each an inline SVG. Empty text where there is nothing to draw.
#include "analysis/comparison.h"
#include "analysis/tensor_study.h"

#include <string>

namespace mantissa::html {

/// Size against error of every scheme, error on a log axis, the Pareto front through those that no other
/// beats.
std::string tradeoffChart(const Comparison& comparison);

/// Relative RMSE of every layer under every scheme, log axis. Tensors of no layer stand before the first;
/// models without layers get one place a tensor.
std::string layerChart(const Comparison& comparison);

/// Values before and after, on common bins, counts on a log axis; marks where the levels lie.
std::string valueHistogram(const TensorStudy& study, std::size_t scheme);

/// The distribution of x - y.
std::string errorHistogram(const TensorStudy& study, std::size_t scheme);

} // namespace mantissa::html
