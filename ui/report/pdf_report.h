#pragma once
// The report as pages that can be sent: cover, summary, charts, tables, certificate. From the same content as
// the HTML report (report/report.h in core).
#include "plots/picture.h"
#include "report/report.h"

#include <QPicture>
#include <QSize>

namespace mantissa::ui {

/// One chart, drawn in the window's thread already: plots are widgets.
struct ReportChart {
    QString title;
    QPicture picture;
    QSizeF size;
};

struct PdfContent {
    ReportContent report;
    std::vector<QString> titles;     ///< what the window calls each scheme of the comparison
    std::vector<int> marks;          ///< their colours and markers
    std::vector<ReportChart> charts; ///< after the summary
    std::vector<std::pair<QString, QString>> findings; ///< what the selected scheme hurts, and why
    QString findingsTitle;
};

/// Of a prepared picture, in the light theme whatever the window's. GUI thread only.
ReportChart chartOf(const QString& title, const Picture& picture, const QSize& size);

/// Any thread. Written atomically. Errors: CannotWrite.
Result<void> writePdfReport(const PdfContent& content, const QString& target);

} // namespace mantissa::ui
