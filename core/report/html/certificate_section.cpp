#include "report/html/html_text.h"
#include "report/html/sections.h"
#include "report/html/table_cells.h"
#include "report/number_text.h"

namespace mantissa::html {

namespace {

std::string yesOrNo(bool yes) {
    return element("span",
                   yes ? label(MANTISSA_TR("core", "equal")) : label(MANTISSA_TR("core", "DIFFERENT")),
                   yes ? "good" : "bad");
}

std::string fact(const char* name, const std::string& html) {
    return element("tr", "<th scope=\"row\" class=\"left\">" + label(name) + "</th>" +
                             textCell(html, "left break"));
}

std::string code(const std::string& text) {
    return element("code", escaped(text));
}

std::string tensorRow(const CertifiedTensor& tensor) {
    return element("tr", textCell(code(tensor.name), "left break") +
                             textCell(escaped(tensor.stored), "left") +
                             textCell(escaped(tensor.scheme), "left") +
                             numberCell(static_cast<double>(tensor.bytes), bytesText(tensor.bytes)) +
                             numberCell(tensor.relativeRmse, percentText(tensor.relativeRmse)) +
                             textCell(yesOrNo(tensor.bytesEqual), "left") +
                             textCell(yesOrNo(tensor.decodesEqual), "left") + "<td class=\"left\" title=\"" +
                             escaped(tensor.sha256) + "\">" + code(tensor.sha256.substr(0, 16)) + "…</td>");
}

} // namespace

std::string certificateSection(const Certificate& certificate) {
    const bool valid = certificate.valid();
    std::string html = element("h2", label(MANTISSA_TR("core", "Certificate of the exported file")));
    html +=
        element("p",
                valid ? label(MANTISSA_TR("core", "The file was read back through the ordinary reading path "
                                                  "and every tensor compared with what was encoded: all "
                                                  "equal, bit for bit."))
                      : label(MANTISSA_TR("core", "The file was read back and is NOT what was encoded. Do "
                                                  "not use it.")),
                valid ? "good" : "bad");
    std::string facts = fact(MANTISSA_TR("core", "File"), code(certificate.file.string()));
    facts += fact(MANTISSA_TR("core", "SHA-256"), code(certificate.sha256));
    facts += fact(MANTISSA_TR("core", "Size"), label(sentence(MANTISSA_TR("core", "%1 bytes; planned: %2"),
                                                              certificate.bytes, certificate.planned)));
    facts += fact(MANTISSA_TR("core", "Made from"), code(certificate.source.string()));
    facts += fact(MANTISSA_TR("core", "SHA-256 of the source"), code(certificate.sourceSha256));
    facts += fact(MANTISSA_TR("core", "Recipe"), "<pre>" + escaped(certificate.recipe) + "</pre>");
    facts += fact(MANTISSA_TR("core", "Program"), escaped(certificate.program));
    html += "<div class=\"wide\"><table><tbody>" + facts + "</tbody></table></div>";
    std::string rows;
    for (const CertifiedTensor& tensor : certificate.tensors)
        rows += tensorRow(tensor);
    const std::string heads =
        leftHead(MANTISSA_TR("core", "Tensor")) + leftHead(MANTISSA_TR("core", "Stored as")) +
        leftHead(MANTISSA_TR("core", "Scheme")) + rightHead(MANTISSA_TR("core", "Size")) +
        rightHead(MANTISSA_TR("core", "Relative RMSE")) + leftHead(MANTISSA_TR("core", "Bytes")) +
        leftHead(MANTISSA_TR("core", "Values")) + leftHead(MANTISSA_TR("core", "SHA-256"));
    return html + element("h3", label(MANTISSA_TR("core", "Tensors of the file"))) + table(heads, rows, true);
}

} // namespace mantissa::html
