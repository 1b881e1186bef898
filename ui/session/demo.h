#pragma once
// The model that a first start shows.
#include <QString>

namespace mantissa::ui {

/// The built-in demo's folder: installed beside the program, or in the source tree that it was built in.
/// Empty when it is in neither place.
QString demoFolder();

} // namespace mantissa::ui
