#pragma once
// The report as one HTML file that needs nothing else: style, script and charts are inside.
#include "report/report.h"

namespace mantissa {

std::string renderHtml(const ReportContent& content);

} // namespace mantissa
