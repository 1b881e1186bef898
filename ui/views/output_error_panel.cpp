#include "views/output_error_panel.h"

#include "dialogs/file_dialogs.h"
#include "jobs/file_work.h"
#include "models/bar_delegate.h"
#include "models/roles.h"
#include "models/table_text.h"
#include "panels/table_style.h"
#include "plots/output_error_picture.h"
#include "text/breakable.h"
#include "text/number_text.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace mantissa::ui {

namespace {

constexpr int progressSteps = 1000;
constexpr int wide = 900; ///< from where on picture and table stand side by side

} // namespace

OutputErrorPanel::OutputErrorPanel(Workbench& workbench, AccuracyDriver& accuracy, OutputErrorDriver& driver,
                                   Settings& settings, QWidget* parent)
    : Page(QStringLiteral("outputErrorPanel"), parent), workbench_(workbench), accuracy_(accuracy),
      driver_(driver), settings_(settings), measure_(new QPushButton(this)),
      progress_(new QProgressBar(this)), status_(new QLabel(this)), copy_(new QPushButton(this)),
      save_(new QPushButton(this)), splitter_(new QSplitter(this)),
      plot_(new PlotWidget(QStringLiteral("outputErrorPlot"), this)), table_(new QTableView(this)),
      command_(new QAction(this)) {
    build();
    retranslate();
    connectAll();
}

void OutputErrorPanel::connectAll() {
    connect(measure_, &QPushButton::clicked, this, &OutputErrorPanel::runOrCancel);
    connect(copy_, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(tabbedText(sorted_, {})); });
    connect(save_, &QPushButton::clicked, this, &OutputErrorPanel::save);
    connect(command_, &QAction::triggered, this, &OutputErrorPanel::copyCommand);
    connect(plot_, &PlotWidget::clicked, this, [this](int id) { choose(id - 1); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (!following_ && index.isValid())
                    choose(sorted_.mapToSource(index).row());
            });
    connect(&driver_, &OutputErrorDriver::changed, this, &Page::showSoon);
    connect(&driver_, &OutputErrorDriver::progressed, this, &OutputErrorPanel::showProgress);
    connect(&workbench_, &Workbench::candidatesChanged, this, &Page::showSoon);
    for (const auto change : {&Selection::tensorChanged, &Selection::schemeChanged})
        connect(&workbench_.selection(), change, this, &Page::showSoon);
}

void OutputErrorPanel::build() {
    measure_->setObjectName(QStringLiteral("outputErrorMeasure"));
    progress_->setObjectName(QStringLiteral("outputErrorProgress"));
    progress_->setMaximumWidth(160);
    status_->setObjectName(QStringLiteral("outputErrorStatus"));
    status_->setWordWrap(true);
    copy_->setObjectName(QStringLiteral("outputErrorCopy"));
    save_->setObjectName(QStringLiteral("outputErrorSave"));
    table_->setObjectName(QStringLiteral("outputErrorTable"));
    command_->setObjectName(QStringLiteral("outputErrorCommand"));
    table_->addAction(command_);
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    table_->setModel(&sorted_);
    table_->setItemDelegate(new BarDelegate(table_));
    table_->setSortingEnabled(true);
    table_->sortByColumn(OutputErrorModel::OutputError, Qt::DescendingOrder);
    styleTable(*table_, 6);
    // Names that are too long lose their beginning, and show it in the tooltip.
    table_->setColumnHidden(OutputErrorModel::Weight, true);
    table_->setTextElideMode(Qt::ElideLeft);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(OutputErrorModel::Layer, QHeaderView::Stretch);
    table_->setSelectionMode(QTableView::SingleSelection);
    auto* above = new QHBoxLayout;
    above->addWidget(measure_);
    above->addWidget(progress_);
    above->addWidget(status_, 1);
    above->addWidget(copy_);
    above->addWidget(save_);
    splitter_->addWidget(plot_);
    splitter_->addWidget(table_);
    splitter_->setSizes({10000, 10000});
    splitter_->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(above);
    layout->addWidget(splitter_, 1);
}

void OutputErrorPanel::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    splitter_->setOrientation(width() >= wide ? Qt::Horizontal : Qt::Vertical);
}

QString OutputErrorPanel::title() const {
    return tr("Layer outputs");
}

QString OutputErrorPanel::explanation() const {
    return tr("Every linear layer gets the inputs that it has in the original: how far does the selected "
              "scheme move its outputs, beside the error of its weight? Above the diagonal, the columns that "
              "matter were hit.");
}

void OutputErrorPanel::retranslate() {
    copy_->setText(tr("&Copy table"));
    copy_->setToolTip(tr("Copies the table as it is shown, for a spreadsheet"));
    save_->setText(tr("&Save as CSV …"));
    progress_->setAccessibleName(tr("Progress of the measurement"));
    table_->setAccessibleName(tr("Errors of each layer's weight and outputs"));
    command_->setText(tr("Copy as command &line"));
    plot_->setTitle(tr("Weight error and output error"));
    model_.retranslate();
    shown_ = nullptr; // what the picture says is in a language, too
    showSoon();
}

