#pragma once
// Makes a PDF report without holding up the window: what is to be computed on a worker, then the charts one
// an event (plots are widgets), then the pages on a worker again.
#include "report/pdf_report.h"
#include "session/hurt_driver.h"
#include "session/measure.h"

#include <QObject>

#include <functional>

namespace mantissa::ui {

class PdfReporter : public QObject {
    Q_OBJECT
public:
    /// Deletes itself when it is finished. candidates: those of content.comparison, in its order. closer: the
    /// weight and scheme to look at closely.
    PdfReporter(Workbench& workbench, ReportContent content, std::vector<Candidate> candidates,
                std::optional<StudyRequest> closer, QString path);
    void start();

signals:
    void written(const QString& path);
    void failed(const mantissa::Error& error);
    void cancelled();

private:
    struct Found {
        std::optional<HurtFindings> hurt;
        std::optional<StudyOutcome> study;
        std::string environment;
    };
    void found(const Found& found);
    void drawNext();
    void write();
    const Candidate* subject() const;
    void fail(const Error& error);
    void endWhenCancelled(Job* job);
    void end();

    Workbench& workbench_;
    PdfContent content_;
    std::vector<Candidate> candidates_;
    std::optional<StudyRequest> closer_;
    QString path_;
    int subject_ = 0; ///< the candidate whose findings are told
    std::vector<std::function<ReportChart()>> toDraw_;
};

} // namespace mantissa::ui
