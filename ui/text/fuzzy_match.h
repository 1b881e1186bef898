#pragma once
// How well a few typed letters fit a name: the letters in order, better at the starts of words and side by
// side.
#include <QStringView>

#include <optional>

namespace mantissa::ui {

/// Nothing if `letters` do not all occur in `name` in this order; else a score, higher is better. Both are
/// compared as they are: fold the case of both before. Spaces in `letters` are passed over. No letters: 0.
std::optional<int> fuzzyScore(QStringView letters, QStringView name);

} // namespace mantissa::ui
