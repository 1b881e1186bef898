#pragma once
// The sign of a finding: its shape tells the kind, the colour only repeats it.
#include "analysis/forensics/finding.h"

#include <QIcon>
#include <QPalette>

namespace mantissa::ui {

QIcon findingIcon(FindingKind kind, const QPalette& palette);

} // namespace mantissa::ui