QString OutputErrorPanel::emptyText() const {
    const int id = workbench_.selection().candidate();
    if (!accuracy_.ground())
        return accuracy_.state() == AccuracyDriver::State::Reading ? tr("Reading the text …")
                                                                   : tr("Choose a text above.");
    const Candidate* candidate = workbench_.candidate(id);
    if (!candidate)
        return tr("Choose one of the schemes on the right: its layers are looked at here.");
    if (const QString refusal = driver_.refusal(id); !refusal.isEmpty())
        return refusal;
    if (driver_.busy() && driver_.running() == id)
        return tr("Measuring …");
    if (driver_.result(id))
        return tr("%1 changes no weight of a linear layer.").arg(titleOf(*candidate));
    return tr("Press Measure: the model reads the text once, and each layer computes its outputs with its "
              "own weight and with that of %1.")
        .arg(titleOf(*candidate));
}

QString OutputErrorPanel::statusText() const {
    const int id = workbench_.selection().candidate();
    if (driver_.busy()) {
        const Candidate* running = workbench_.candidate(driver_.running());
        const QString name = running ? titleOf(*running) : QString();
        return driver_.fraction() < 0 ? tr("Quantizing with %1 …").arg(name) : tr("Measuring %1 …").arg(name);
    }
    switch (driver_.state(id)) {
    case OutputErrorDriver::State::Failed:
        return QStringLiteral("⚠ ") + breakable(driver_.problem(id));
    case OutputErrorDriver::State::Cancelled:
        return tr("Stopped.");
    case OutputErrorDriver::State::Done:
        return tr("%1: %n layer(s)", nullptr, model_.rowCount()).arg(titleOf(*workbench_.candidate(id)));
    default:
        return {};
    }
}

void OutputErrorPanel::showProgress() {
    progress_->setVisible(driver_.busy());
    const double fraction = driver_.fraction();
    progress_->setRange(0, fraction < 0 ? 0 : progressSteps);
    progress_->setValue(qRound(fraction * progressSteps));
    status_->setText(statusText());
}

void OutputErrorPanel::showNow() {
    const int id = workbench_.selection().candidate();
    const LayerErrorsPtr layers = workbench_.model() ? driver_.result(id) : nullptr;
    if (layers != shown_ || id != shownOf_) {
        shown_ = layers;
        shownOf_ = id;
        following_ = true;
        const Candidate* candidate = workbench_.candidate(id);
        model_.setRows(layers && candidate ? outputErrorRows(*layers, *workbench_.model(), candidate->slot)
                                           : std::vector<OutputErrorRow>());
        following_ = false;
    }
    const bool any = model_.rowCount() > 0;
    table_->setVisible(any);
    copy_->setEnabled(any);
    save_->setEnabled(any);
    plot_->setEmptyText(emptyText());
    measure_->setText(driver_.busy() ? tr("Sto&p") : tr("&Measure"));
    measure_->setToolTip(driver_.busy() ? tr("Stops the measurement")
                                        : tr("Runs the text through the model and compares the outputs of "
                                             "every layer under the selected scheme"));
    measure_->setEnabled(driver_.busy() || driver_.canRun(id));
    followSelection();
    showPicture();
    showProgress();
}

int OutputErrorPanel::currentRow() const {
    const QModelIndex index = sorted_.mapToSource(table_->currentIndex());
    return index.isValid() ? index.row() : -1;
}

void OutputErrorPanel::showPicture() {
    plot_->setPicture(outputErrorPicture(model_.rows(), currentRow()), true);
}

// A weight may serve several layers: the row that the person chose stays.
void OutputErrorPanel::followSelection() {
    const auto& tensor = workbench_.selection().tensor();
    const std::string name = tensor ? tensor->name : std::string();
    const int now = currentRow();
    if (now >= 0 && model_.rows()[static_cast<std::size_t>(now)].error.weight == name)
        return;
    following_ = true;
    const int row = model_.rowOf(name);
    if (row >= 0)
        table_->setCurrentIndex(sorted_.mapFromSource(model_.index(row, 0)));
    else
        table_->setCurrentIndex({});
    following_ = false;
}

void OutputErrorPanel::choose(int row) {
    if (row < 0 || row >= model_.rowCount() || !workbench_.model())
        return;
    following_ = true;
    table_->setCurrentIndex(sorted_.mapFromSource(model_.index(row, 0)));
    following_ = false;
    const std::string& weight = model_.rows()[static_cast<std::size_t>(row)].error.weight;
    if (const auto tensor = workbench_.model()->tensor(weight))
        workbench_.selection().setTensor(tensor);
    showPicture();
}

void OutputErrorPanel::runOrCancel() {
    if (driver_.busy())
        driver_.cancel();
    else
        driver_.run(workbench_.selection().candidate());
}

void OutputErrorPanel::copyCommand() {
    const Candidate* candidate = workbench_.selectedCandidate();
    if (candidate && accuracy_.ground())
        QApplication::clipboard()->setText(evaluateCommand(*accuracy_.ground(), candidate) +
                                           QStringLiteral(" --output-errors"));
}

bool OutputErrorPanel::demonstrated() {
    const int id = workbench_.selection().candidate();
    if (!driver_.busy() && driver_.state(id) == OutputErrorDriver::State::Idle && driver_.canRun(id))
        driver_.run(id);
    return !driver_.busy();
}

void OutputErrorPanel::save() {
    askToSave(this, QStringLiteral("saveOutputErrorsDialog"), tr("Save the layer outputs"),
              QDir(settings_.saveFolder()).filePath(QStringLiteral("layer-outputs.csv")), tr("Data (*.csv)"),
              [this](const QString& path) {
                  writeFile(this, path, csvOf(sorted_).toUtf8(), [this, path](const QString& problem) {
                      status_->setText(problem.isEmpty() ? tr("Saved %1.").arg(path)
                                                         : tr("%1 could not be written.").arg(path));
                  });
              });
}

} // namespace mantissa::ui
