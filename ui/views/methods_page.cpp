#include "views/methods_page.h"

#include "models/bar_delegate.h"
#include "models/roles.h"
#include "panels/table_style.h"
#include "plots/method_picture.h"
#include "text/number_text.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace mantissa::ui {

namespace {

const std::vector<std::vector<int>> sizes{{4}, {3}, {3, 4}, {2}, {8}};
enum FiguresOf { WholeModel, SelectedTensor };

} // namespace

MethodsPage::MethodsPage(Workbench& workbench, AccuracyDriver& accuracy, MethodsDriver& driver,
                         QWidget* parent)
    : Page(QStringLiteral("methodsPage"), parent), workbench_(workbench), accuracy_(accuracy),
      driver_(driver), size_(new QComboBox(this)), scope_(new QComboBox(this)), figure_(new QComboBox(this)),
      measure_(new QPushButton(this)), collect_(new QPushButton(this)), add_(new QPushButton(this)),
      progress_(new QProgressBar(this)), status_(new QLabel(this)),
      plot_(new PlotWidget(QStringLiteral("methodsPlot"), this)), table_(new QTableView(this)),
      command_(new QAction(this)) {
    build();
    retranslate();
    connectAll();
}

void MethodsPage::connectAll() {
    connect(measure_, &QPushButton::clicked, this, &MethodsPage::runOrCancel);
    connect(collect_, &QPushButton::clicked, this, &MethodsPage::calibrationRequested);
    connect(add_, &QPushButton::clicked, this, &MethodsPage::addSelected);
    connect(table_, &QTableView::activated, this, &MethodsPage::addSelected);
    connect(command_, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(driver_.command()); });
    for (QComboBox* box : {scope_, figure_})
        connect(box, &QComboBox::activated, this, &Page::showSoon);
    connect(plot_, &PlotWidget::clicked, this,
            [this](int series, double x) { choose(methodRowAt(model_.comparison(), series, x)); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &Page::showSoon);
    connect(&driver_, &MethodsDriver::changed, this, &Page::showSoon);
    connect(&workbench_, &Workbench::importanceChanged, this, &Page::showSoon);
    connect(&workbench_, &Workbench::candidatesChanged, this, &Page::showSoon);
    connect(&workbench_.selection(), &Selection::tensorChanged, this, &Page::showSoon);
}

void MethodsPage::build() {
    size_->setObjectName(QStringLiteral("methodsSize"));
    scope_->setObjectName(QStringLiteral("methodsScope"));
    figure_->setObjectName(QStringLiteral("methodsFigure"));
    measure_->setObjectName(QStringLiteral("methodsMeasure"));
    collect_->setObjectName(QStringLiteral("methodsCollect"));
    add_->setObjectName(QStringLiteral("methodsAdd"));
    progress_->setObjectName(QStringLiteral("methodsProgress"));
    progress_->setMaximumWidth(120);
    progress_->setTextVisible(false);
    status_->setObjectName(QStringLiteral("methodsStatus"));
    status_->setWordWrap(true);
    status_->setProperty("muted", true);
    table_->setObjectName(QStringLiteral("methodsTable"));
    command_->setObjectName(QStringLiteral("methodsCommand"));
    table_->addAction(command_);
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    table_->setModel(&sorted_);
    table_->setItemDelegate(new BarDelegate(table_));
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    styleTable(*table_, 6);
    table_->setSelectionMode(QTableView::SingleSelection);
    // What decides comes first: in a narrow window the rest is scrolled to.
    table_->horizontalHeader()->moveSection(MethodModel::Divergence, MethodModel::WeightError);
    auto* above = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{size_, measure_, collect_, progress_})
        above->addWidget(widget);
    above->addWidget(status_, 1);
    auto* shown = new QHBoxLayout; // of the figures that are there
    shown->addWidget(figure_);
    shown->addWidget(scope_);
    shown->addStretch(1);
    shown->addWidget(add_);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(plot_);
    splitter->addWidget(table_);
    splitter->setSizes({10000, 10000});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(above);
    layout->addLayout(shown);
    layout->addWidget(splitter, 1);
}

QString MethodsPage::title() const {
    return tr("Methods");
}

QString MethodsPage::explanation() const {
    return tr(
        "Every method with every format of one size, calibrated on one text and judged on this one: what "
        "do weights, outputs and predictions lose, and what does it cost? Bold is the best of its "
        "format.");
}

void MethodsPage::retranslate() {
    const auto refill = [](QComboBox* box, const QStringList& items) {
        const int before = qMax(0, box->currentIndex());
        box->clear();
        box->addItems(items);
        box->setCurrentIndex(before);
    };
    QStringList bits;
    for (const auto& size : sizes)
        bits << (size.size() == 1 ? tr("%n bit(s)", nullptr, size.front())
                                  : tr("%1 and %2 bits").arg(size.front()).arg(size.back()));
    refill(size_, bits);
    size_->setAccessibleName(tr("Size"));
    size_->setToolTip(tr("Formats of so many bits a weight, and up to three quarters of a bit for scales"));
    refill(scope_, {tr("Whole model"), tr("Selected tensor")});
    scope_->setAccessibleName(tr("What the figures are of"));
    QStringList figures;
    for (const MethodFigureInfo& figure : methodFigures())
        figures << methodFigureName(figure.figure);
    refill(figure_, figures);
    figure_->setAccessibleName(tr("Figure of the picture"));
    collect_->setText(tr("&Collect calibration …"));
    collect_->setToolTip(tr("gptq, awq and their like must see the model run on a text; until then they are "
                            "left out"));
    add_->setText(tr("&Add to comparison"));
    add_->setToolTip(tr("Takes the selected scheme to the schemes on the right"));
    progress_->setAccessibleName(tr("Progress of the comparison"));
    table_->setAccessibleName(tr("Figures of each method"));
    command_->setText(tr("Copy as command &line"));
    model_.retranslate();
    showSoon();
}

