#include "dialogs/export_dialog.h"

#include "dialogs/export_target.h"
#include "dialogs/file_dialogs.h"
#include "models/roles.h"
#include "packings/registry.h"
#include "panels/table_menu.h"
#include "panels/table_style.h"
#include "report/command_line.h"
#include "text/number_text.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace mantissa::ui {

namespace {

constexpr int typingPause = 250; // milliseconds after the last change before pre-flight runs again

QTableView* table(const QString& name, QAbstractItemModel* model, QWidget* parent) {
    auto* view = new QTableView(parent);
    view->setObjectName(name);
    view->setModel(model);
    styleTable(*view);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->setTextElideMode(Qt::ElideMiddle);
    view->horizontalHeader()->setStretchLastSection(true);
    new TableMenu(view);
    return view;
}

/// The name before a packing was put behind it.
QString withoutPacking(const QString& name) {
    for (const Packing* packing : packings()) {
        const QString ending = QLatin1Char('-') + text(packing->info().id);
        if (name.endsWith(ending))
            return name.chopped(ending.size());
    }
    return name;
}

} // namespace

ExportDialog::ExportDialog(Workbench& workbench, Settings& settings, QWidget* parent)
    : QDialog(parent), workbench_(workbench), settings_(settings), pages_(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export a quantized model"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(860, 600);
    pages_->addWidget(buildPlanPage());
    pages_->addWidget(buildWorkPage());
    pages_->addWidget(buildCertificatePage());
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(pages_);
    debounce_.setSingleShot(true);
    debounce_.setInterval(typingPause);
    fillPlans();
    connect(&debounce_, &QTimer::timeout, this, &ExportDialog::check);
    const auto later = [this] {
        export_->setEnabled(false);
        workbench_.jobs().cancelLane(QStringLiteral("preflight")); // an answer to the old question
        debounce_.start();
    };
    connect(plan_, &QComboBox::currentTextChanged, this, later);
    connect(rules_, &QPlainTextEdit::textChanged, this, later);
    connect(container_, &QComboBox::currentIndexChanged, this, &ExportDialog::containerPicked);
    connect(keepCodes_, &QCheckBox::toggled, this, later);
    connect(target_, &QLineEdit::textChanged, this, later);
    connect(this, &QDialog::finished, this, [this] {
        if (job_)
            job_->cancel();
    });
    containerPicked();
    check();
}

QWidget* ExportDialog::buildPlanPage() {
    auto* page = new QWidget(this);
    plan_ = new QComboBox(page);
    plan_->setObjectName(QStringLiteral("exportPlan"));
    plan_->setEditable(true);
    plan_->setInsertPolicy(QComboBox::NoInsert);
    plan_->setToolTip(tr("A recipe such as Q4_K_M, or a scheme such as Q4_K/search"));
    rules_ = new QPlainTextEdit(page);
    rules_->setObjectName(QStringLiteral("exportRules"));
    rules_->setPlaceholderText(tr("Exceptions, one a line: ffn_down=Q6_K"));
    rules_->setTabChangesFocus(true);
    rules_->setMaximumHeight(rules_->fontMetrics().height() * 4);
    container_ = new QComboBox(page);
    container_->setObjectName(QStringLiteral("exportContainer"));
    fillTargets(*container_, *workbench_.model());
    keepCodes_ = new QCheckBox(tr("&Keep codes and scales where grids coincide"), page);
    keepCodes_->setObjectName(QStringLiteral("exportKeepCodes"));
    keepCodes_->setToolTip(
        tr("This model is quantized already. A weight whose values the plan's scheme can all hold is "
           "moved to it without being rounded again."));
    keepCodes_->setChecked(workbench_.model()->quantized());
    keepCodes_->setVisible(workbench_.model()->quantized());
    target_ = new QLineEdit(page);
    target_->setObjectName(QStringLiteral("exportTarget"));
    auto* browseButton = new QPushButton(tr("&Browse …"), page);
    browseButton->setObjectName(QStringLiteral("exportBrowse"));
    browseButton->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(target_, 1);
    file->addWidget(browseButton);
    auto* form = new QFormLayout;
    form->addRow(tr("&Plan"), plan_);
    form->addRow(tr("E&xceptions"), rules_);
    form->addRow(tr("&Container"), container_);
    if (workbench_.model()->quantized())
        form->addRow(QString(), keepCodes_);
    auto* fileLabel = new QLabel(tr("&File"), page); // a layout is nobody's buddy
    fileLabel->setBuddy(target_);
    form->addRow(fileLabel, file);
    plan_->setAccessibleName(tr("Plan"));
    rules_->setAccessibleName(tr("Exceptions"));
    container_->setAccessibleName(tr("Container"));
    target_->setAccessibleName(tr("File"));
    summary_ = new QLabel(page);
    summary_->setObjectName(QStringLiteral("exportSummary"));
    summary_->setWordWrap(true);
    sortedPreflight_.setSourceModel(&preflightModel_);
    sortedPreflight_.setSortRole(SortRole);
    table_ = table(QStringLiteral("exportPreflight"), &sortedPreflight_, page);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    table_->setAccessibleName(tr("What will be written"));
    export_ = new QPushButton(tr("&Export"), page);
    export_->setObjectName(QStringLiteral("exportStart"));
    export_->setDefault(true);
    auto* close = new QPushButton(tr("Close"), page);
    close->setObjectName(QStringLiteral("exportClose"));
    close->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    auto* copy = new QPushButton(tr("Copy as command &line"), page);
    copy->setObjectName(QStringLiteral("exportCopyCommand"));
    copy->setToolTip(tr("The mantissa-cli line that writes the same file"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(command()); });
    buttons->addWidget(copy);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(export_);
    auto* layout = new QVBoxLayout(page);
    layout->addLayout(form);
    layout->addWidget(summary_);
    layout->addWidget(table_, 1);
    layout->addLayout(buttons);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(export_, &QPushButton::clicked, this, &ExportDialog::start);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return page;
}

