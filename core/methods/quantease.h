#pragma once
// `quantease`: learned rounding by coordinate descent (Behdin et al. 2023, arXiv:2309.01885), on the
// objective that AdaRound set (Nagel et al. 2020, arXiv:2004.10568).
#include "methods/method.h"

namespace mantissa {

const Method& quanteaseMethod();

} // namespace mantissa
