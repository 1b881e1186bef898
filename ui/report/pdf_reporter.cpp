#include "report/pdf_reporter.h"

#include "plots/comparison_pictures.h"
#include "plots/method_picture.h"
#include "plots/study_pictures.h"
#include "text/hurt_text.h"
#include "text/number_text.h"

#include <QFileInfo>
#include <QTextDocument>
#include <QTimer>

namespace mantissa::ui {

namespace {
constexpr QSize chartSize(660, 300);
} // namespace

PdfReporter::PdfReporter(Workbench& workbench, ReportContent content, std::vector<Candidate> candidates,
                         std::optional<StudyRequest> closer, QString path)
    : QObject(&workbench), workbench_(workbench), candidates_(std::move(candidates)),
      closer_(std::move(closer)), path_(std::move(path)), subject_(workbench.selection().candidate()) {
    content_.report = std::move(content);
    for (const Candidate& candidate : candidates_) {
        content_.titles.push_back(titleOf(candidate));
        content_.marks.push_back(candidate.slot);
    }
}

const Candidate* PdfReporter::subject() const {
    for (const Candidate& candidate : candidates_)
        if (candidate.id == subject_)
            return &candidate;
    return candidates_.empty() ? nullptr : &candidates_.front();
}

void PdfReporter::start() {
    const Candidate* chosen = subject();
    Job* job = workbench_.jobs().start<Found>(
        {.title = tr("Report %1").arg(QFileInfo(path_).fileName())},
        [comparison = chosen ? chosen->result : nullptr,
         closer = closer_](const Task& task) -> Result<Found> {
            Found found;
            found.environment = describeEnvironment();
            if (comparison) {
                MANTISSA_TRY(found.hurt, hurtFindings(comparison, 0, task));
            }
            if (closer) {
                MANTISSA_TRY(found.study, studyOf(*closer, {}, task));
            }
            return found;
        },
        [this](const Found& result) { found(result); }, [this](const Error& error) { fail(error); });
    endWhenCancelled(job);
}

void PdfReporter::found(const Found& result) {
    content_.report.environment = result.environment;
    if (const Candidate* chosen = subject(); chosen && result.hurt) {
        content_.findingsTitle = tr("What %1 hurts most").arg(titleOf(*chosen));
        QTextDocument plain; // the sentence has bold words
        plain.setHtml(layersSentence(*result.hurt, titleOf(*chosen)));
        content_.findings.push_back({plain.toPlainText(), {}});
        for (const HurtWeight& weight : result.hurt->weights)
            content_.findings.push_back({hurtSentence(weight, titleOf(*chosen)), reasonSentence(weight)});
    }
    const int chosen = subject() ? subject()->id : 0;
    toDraw_.push_back([this, chosen] {
        return chartOf(tr("Size and error"),
                       tradeoffPicture(candidates_, Figure::Bytes, Figure::RelativeRmse, chosen), chartSize);
    });
    toDraw_.push_back([this, chosen] {
        LayersRequest request;
        request.selectedCandidate = chosen;
        LayerSums sums;
        return chartOf(tr("Error layer by layer"), layersPicture(candidates_, request, sums), chartSize);
    });
    if (result.study && result.study->study) {
        const int slot = workbench_.slotOf(result.study->request.scheme);
        content_.report.studies.push_back(result.study->study);
        content_.report.studyTensors.push_back(result.study->request.tensor->name);
        toDraw_.push_back([study = result.study->study, name = result.study->request.tensor->name, slot] {
            return chartOf(tr("%1 under %2: values before and after").arg(text(name), text(study->scheme)),
                           valuesPicture(*study, slot, false), chartSize);
        });
    }
    if (content_.report.methods)
        toDraw_.push_back([this] {
            return chartOf(tr("Methods on equal terms: KL divergence"),
                           methodPicture(*content_.report.methods, MethodFigure::Divergence, {}, -1),
                           chartSize);
        });
    drawNext();
}

void PdfReporter::drawNext() {
    if (content_.charts.size() == toDraw_.size()) {
        write();
        return;
    }
    content_.charts.push_back(toDraw_[content_.charts.size()]());
    QTimer::singleShot(0, this, &PdfReporter::drawNext);
}

void PdfReporter::write() {
    Job* job = workbench_.jobs().start<bool>(
        {.title = tr("Write %1").arg(QFileInfo(path_).fileName())},
        [content = content_, path = path_](const Task&) -> Result<bool> {
            MANTISSA_CHECK(writePdfReport(content, path));
            return true;
        },
        [this](bool) {
            emit written(path_);
            end();
        },
        [this](const Error& error) { fail(error); });
    endWhenCancelled(job);
}

void PdfReporter::fail(const Error& error) {
    emit failed(error);
    end();
}

void PdfReporter::endWhenCancelled(Job* job) {
    connect(job, &Job::finished, this, [this, job] {
        if (job->state() == JobState::Cancelled) {
            emit cancelled();
            end();
        }
    });
}

void PdfReporter::end() {
    deleteLater();
}

} // namespace mantissa::ui
