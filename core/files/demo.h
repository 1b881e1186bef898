#pragma once
// The built-in demo: a small language model that was really trained, and a story to go with it.
#include "base/result.h"

#include <filesystem>

namespace mantissa {

/// The folder that ships as "demo": $MANTISSA_DATA/demo if that variable is set, else looked for relative to
/// the running program, installed (../share/mantissa/demo) or in a build tree (../../resources/demo or
/// ../../../resources/demo). Error NotFound lists where it was looked for.
Result<std::filesystem::path> demoFolder();

/// The demo's model in it, ready for openModel().
Result<std::filesystem::path> demoModelPath();

} // namespace mantissa
