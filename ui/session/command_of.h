#pragma once
// The mantissa-cli lines that do what the window did.
#include "report/command_line.h"
#include "session/workbench.h"

namespace mantissa::ui {

/// The model and the shown candidates; exactOnly: those with exact figures, as a report takes them.
ReportCommand comparisonOf(const Workbench& workbench, bool exactOnly);

} // namespace mantissa::ui
