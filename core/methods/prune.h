#pragma once
// `magnitude` and `wanda`: a share of each row's weights is set to zero, the others are coded as the format's
// usual encoder does. Files of today's formats do not get smaller by it; engines with sparse kernels (2:4)
// run faster. Magnitude: Han et al. 2015, arXiv:1506.02626. Wanda, weights times the norm of their inputs,
// compared within a row: Sun et al. 2023, arXiv:2306.11695.
#include "methods/method.h"

namespace mantissa {

const Method& magnitudeMethod();
const Method& wandaMethod();

} // namespace mantissa
