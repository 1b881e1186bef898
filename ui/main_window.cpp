#include "main_window.h"

#include "dialogs/export_dialog.h"
#include "dialogs/file_dialogs.h"
#include "dialogs/report_dialog.h"
#include "jobs/file_work.h"
#include "models/accuracy_figure.h"
#include "panels/banner.h"
#include "panels/findings_panel.h"
#include "panels/jobs_panel.h"
#include "panels/metadata_panel.h"
#include "panels/model_panel.h"
#include "panels/scheme_panel.h"
#include "session/accuracy_driver.h"
#include "text/number_text.h"
#include "theme/theme.h"
#include "views/accuracy_summary.h"
#include "views/accuracy_view.h"
#include "views/compare_view.h"
#include "views/continuation_page.h"
#include "views/layers_view.h"
#include "views/methods_page.h"
#include "views/output_error_panel.h"
#include "views/recipe_view.h"
#include "views/sensitivity_panel.h"
#include "views/tensor_view.h"
#include "views/token_page.h"
#include "views/tradeoff_view.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace mantissa::ui {

MainWindow::MainWindow(Workbench& workbench, Settings& settings, Language* language)
    : workbench_(workbench), settings_(settings), language_(language), study_(workbench), diff_(workbench),
      findings_(workbench), banners_(new BannerStack(this)), views_(new QTabWidget(this)),
      accuracyDriver_(new AccuracyDriver(workbench, this)), status_(new QLabel(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    buildViews();
    buildDocks();
    buildWorkspace();
    buildActions();
    buildMenus();
    buildToolBar();
    addTableMenus();
    statusBar()->addWidget(status_, 1);
    status_->setObjectName(QStringLiteral("status"));
    status_->setContentsMargins(10, 2, 10, 2);
    statusBar()->setSizeGripEnabled(false);
    retranslate();
    resize(1280, 800);
    factoryState_ = saveState();
    restoreGeometry(settings_.value(Setting::WindowGeometry).toByteArray());
    restoreState(settings_.value(Setting::WindowState).toByteArray());
    docks_[QStringLiteral("jobsDock")]->hide();
    docks_[QStringLiteral("findingsDock")]->hide();

    connect(&workbench_, &Workbench::modelChanged, this, &MainWindow::modelChanged);
    connect(&workbench_, &Workbench::originalChanged, this, &MainWindow::sayWhatIsOpen);
    followImportance();
    followSettings();
    connect(&workbench_, &Workbench::openFailed, this, &MainWindow::openFailed);
    connect(&workbench_.jobs(), &JobQueue::busyChanged, this, &MainWindow::busyChanged);
    connect(&workbench_, &Workbench::candidateMeasured, this, &MainWindow::candidateMeasured);
    connect(&findings_, &FindingsDriver::changed, this, &MainWindow::tellFindings);
}

MainWindow::~MainWindow() {
    finishFileWork();
}

bool MainWindow::settled() const {
    return workbench_.settled() && study_.settled() && compare_->settled() && layers_->settled() &&
           !diff_.working() && findings_.settled();
}

void MainWindow::buildViews() {
    views_->setObjectName(QStringLiteral("views"));
    views_->setDocumentMode(true);
    auto* tensor = new TensorView(workbench_, study_, findings_, this);
    layers_ = new LayersView(workbench_, settings_, this);
    compare_ = new CompareView(workbench_, settings_, diff_, this);
    connect(compare_, &CompareView::otherFileRequested, this, &MainWindow::askForAnotherFile);
    auto* tradeoff = new TradeoffView(workbench_, *accuracyDriver_, this);
    recipe_ = new RecipeView(workbench_, settings_, this);
    accuracy_ = new AccuracyView(workbench_, *accuracyDriver_, settings_, this);
    accuracy_->addPage(new AccuracySummary(workbench_, *accuracyDriver_, settings_, this));
    accuracy_->addPage(new TokenPage(workbench_, *accuracyDriver_, this));
    accuracy_->addPage(new ContinuationPage(workbench_, *accuracyDriver_, this));
    auto* sensitivity = new SensitivityDriver(workbench_, *accuracyDriver_, this);
    sensitivity->setFolder(QStandardPaths::writableLocation(QStandardPaths::CacheLocation) +
                           QStringLiteral("/sensitivity"));
    accuracy_->addPage(new SensitivityPanel(workbench_, *accuracyDriver_, *sensitivity, settings_, this));
    auto* outputs = new OutputErrorDriver(workbench_, *accuracyDriver_, this);
    accuracy_->addPage(new OutputErrorPanel(workbench_, *accuracyDriver_, *outputs, settings_, this));
    methods_ = new MethodsDriver(workbench_, *accuracyDriver_, this);
    auto* methods = new MethodsPage(workbench_, *accuracyDriver_, *methods_, this);
    connect(methods, &MethodsPage::calibrationRequested, this, &MainWindow::openCalibrationDialog);
    accuracy_->addPage(methods);
    connect(recipe_, &RecipeView::exportRequested, this, &MainWindow::exportRecipe);
    connect(recipe_, &RecipeView::calibrationRequested, this, &MainWindow::openCalibrationDialog);
    connect(tradeoff, &TradeoffView::editRequested, this, &MainWindow::editRecipe);
    for (View* view : std::initializer_list<View*>{tensor, layers_, compare_, tradeoff, recipe_, accuracy_}) {
        views_->addTab(view, QString());
        connect(view, &View::helpRequested, this, [this](const QString& page) { showHandbook(page); });
    }
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(banners_);
    layout->addWidget(views_, 1);
    setCentralWidget(centre);
}

QDockWidget* MainWindow::addDock(const QString& name, QWidget* content, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(this);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    docks_.insert(name, dock);
    return dock;
}

void MainWindow::buildDocks() {
    modelPanel_ = new ModelPanel(workbench_, findings_, settings_, this);
    schemePanel_ = new SchemePanel(workbench_, study_, this);
    connect(schemePanel_, &SchemePanel::calibrationRequested, this, &MainWindow::openCalibrationDialog);
    QDockWidget* model = addDock(QStringLiteral("modelDock"), modelPanel_, Qt::LeftDockWidgetArea);
    QDockWidget* metadata =
        addDock(QStringLiteral("metadataDock"), new MetadataPanel(workbench_, this), Qt::LeftDockWidgetArea);
    QDockWidget* scheme = addDock(QStringLiteral("schemeDock"), schemePanel_, Qt::RightDockWidgetArea);
    QDockWidget* jobs =
        addDock(QStringLiteral("jobsDock"), new JobsPanel(workbench_.jobs(), this), Qt::BottomDockWidgetArea);
    QDockWidget* findings =
        addDock(QStringLiteral("findingsDock"), new FindingsPanel(workbench_, findings_, settings_, this),
                Qt::BottomDockWidgetArea);
    // Their tabs carry the names already.
    for (QDockWidget* dock : {model, metadata})
        dock->setTitleBarWidget(new QWidget(dock));
    tabifyDockWidget(model, metadata);
    model->raise();
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    resizeDocks({model, scheme}, {314, 310}, Qt::Horizontal);
    resizeDocks({jobs, findings}, {150, 220}, Qt::Vertical);
}

void MainWindow::modelChanged() {
    certificate_.reset();
    banners_->dismiss(QStringLiteral("open"));
    settings_.addRecentModel(text(workbench_.model()->path.string()));
    sayWhatIsOpen();
}

void MainWindow::sayWhatIsOpen() {
    const ModelPtr& model = workbench_.model();
    for (const char* name :
         {"export", "report", "openOriginal", "collectCalibration", "openImportance", "compareFile"})
        actions_[QLatin1String(name)]->setEnabled(model != nullptr);
    actions_[QStringLiteral("coverage")]->setEnabled(workbench_.importance() != nullptr);
    actions_[QStringLiteral("forgetImportance")]->setEnabled(workbench_.importance() ||
                                                             !keeper_->missingImatrix().isEmpty());
    if (!model) {
        setWindowTitle(QStringLiteral("Mantissa"));
        status_->setText(tr("No model is open."));
        return;
    }
    const QFileInfo file(text(model->path.string()));
    const QString document = QFileInfo(keeper_->document()).completeBaseName();
    setWindowTitle((document.isEmpty() ? QString() : document + QStringLiteral("[*] – ")) + file.fileName() +
                   QStringLiteral(" – Mantissa"));
    setWindowModified(keeper_->modified());
    QStringList parts{file.fileName(), text(std::string(name(model->container))) + QLatin1Char(' ') +
                                           text(model->containerVersion)};
    if (model->architecture)
        parts << tr("%1, %n layer(s)", nullptr, static_cast<int>(model->architecture->layers))
                     .arg(text(model->architecture->name));
    parts << (workbench_.original()
                  ? tr("errors against %1")
                        .arg(QFileInfo(text(workbench_.original()->path.string())).fileName())
                  : tr("errors against this file"));
    if (workbench_.importance())
        parts << tr("columns weighed by %1").arg(QFileInfo(workbench_.importancePath()).fileName());
    if (const Evaluation* evaluation = accuracyDriver_->evaluation(AccuracyDriver::original))
        parts << tr("perplexity %1").arg(estimateText(AccuracyFigure::Perplexity, evaluation->perplexity));
    status_->setText(parts.join(QStringLiteral("   ·   ")));
    banners_->dismiss(QStringLiteral("notes"));
    if (!model->notes.empty())
        banners_->show(QStringLiteral("notes"), BannerKind::Warning, text(translated(model->notes.front())));
    const QString topic = QStringLiteral("requantizing");
    if (!model->quantized() || workbench_.original()) {
        banners_->dismiss(topic);
        return;
    }
    Banner* banner = banners_->show(topic, BannerKind::Warning,
                                    tr("This model is quantized already. Errors are measured against what it "
                                       "decodes to, not against the weights it was made from."));
    banner->addAction(tr("Choose the original …"),
                      [this] { actions_[QStringLiteral("openOriginal")]->trigger(); });
}

// Quietly: one line, and the list only for who asks.
void MainWindow::tellFindings() {
    const QString topic = QStringLiteral("findings");
    const FileFindingsPtr& found = findings_.findings();
    if (!found || found->all.empty()) {
        banners_->dismiss(topic);
        return;
    }
    const BannerKind kind = found->count(FindingKind::Problem) > 0   ? BannerKind::Problem
                            : found->count(FindingKind::Warning) > 0 ? BannerKind::Warning
                                                                     : BannerKind::Info;
    Banner* banner = banners_->show(
        topic, kind, tr("%n finding(s) in this file.", nullptr, static_cast<int>(found->all.size())));
    banner->addAction(tr("Show the list"), [this] {
        docks_[QStringLiteral("findingsDock")]->show();
        docks_[QStringLiteral("findingsDock")]->raise();
    });
}

void MainWindow::openFailed(const QString& path, const Error& error) {
    Banner* banner = banners_->show(QStringLiteral("open"), BannerKind::Problem, text(error.describe()));
    banner->setToolTip(path);
    banner->addAction(tr("Open another …"), [this] { openModelDialog(); });
}

void MainWindow::candidateMeasured(int id) {
    const Candidate* candidate = workbench_.candidate(id);
    if (candidate && candidate->state == MeasureState::Failed)
        banners_->show(QStringLiteral("measure"), BannerKind::Problem, candidate->problem);
}

void MainWindow::busyChanged(bool busy) {
    QDockWidget* jobs = docks_[QStringLiteral("jobsDock")];
    if (!busy && jobs->isVisible() && jobs->property("unfolded").toBool()) {
        jobs->hide();
        jobs->setProperty("unfolded", false);
    }
}

void MainWindow::openModelDialog() {
    askToOpenFile(this, QStringLiteral("openModelDialog"), tr("Open a model"),
                  settings_.value(Setting::LastFolder).toString(),
                  tr("Models (*.gguf *.safetensors *.json *.npy *.npz *.mantissa);;All files (*)"),
                  [this](const QString& path) {
                      settings_.set(Setting::LastFolder, QFileInfo(path).path());
                      openPath(path);
                  });
}

void MainWindow::openFolderDialog() {
    askToOpenFolder(this, QStringLiteral("openFolderDialog"), tr("Open a model's folder"),
                    settings_.value(Setting::LastFolder).toString(), [this](const QString& path) {
                        settings_.set(Setting::LastFolder, QFileInfo(path).path());
                        workbench_.open(path);
                    });
}

void MainWindow::openExportDialog() {
    exportRecipe({});
}

void MainWindow::editRecipe(int id) {
    const Candidate* candidate = workbench_.candidate(id);
    if (!candidate)
        return;
    recipe_->edit(*candidate);
    views_->setCurrentWidget(recipe_);
}

void MainWindow::exportRecipe(const QString& recipe) {
    if (!workbench_.model())
        return;
    auto* dialog = new ExportDialog(workbench_, settings_, this);
    if (!recipe.isEmpty())
        dialog->setRecipe(recipe);
    connect(dialog, &ExportDialog::certified, this, [this](const Certificate& certificate) {
        certificate_ = certificate;
        const QString file = text(certificate.file.string());
        Banner* banner =
            certificate.valid()
                ? banners_->show(QStringLiteral("export"), BannerKind::Success,
                                 tr("%1 was written, read back and is equal, bit for bit.").arg(file))
                : banners_->show(QStringLiteral("export"), BannerKind::Problem,
                                 tr("%1 does not read back as it was written. Do not use it.").arg(file));
        banner->addAction(tr("Open it"), [this, file] { workbench_.open(file); });
    });
    dialog->open();
}

void MainWindow::openReportDialog() {
    if (!workbench_.model())
        return;
    auto* dialog = new ReportDialog(workbench_, settings_, certificate_, this);
    dialog->setMethods(methods_->comparison());
    connect(dialog, &ReportDialog::written, this, [this](const QString& path) {
        Banner* banner = banners_->show(QStringLiteral("report"), BannerKind::Success,
                                        tr("The report was written to %1.").arg(path));
        banner->addAction(tr("Show it"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    });
    dialog->open();
}

void MainWindow::resetLayout() {
    restoreState(factoryState_);
    docks_[QStringLiteral("jobsDock")]->hide();
    docks_[QStringLiteral("findingsDock")]->hide();
    docks_[QStringLiteral("modelDock")]->raise();
    resizeDocks({docks_[QStringLiteral("modelDock")], docks_[QStringLiteral("schemeDock")]}, {314, 310},
                Qt::Horizontal);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        restyleIcons();
}

bool MainWindow::event(QEvent* event) {
    // The desktop turned light or dark.
    if (event->type() == QEvent::ThemeChange &&
        settings_.value(Setting::Theme).toString() == themeText(ThemeChoice::System))
        applyTheme(*qApp, ThemeChoice::System);
    return QMainWindow::event(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    emit aboutToClose();
    settings_.set(Setting::WindowGeometry, saveGeometry());
    settings_.set(Setting::WindowState, saveState());
    keeper_->leave();
    workbench_.jobs().cancelAll();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() &&
        std::all_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty())
        return;
    event->acceptProposedAction();
    openPath(urls.first().toLocalFile());
    QStringList further;
    for (const QUrl& url : urls.mid(1))
        further << url.toLocalFile();
    if (!further.isEmpty())
        emit newWindowRequested(further);
}

} // namespace mantissa::ui
