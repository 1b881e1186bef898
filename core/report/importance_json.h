#pragma once
// How well calibration covered a tensor, as JSON.
#include "calibration/importance_matrix.h"
#include "report/report_json.h"

namespace mantissa {

/// {"name", "columns", "experts", "tokens", "fewestTokens", "chunks", "unseenExperts", "silentColumns",
/// "silentShare", "heaviestShare"} (tokens null and chunks a number where the matrix tells only those) and,
/// of a tensor with several experts, "each": [{"tokens", "silentColumns", "heaviestShare"}]
Json toJson(const ImportanceCoverage& coverage);

} // namespace mantissa
