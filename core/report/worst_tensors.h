#pragma once
// The closer looks that a report takes: of each scheme, the tensor that it hurts most.
#include "report/report.h"

namespace mantissa {

/// Fills content.studies and content.studyTensors from content.comparison, one study a scheme, at most
/// `most`. original and importance: as the comparison was made with; empty and null where it was made with
/// none. Errors: as studyTensor, with the tensor's name.
Result<void> studyWorstTensors(ReportContent& content, const OriginalRows& original,
                               const TensorImportancePtr& importance, std::size_t most, const Task& task);

} // namespace mantissa
