#pragma once
// The closer looks that a report takes: of each scheme, the tensor that it hurts most.
#include "report/report.h"

namespace mantissa {

/// Fills content.studies and content.studyTensors from content.comparison, one study a scheme, at most
/// `most`. original: as the comparison was made with; empty where errors refer to the model itself. Errors:
/// as studyTensor, with the tensor's name.
Result<void> studyWorstTensors(ReportContent& content, const OriginalRows& original, std::size_t most,
                               const Task& task);

} // namespace mantissa
