#pragma once
// `rtn`, `ggml` and `search`: methods that ask a format for the encoder of that name. They look at nothing
// but the weight (and, if it is there, the importance of its columns).
#include "methods/method.h"

namespace mantissa {

const Method& rtnMethod();
const Method& ggmlMethod();
const Method& searchMethod();

} // namespace mantissa
