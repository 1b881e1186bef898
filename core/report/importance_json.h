#pragma once
// How well calibration covered a tensor, as JSON.
#include "calibration/importance_matrix.h"
#include "report/report_json.h"

namespace mantissa {

/// {"name", "columns", "experts", "tokens", "fewestTokens", "unseenExperts", "silentColumns", "silentShare",
/// "heaviestShare"} and, of a tensor with several experts, "each": [{"tokens", "silentColumns",
/// "heaviestShare"}]
Json toJson(const ImportanceCoverage& coverage);

} // namespace mantissa