std::string MethodsPage::tensor() const {
    const auto& selected = workbench_.selection().tensor();
    return scope_->currentIndex() == SelectedTensor && selected ? selected->name : std::string();
}

QString MethodsPage::emptyText() const {
    if (!accuracy_.ground())
        return accuracy_.state() == AccuracyDriver::State::Reading ? tr("Reading the text …")
                                                                   : tr("Choose a text above.");
    if (driver_.busy())
        return tr("The first method is being measured …");
    if (driver_.state() == MethodsDriver::State::Failed)
        return driver_.problem();
    if (!driver_.comparison().methods.empty())
        return tr("No linear layer multiplies with the selected tensor, or this figure is of the whole model "
                  "alone.");
    return tr("Press Measure: the model is quantized with every method and format of this size, one after "
              "another, and predicts the text each time. It takes minutes; rows come as they are done.");
}

QString MethodsPage::statusText() const {
    const auto done = driver_.comparison().methods.size();
    const QString of = tr("%1 of %2").arg(done).arg(driver_.wanted());
    switch (driver_.state()) {
    case MethodsDriver::State::Queued:
        return tr("Waiting for other jobs …");
    case MethodsDriver::State::Running:
        return driver_.now().isEmpty() ? of : of + QStringLiteral(" · ") + driver_.now();
    case MethodsDriver::State::Cancelled:
        return tr("Stopped after %1.").arg(of);
    case MethodsDriver::State::Failed:
        return QStringLiteral("⚠ ") + driver_.problem();
    default:
        return {};
    }
}

void MethodsPage::showProgress() {
    progress_->setVisible(driver_.busy());
    progress_->setRange(0, driver_.wanted());
    progress_->setValue(static_cast<int>(driver_.comparison().methods.size()));
    status_->setText(statusText());
}

void MethodsPage::showNow() {
    const QString chosen =
        currentRow() < 0
            ? QString()
            : text(model_.comparison().methods[static_cast<std::size_t>(currentRow())].scheme.text());
    model_.show(driver_.comparison(), tensor());
    if (const int row = model_.rowOf(chosen); row >= 0 && row != currentRow())
        table_->setCurrentIndex(sorted_.mapFromSource(model_.index(row, 0)));
    table_->resizeColumnsToContents();
    const bool any = model_.rowCount() > 0;
    table_->setVisible(any);
    for (QWidget* widget : std::initializer_list<QWidget*>{scope_, figure_, add_})
        widget->setVisible(any);
    for (int column = MethodModel::Perplexity; column < MethodModel::ColumnCount; ++column)
        table_->setColumnHidden(column, !tensor().empty());
    measure_->setText(driver_.busy() ? tr("Sto&p") : tr("&Measure"));
    measure_->setToolTip(driver_.busy()
                             ? tr("Stops after the method under way; what is done stays")
                             : tr("Quantizes the model with every method and format of this size"));
    measure_->setEnabled(driver_.busy() || driver_.canRun());
    size_->setEnabled(!driver_.busy());
    collect_->setVisible(accuracy_.ground() && !workbench_.calibrated() && !driver_.busy());
    add_->setEnabled(currentRow() >= 0);
    command_->setEnabled(!driver_.command().isEmpty());
    plot_->setEmptyText(emptyText());
    showPicture();
    showProgress();
}

void MethodsPage::showPicture() {
    const auto figure = methodFigures()[static_cast<std::size_t>(qMax(0, figure_->currentIndex()))].figure;
    plot_->setTitle(tensor().empty() ? methodFigureName(figure)
                                     : methodFigureName(figure) + QStringLiteral(" · ") + text(tensor()));
    plot_->setPicture(methodPicture(model_.comparison(), figure, tensor(), currentRow()));
}

int MethodsPage::currentRow() const {
    const QModelIndex index = sorted_.mapToSource(table_->currentIndex());
    return index.isValid() ? index.row() : -1;
}

void MethodsPage::choose(int row) {
    if (row >= 0 && row < model_.rowCount())
        table_->setCurrentIndex(sorted_.mapFromSource(model_.index(row, 0)));
}

void MethodsPage::addSelected() {
    const int row = currentRow();
    if (row >= 0)
        workbench_.select(workbench_.add(model_.comparison().methods[static_cast<std::size_t>(row)].scheme));
}

bool MethodsPage::demonstrated() {
    if (driver_.state() == MethodsDriver::State::Idle && driver_.canRun())
        runOrCancel();
    return !driver_.busy();
}

void MethodsPage::runOrCancel() {
    if (driver_.busy())
        driver_.cancel();
    else
        driver_.run(sizes[static_cast<std::size_t>(qMax(0, size_->currentIndex()))]);
}

} // namespace mantissa::ui
