#pragma once
// `hqq`: scales that suit most weights of a block and let a few be wrong: the sum of |error|^p with p below 1
// is lessened by half-quadratic splitting, without any calibration. Badri and Shaji 2023, "Half-Quadratic
// Quantization of Large Machine Learning Models" (mobiusml.github.io/hqq_blog; github.com/mobiusml/hqq,
// optimize.py). There the scale is fixed and the zero, a real number, has a closed form. Grids here store
// their offsets coarsely, as files of engines do, so the second step is the grid's own fit for the least
// squared error, of scale and offset together.
#include "methods/method.h"

namespace mantissa {

const Method& hqqMethod();

} // namespace mantissa
