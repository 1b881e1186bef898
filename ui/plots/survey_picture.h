#pragma once
// Formats as points, size against error, over the curves that no code (and no scalar one) gets below.
#include "plots/picture.h"
#include "session/survey_driver.h"

namespace mantissa::ui {

/// A point's id is its row + 1; those in the comparison carry their scheme's colour and marker. selected: a
/// row, or -1.
Picture surveyPicture(const std::vector<SurveyRow>& rows, const Workbench& workbench, int selected);

} // namespace mantissa::ui
