#pragma once
// One report of results, rendered as self-contained HTML (inline SVG charts), JSON or CSV.
#include "analysis/comparison.h"
#include "analysis/tensor_study.h"
#include "pipeline/export.h"
#include "pipeline/method_comparison.h"

namespace mantissa {

struct ReportContent {
    ModelPtr model;
    ComparisonPtr comparison;
    std::vector<TensorStudyPtr> studies; ///< of the tensors worth a closer look, with their names
    std::vector<std::string> studyTensors;
    std::optional<MethodComparison> methods; ///< methods on equal terms
    std::optional<Preflight> preflight;      ///< of an export; the comparison is then of what it wrote
    std::optional<Certificate> certificate;
    std::string date;        ///< ISO 8601, given by the caller so that a report can be reproduced
    std::string environment; ///< CPU, system, threads, program version
    std::string command;     ///< the mantissa-cli line that makes this report again
};

enum class ReportFormat { Html, Json, Csv };

/// From the extension (.html, .json, .csv). Error InvalidArgument otherwise.
Result<ReportFormat> reportFormatOf(const std::filesystem::path& target);

std::string renderReport(const ReportContent& content, ReportFormat format);

/// Written atomically. Errors: CannotWrite, NoSpace.
Result<void> writeReport(const ReportContent& content, const std::filesystem::path& target);

/// Now, ISO 8601 in UTC; or the moment that SOURCE_DATE_EPOCH (reproducible-builds.org) names, which makes a
/// report the same bytes again.
std::string reportDate();

/// CPU, operating system, threads: one line, for reports.
std::string describeEnvironment();

} // namespace mantissa
