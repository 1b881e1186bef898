#pragma once
// The parts of the HTML report, in the order in which they stand there. A part with nothing to say is empty.
#include "report/report.h"

namespace mantissa::html {

std::string headSection(const ReportContent& content);
std::string summarySection(const ReportContent& content);
std::string schemeSection(const Comparison& comparison);
std::string layerSection(const Comparison& comparison);
std::string tensorSection(const Comparison& comparison);
std::string studySection(const ReportContent& content);
std::string methodSection(const MethodComparison& comparison);
std::string fallbackSection(const Comparison& comparison);
std::string preflightSection(const Preflight& preflight);
std::string certificateSection(const Certificate& certificate);
std::string originSection(const ReportContent& content);

} // namespace mantissa::html
