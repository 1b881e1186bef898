#pragma once
// The closer looks that a report takes: of each scheme, the tensor that it hurts most.
#include "report/report.h"

namespace mantissa {

/// Fills content.studies and content.studyTensors from content.comparison, one study a scheme, at most
/// `most`. Errors: as studyTensor, with the tensor's name.
Result<void> studyWorstTensors(ReportContent& content, const ModelPtr& original, std::size_t most,
                               const Task& task);

} // namespace mantissa