QWidget* ExportDialog::buildWorkPage() {
    auto* page = new QWidget(this);
    working_ = new QLabel(page);
    working_->setWordWrap(true);
    progress_ = new QProgressBar(page);
    progress_->setObjectName(QStringLiteral("exportProgress"));
    progress_->setAccessibleName(tr("Progress of the export"));
    progress_->setRange(0, 0);
    auto* stop = new QPushButton(tr("&Cancel"), page);
    stop->setObjectName(QStringLiteral("exportCancel"));
    auto* layout = new QVBoxLayout(page);
    layout->addStretch();
    layout->addWidget(working_);
    layout->addWidget(progress_);
    layout->addWidget(stop, 0, Qt::AlignRight);
    layout->addStretch();
    connect(stop, &QPushButton::clicked, this, [this] {
        if (job_)
            job_->cancel();
    });
    return page;
}

QWidget* ExportDialog::buildCertificatePage() {
    auto* page = new QWidget(this);
    verdict_ = new QLabel(page);
    verdict_->setObjectName(QStringLiteral("exportVerdict"));
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    certificateTable_ = table(QStringLiteral("exportCertificate"), &certificateModel_, page);
    certificateTable_->setAccessibleName(tr("Certificate of every tensor"));
    auto* close = new QPushButton(tr("Close"), page);
    close->setObjectName(QStringLiteral("certificateClose"));
    auto* layout = new QVBoxLayout(page);
    layout->addWidget(verdict_);
    layout->addWidget(certificateTable_, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return page;
}

void ExportDialog::fillPlans() {
    const QSignalBlocker quiet(plan_);
    const Candidate* chosen = workbench_.selectedCandidate();
    for (const Candidate& candidate : workbench_.candidates())
        plan_->addItem(candidate.name);
    for (const MixtureInfo& mixture : mixtures())
        if (plan_->findText(text(mixture.id)) < 0)
            plan_->addItem(text(mixture.id));
    plan_->setCurrentText(chosen ? chosen->name : QStringLiteral("Q4_K_M"));
}

void ExportDialog::setRecipe(const QString& recipe) {
    QStringList lines = recipe.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    plan_->setCurrentText(lines.isEmpty() ? QString() : lines.takeFirst());
    rules_->setPlainText(lines.join(QLatin1Char('\n')));
    target_->clear();
    containerPicked();
}

void ExportDialog::containerPicked() {
    const QFileInfo source(text(workbench_.model()->path.string()));
    QFileInfo before(target_->text());
    const QString base = target_->text().isEmpty()
                             ? QDir(settings_.saveFolder())
                                   .filePath(source.completeBaseName() + QLatin1Char('-') +
                                             plan_->currentText()
                                                 .section(QLatin1Char(','), 0, 0)
                                                 .replace(QLatin1Char('/'), QLatin1Char('-')))
                             : before.dir().filePath(withoutPacking(before.completeBaseName()));
    target_->setText(chosenTarget(*container_).named(base));
}

void ExportDialog::browse() {
    if (chosenTarget(*container_).packing != nullptr) {
        // The folder itself is made; it lies in the one that is chosen.
        const QFileInfo before(target_->text());
        askToOpenFolder(this, QStringLiteral("exportFolderDialog"), tr("Export into"), before.absolutePath(),
                        [this, name = before.fileName()](const QString& path) {
                            target_->setText(QDir(path).filePath(name));
                        });
        return;
    }
    askToSave(this, QStringLiteral("exportTargetDialog"), tr("Export to"), target_->text(),
              tr("Models (*.gguf *.safetensors)"), [this](const QString& path) { target_->setText(path); });
}

std::string ExportDialog::recipeLines() const {
    return (plan_->currentText().replace(QLatin1String("; "), QLatin1String("\n")) + QLatin1Char('\n') +
            rules_->toPlainText())
        .trimmed()
        .toStdString();
}

QString ExportDialog::command() const {
    const ExportTarget target = chosenTarget(*container_);
    QuantizeCommand command{workbench_.model()->path.string(), target_->text().toStdString(), recipeLines(),
                            workbench_.importancePath().toStdString()};
    (target.packing != nullptr ? command.packing : command.container) =
        container_->currentData().toString().toStdString();
    command.keepCodes = keepCodes_->isChecked();
    if (const CalibratedStorePtr& calibrated = workbench_.calibrated())
        command.calibration = calibrated->source();
    return text(commandLine(command));
}

Result<ExportOptions> ExportDialog::options() const {
    ExportOptions options;
    MANTISSA_TRY(options.recipe, parseRecipe(recipeLines()));
    options.importance = workbench_.importance();
    if (workbench_.calibrated())
        options.calibration = workbench_.calibrated()->text();
    options.target = target_->text().toStdString();
    const ExportTarget target = chosenTarget(*container_);
    options.container = target.container;
    options.packing = target.packing;
    options.takeOver = keepCodes_->isChecked();
    options.maxMemory = static_cast<std::uint64_t>(settings_.value(Setting::MaxMemory).toInt()) << 20;
    return options;
}

void ExportDialog::check() {
    export_->setEnabled(false);
    const auto wanted = options();
    if (!wanted) {
        showProblem(text(wanted.error().describe()));
        return;
    }
    QPointer<ExportDialog> self(this);
    workbench_.jobs().start<Preflight>(
        {.title = tr("Pre-flight"), .lane = QStringLiteral("preflight"), .visible = false},
        [model = workbench_.model(), options = *wanted](const Task&) { return preflight(model, options); },
        [self](const Preflight& result) {
            if (self)
                self->showPreflight(result);
        },
        [self](const Error& error) {
            if (self)
                self->showProblem(text(error.describe()));
        });
}

void ExportDialog::showPreflight(const Preflight& preflight) {
    preflightModel_.setPreflight(preflight);
    for (int column = 0; column < PreflightModel::Note; ++column)
        table_->resizeColumnToContents(column);
    if (preflightModel_.fallbacks() > 0 && sortedPreflight_.sortColumn() < 0)
        table_->sortByColumn(PreflightModel::Note, Qt::AscendingOrder); // what needs a look comes first
    QStringList lines;
    lines << tr("<b>%1</b> in the file (%2), %3 bits per weight")
                 .arg(exactBytesText(preflight.fileBytes), bytesText(preflight.fileBytes),
                      bitsText(preflight.bitsPerWeight));
    if (preflight.calibration)
        lines << calibrationText(*preflight.calibration);
    for (const Text& warning : preflight.warnings)
        lines << QStringLiteral("⚠ ") + text(translated(warning));
    summary_->setText(lines.join(QStringLiteral("<br>")));
    export_->setEnabled(true);
}

void ExportDialog::showProblem(const QString& problem) {
    preflightModel_.clear();
    summary_->setText(QStringLiteral("✗ ") + problem.toHtmlEscaped());
    export_->setEnabled(false);
}

void ExportDialog::start() {
    const auto wanted = options();
    if (!wanted)
        return;
    working_->setText(tr("Quantizing, writing and checking %1").arg(target_->text()));
    pages_->setCurrentIndex(1);
    QPointer<ExportDialog> self(this);
    job_ = workbench_.jobs().start<Certificate>(
        {.title = tr("Export %1").arg(QFileInfo(target_->text()).fileName())},
        [model = workbench_.model(), options = *wanted](const Task& task) {
            return exportModel(model, options, task);
        },
        [self](const Certificate& certificate) {
            if (self)
                self->showCertificate(certificate);
        },
        [self](const Error& error) {
            if (self)
                self->showProblem(text(error.describe()));
        });
    connect(job_, &Job::changed, this, [this] {
        if (!job_ || job_->fraction() < 0)
            return;
        progress_->setRange(0, 1000);
        progress_->setValue(qRound(1000 * job_->fraction()));
    });
    connect(job_, &Job::finished, this, [this] {
        if (job_ && job_->state() != JobState::Done) {
            pages_->setCurrentIndex(0);
            check();
        }
    });
}

void ExportDialog::showCertificate(const Certificate& certificate) {
    settings_.set(Setting::SaveFolder, QFileInfo(target_->text()).absolutePath());
    certificateModel_.setCertificate(certificate);
    certificateTable_->resizeColumnsToContents();
    const QString sign = certificate.valid() ? QStringLiteral("✓ ") : QStringLiteral("✗ ");
    const QString verdict =
        certificate.valid() ? tr("Written, read back and equal, bit for bit.")
                            : tr("What was read back differs from what was written. Do not use this file.");
    verdict_->setText(QStringLiteral("<b>%1%2</b><br>%3<br>%4 · SHA-256 %5")
                          .arg(sign, verdict, text(certificate.file.string()).toHtmlEscaped(),
                               exactBytesText(certificate.bytes), text(certificate.sha256)));
    pages_->setCurrentIndex(2);
    findChild<QPushButton*>(QStringLiteral("certificateClose"))->setFocus();
    emit certified(certificate);
}

} // namespace mantissa::ui
