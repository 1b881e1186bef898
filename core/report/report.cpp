#include "report/report.h"

#include "base/atomic_file.h"
#include "base/parallel.h"
#include "report/html/report_html.h"
#include "report/report_csv.h"
#include "report/report_json.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sys/utsname.h>

namespace mantissa {

namespace {

std::string processorName() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return {};
}

} // namespace

Result<ReportFormat> reportFormatOf(const std::filesystem::path& target) {
    std::string extension = target.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (extension == ".html" || extension == ".htm")
        return ReportFormat::Html;
    if (extension == ".json")
        return ReportFormat::Json;
    if (extension == ".csv")
        return ReportFormat::Csv;
    return fail(Error(ErrorCode::InvalidArgument,
                      sentence(MANTISSA_TR("core", "A report's name ends in .html, .json or .csv, which says "
                                                   "what it will be.")))
                    .inFile(target));
}

std::string renderReport(const ReportContent& content, ReportFormat format) {
    switch (format) {
    case ReportFormat::Json:
        return renderJson(content);
    case ReportFormat::Csv:
        return renderCsv(content);
    case ReportFormat::Html:
        break;
    }
    return renderHtml(content);
}

Result<void> writeReport(const ReportContent& content, const std::filesystem::path& target) {
    MANTISSA_TRY(const ReportFormat format, reportFormatOf(target));
    MANTISSA_TRY(AtomicFile file, AtomicFile::create(target));
    MANTISSA_CHECK(file.write(renderReport(content, format)));
    return file.commit();
}

std::string reportDate() {
    std::time_t now = std::time(nullptr);
    if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"))
        now = static_cast<std::time_t>(std::strtoll(fixed, nullptr, 10));
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

std::string describeEnvironment() {
    utsname system{};
    std::string text = "Mantissa " MANTISSA_VERSION;
    if (const std::string processor = processorName(); !processor.empty())
        text += " · " + processor;
    if (uname(&system) == 0)
        text += std::string(" · ") + system.sysname + " " + system.release + " " + system.machine;
    return text + " · " + translated(sentence(MANTISSA_TR("core", "%1 threads"), threads()));
}

} // namespace mantissa
