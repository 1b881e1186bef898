#pragma once
#include <QString>

namespace mantissa::ui {

/// The text with places to break inside paths and tensor names (zero-width spaces), so that a label that
/// wraps need not be as wide as the longest of them.
QString breakable(const QString& text);

} // namespace mantissa::ui
