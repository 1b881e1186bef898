#pragma once
// All methods. A new one is one file and one line in registry.cpp.
#include "methods/method.h"

namespace mantissa {

std::span<const Method* const> methods();
const Method* findMethod(std::string_view id); ///< null if there is none

} // namespace mantissa
