#pragma once
// `gptq`: columns are rounded one after another, and each one's error is made good, as far as the inputs'
// second moments allow, by the columns that are still to come.
// Frantar et al. 2022, arXiv:2210.17323; the order by activity, static groups and the search for scales are
// options of its authors' implementation (github.com/IST-DASLab/gptq, gptq.py).
#include "methods/method.h"

namespace mantissa {

const Method& gptqMethod();

} // namespace mantissa
