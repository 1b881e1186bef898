#pragma once
// Results as CSV (RFC 4180): one line a tensor and scheme, the totals under the tensor name "*".
// The report of an export has its own columns: see exported_csv.h.
#include "report/report.h"

namespace mantissa {

std::string renderCsv(const ReportContent& content);

} // namespace mantissa
