#include "dialogs/report_dialog.h"

#include "analysis/tensor_study.h"
#include "dialogs/file_dialogs.h"
#include "report/pdf_reporter.h"
#include "report/report.h"
#include "session/command_of.h"
#include "session/measure.h"
#include "text/number_text.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace mantissa::ui {

ReportDialog::ReportDialog(Workbench& workbench, Settings& settings, std::optional<Certificate> certificate,
                           QWidget* parent)
    : QDialog(parent), workbench_(workbench), settings_(settings), certificate_(std::move(certificate)),
      kind_(new QComboBox(this)), target_(new QLineEdit(this)), summary_(new QLabel(this)),
      write_(new QPushButton(tr("&Write report"), this)) {
    setObjectName(QStringLiteral("reportDialog"));
    setWindowTitle(tr("Write a report"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    kindPicked();
}

void ReportDialog::build() {
    kind_->setObjectName(QStringLiteral("reportKind"));
    kind_->setAccessibleName(tr("Kind of report"));
    kind_->addItem(tr("HTML: one page with charts, for people"), QStringLiteral("html"));
    kind_->addItem(tr("PDF: pages to send or print"), QStringLiteral("pdf"));
    kind_->addItem(tr("JSON: all figures, for programs"), QStringLiteral("json"));
    kind_->addItem(tr("CSV: one line a tensor and scheme"), QStringLiteral("csv"));
    target_->setObjectName(QStringLiteral("reportTarget"));
    target_->setAccessibleName(tr("File"));
    target_->setMinimumWidth(420);
    summary_->setObjectName(QStringLiteral("reportSummary"));
    summary_->setWordWrap(true);
    write_->setObjectName(QStringLiteral("reportWrite"));
    write_->setDefault(true);
    auto* browse = new QPushButton(tr("&Browse …"), this);
    browse->setObjectName(QStringLiteral("reportBrowse"));
    browse->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("reportClose"));
    close->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(target_, 1);
    file->addWidget(browse);
    auto* form = new QFormLayout;
    form->addRow(tr("&Kind"), kind_);
    auto* fileLabel = new QLabel(tr("&File"), this); // a layout is nobody's buddy
    fileLabel->setBuddy(target_);
    form->addRow(fileLabel, file);
    auto* buttons = new QHBoxLayout;
    auto* copy = new QPushButton(tr("Copy as command &line"), this);
    copy->setObjectName(QStringLiteral("reportCopyCommand"));
    copy->setToolTip(tr("The mantissa-cli line that makes the same report"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(command()); });
    connect(kind_, &QComboBox::currentIndexChanged, copy, [this, copy] { // pages are the window's alone
        copy->setEnabled(kind_->currentData().toString() != QLatin1String("pdf"));
    });
    buttons->addWidget(copy);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(write_);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(summary_);
    layout->addLayout(buttons);
    int exact = 0;
    for (const Candidate& candidate : workbench_.candidates())
        exact += candidate.shown && candidate.state == MeasureState::Exact;
    summary_->setText(tr("%n scheme(s) with exact figures go into the report.", nullptr, exact));
    write_->setEnabled(exact > 0);
    connect(kind_, &QComboBox::currentIndexChanged, this, &ReportDialog::kindPicked);
    connect(browse, &QPushButton::clicked, this, [this] {
        askToSave(this, QStringLiteral("reportTargetDialog"), tr("Write report to"), target_->text(),
                  tr("Reports (*.html *.pdf *.json *.csv)"),
                  [this](const QString& path) { target_->setText(path); });
    });
    connect(write_, &QPushButton::clicked, this, &ReportDialog::start);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void ReportDialog::setMethods(const MethodComparison& methods) {
    if (methods.methods.empty())
        return;
    methods_ = methods;
    summary_->setText(summary_->text() + QLatin1Char('\n') +
                      tr("The %n method(s) compared on equal terms, too.", nullptr,
                         static_cast<int>(methods.methods.size())));
}

void ReportDialog::kindPicked() {
    const QFileInfo source(text(workbench_.model()->path.string()));
    const QFileInfo before(target_->text());
    const QString base =
        target_->text().isEmpty()
            ? QDir(settings_.saveFolder()).filePath(source.completeBaseName() + QStringLiteral("-report"))
            : before.dir().filePath(before.completeBaseName());
    target_->setText(base + QLatin1Char('.') + kind_->currentData().toString());
}

QString ReportDialog::command() const {
    ReportCommand command = comparisonOf(workbench_, true);
    // The command line makes no pages; the same figures, then, for a browser.
    QString output = target_->text();
    if (output.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        output = output.chopped(4) + QStringLiteral(".html");
    command.output = output.toStdString();
    return text(commandLine(command));
}

void ReportDialog::startPdf(ReportContent content, const std::vector<const Candidate*>& exact,
                            std::optional<StudyRequest> closer) {
    std::vector<Candidate> candidates;
    for (const Candidate* candidate : exact)
        candidates.push_back(*candidate);
    auto* reporter = new PdfReporter(workbench_, std::move(content), std::move(candidates), std::move(closer),
                                     target_->text());
    connect(reporter, &PdfReporter::written, this, [this](const QString& path) {
        settings_.set(Setting::SaveFolder, QFileInfo(path).absolutePath());
        emit written(path);
        accept();
    });
    const auto goOn = [this](const QString& words) {
        summary_->setText(QStringLiteral("✗ ") + words);
        write_->setEnabled(true);
    };
    connect(reporter, &PdfReporter::failed, this,
            [goOn](const Error& error) { goOn(text(error.describe())); });
    connect(reporter, &PdfReporter::cancelled, this, [goOn] { goOn(tr("Cancelled.")); });
    reporter->start();
}

void ReportDialog::start() {
    std::vector<const Candidate*> exact;
    for (const Candidate& candidate : workbench_.candidates())
        if (candidate.shown && candidate.state == MeasureState::Exact)
            exact.push_back(&candidate);
    ReportContent content;
    content.model = workbench_.model();
    content.comparison = joined(exact);
    content.certificate = certificate_;
    content.methods = methods_;
    content.date = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    content.command = command().toStdString();
    std::optional<StudyRequest> closer;
    const Selection& selection = workbench_.selection();
    if (selection.tensor() && selection.scheme())
        closer = workbench_.studyRequest(selection.tensor(), *selection.scheme(), selection.candidate());
    if (closer && wantsCalibration(closer->scheme) && !(closer->candidate && closer->calibrated))
        closer.reset(); // a draft that cannot be studied
    write_->setEnabled(false);
    summary_->setText(tr("Writing …"));
    if (kind_->currentData().toString() == QLatin1String("pdf")) {
        startPdf(std::move(content), exact, std::move(closer));
        return;
    }
    QPointer<ReportDialog> self(this);
    const QString path = target_->text();
    workbench_.jobs().start<bool>(
        {.title = tr("Report %1").arg(QFileInfo(path).fileName())},
        [content, closer, path](const Task& task) mutable -> Result<bool> {
            content.environment = describeEnvironment();
            if (closer) {
                MANTISSA_TRY(const StudyOutcome outcome, studyOf(*closer, {}, task));
                if (outcome.study) {
                    content.studies.push_back(outcome.study);
                    content.studyTensors.push_back(closer->tensor->name);
                }
            }
            MANTISSA_CHECK(writeReport(content, path.toStdString()));
            return true;
        },
        [self, path](bool) {
            if (!self)
                return;
            self->settings_.set(Setting::SaveFolder, QFileInfo(path).absolutePath());
            emit self->written(path);
            self->accept();
        },
        [self](const Error& error) {
            if (!self)
                return;
            self->summary_->setText(QStringLiteral("✗ ") + text(error.describe()));
            self->write_->setEnabled(true);
        });
}

} // namespace mantissa::ui
