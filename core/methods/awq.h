#pragma once
// `awq`: columns whose inputs are strong are scaled up before they are rounded (and the inputs down, which
// the layer before can take over), then each block's range is cut where that lessens the error of the output.
// Lin et al. 2023, arXiv:2306.00978; steps and constants are those of its authors' program
// (github.com/mit-han-lab/llm-awq, auto_scale.py and auto_clip.py).
#include "methods/method.h"

namespace mantissa {

const Method& awqMethod();

} // namespace mantissa
