#include "report/html/report_html.h"

#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/style.h"

namespace mantissa {

namespace html {

std::string originSection(const ReportContent& content) {
    std::string html = element("h2", label(MANTISSA_TR("core", "How this was made")));
    html += element("p", escaped(content.environment), "soft");
    if (content.model)
        html += element("p", element("code", escaped(content.model->path.string())), "soft");
    if (content.command.empty())
        return html;
    return html + element("p", label(MANTISSA_TR("core", "This command makes the report again:"))) +
           element("pre", escaped(content.command));
}

} // namespace html

std::string renderHtml(const ReportContent& content) {
    using namespace html;
    std::string body = headSection(content) + summarySection(content);
    if (content.comparison) {
        const Comparison& comparison = *content.comparison;
        body += schemeSection(comparison) + layerSection(comparison) + tensorSection(comparison);
        body += studySection(content) + fallbackSection(comparison);
    }
    if (content.methods)
        body += methodSection(*content.methods);
    if (content.preflight)
        body += preflightSection(*content.preflight);
    if (content.certificate)
        body += certificateSection(*content.certificate);
    body += originSection(content);

    const std::string name = content.model ? content.model->path.filename().string() : std::string();
    const std::string title =
        label(sentence(MANTISSA_TR("core", "%1 · quantization report"), name.empty() ? "Mantissa" : name));
    return "<!DOCTYPE html>\n<html lang=\"" + label(MANTISSA_TR("core", "en")) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           title + "</title>\n<style>" + std::string(styleSheet()) + "</style>\n</head>\n<body><main>\n" +
           body + "</main>\n<script>" + std::string(sortScript()) + "</script>\n</body></html>\n";
}

} // namespace mantissa
