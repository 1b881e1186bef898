#pragma once
// The Tensor view's pictures of one study. Pure functions of what they are given.
#include "analysis/tensor_study.h"
#include "plots/picture.h"

namespace mantissa::ui {

/// Original and decoded values on common bins, in percent of the weights, with the levels as marks.
Picture valuesPicture(const TensorStudy& study, int slot, bool logarithmic);
/// The same with what the person marked: a range of values, and the histogram of a region.
Picture markedPicture(Picture values, const std::optional<std::pair<float, float>>& range,
                      const Histogram* region);
Picture errorPicture(const TensorStudy& study, int slot);
Picture codesPicture(const TensorStudy& study, int slot);
Picture scalesPicture(const TensorStudy& study, int slot);
Picture rowsPicture(const TensorStudy& study, int slot);

/// One histogram as a series: left edges and shares in percent, closed by a last edge of 0.
Series histogramSeries(const Histogram& histogram, SeriesStyle style, const QString& name, int slot);

} // namespace mantissa::ui
