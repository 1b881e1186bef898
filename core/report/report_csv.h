#pragma once
// Results as CSV (RFC 4180): one line a tensor and scheme, the totals under the tensor name "*".
#include "report/report.h"

namespace mantissa {

std::string renderCsv(const ReportContent& content);

} // namespace mantissa
