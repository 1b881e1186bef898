#include "views/compare_view.h"

#include "models/bar_delegate.h"
#include "models/frozen_column.h"
#include "models/mark_header.h"
#include "models/roles.h"
#include "panels/table_menu.h"
#include "panels/table_style.h"
#include "session/command_of.h"
#include "text/number_text.h"
#include "views/diff_panel.h"
#include "views/histogram_panel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

#include <algorithm>
#include <numeric>

namespace mantissa::ui {

namespace {

QTableView* table(const QString& name, QSortFilterProxyModel& model, QWidget* parent) {
    auto* view = new QTableView(parent);
    view->setObjectName(name);
    view->setModel(&model);
    view->setItemDelegate(new BarDelegate(view));
    styleTable(*view);
    view->setSelectionMode(QTableView::SingleSelection);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->setTextElideMode(Qt::ElideMiddle);
    return view;
}

} // namespace

CompareView::CompareView(Workbench& workbench, Settings& settings, DiffDriver& diff, QWidget* parent)
    : View(QStringLiteral("compareView"), parent), workbench_(workbench), settings_(settings),
      totals_(workbench, SchemeModel::State), tensors_(workbench), figure_(new QComboBox(this)),
      numbers_(new QComboBox(this)), save_(new QPushButton(this)), tabs_(new QTabBar(this)),
      pages_(new QStackedWidget(this)), histograms_(new HistogramPanel(workbench, this)),
      diffPanel_(new DiffPanel(workbench, diff, this)) {
    build();
    retranslate();
    connect(figure_, &QComboBox::activated, this, [this](int index) {
        settings_.set(Setting::CompareFigure, index);
        tensors_.setFigure(allFigures.at(static_cast<std::size_t>(index)));
        refreshSoon();
    });
    connect(numbers_, &QComboBox::activated, this, [this](int index) {
        tensors_.setNumbers(static_cast<CompareNumbers>(index));
        refreshSoon();
    });
    connect(save_->menu(), &QMenu::aboutToShow, this, &CompareView::fillMenu);
    connect(header_, &QWidget::customContextMenuRequested, this, &CompareView::headMenu);
    connect(header_, &QHeaderView::sectionMoved, this, &CompareView::headMoved);
    connect(diffPanel_, &DiffPanel::openRequested, this, &CompareView::otherFileRequested);
    connect(totalsView_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (const int id = totals_.idAt(sortedTotals_.mapToSource(index)); id && !following_)
                    workbench_.select(id);
            });
    connect(tensorsView_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (following_)
                    return;
                if (auto tensor = tensors_.tensorAt(sortedTensors_.mapToSource(index)))
                    workbench_.selection().setTensor(std::move(tensor));
                if (const int id = tensors_.idAt(index.column()))
                    workbench_.select(id);
            });
    connect(&workbench.selection(), &Selection::tensorChanged, this, &CompareView::followSelection);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &CompareView::followSelection);
    for (QAbstractItemModel* model : std::initializer_list<QAbstractItemModel*>{&tensors_, &totals_}) {
        connect(model, &QAbstractItemModel::modelReset, this, &View::refreshSoon);
        connect(model, &QAbstractItemModel::dataChanged, this, &View::refreshSoon);
    }
}

void CompareView::refresh() {
    fitTotals();
    fitColumns();
    followSelection();
}

void CompareView::build() {
    sortedTotals_.setSourceModel(&totals_);
    sortedTotals_.setSortRole(SortRole);
    sortedTensors_.setSourceModel(&tensors_);
    sortedTensors_.setSortRole(SortRole);
    figure_->setObjectName(QStringLiteral("compareFigure"));
    save_->setObjectName(QStringLiteral("compareSave"));
    totalsView_ = table(QStringLiteral("compareTotals"), sortedTotals_, this);
    totalsView_->horizontalHeader()->setStretchLastSection(true);
    tensorsView_ = table(QStringLiteral("compareTensors"), sortedTensors_, this);
    header_ = new MarkHeader(tensorsView_);
    tensorsView_->setHorizontalHeader(header_);
    for (QTableView* view : {totalsView_, tensorsView_})
        view->viewport()->installEventFilter(this);
    tensorsView_->setSortingEnabled(true); // again: the header is another one
    tensorsView_->sortByColumn(-1, Qt::AscendingOrder);
    tensorsView_->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    new FrozenColumn(tensorsView_);
    header_->setSectionsMovable(true);
    header_->setFirstSectionMovable(false);
    header_->setContextMenuPolicy(Qt::CustomContextMenu);
    numbers_->setObjectName(QStringLiteral("compareNumbers"));
    save_->setMenu(new QMenu(save_));
    save_->menu()->setObjectName(QStringLiteral("compareMenu"));
    controls()->addWidget(figure_);
    controls()->addWidget(numbers_);
    controls()->addWidget(save_);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(totalsView_);
    splitter->addWidget(tensorsView_);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    tabs_->setObjectName(QStringLiteral("comparePages"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    for (QWidget* page : std::initializer_list<QWidget*>{splitter, histograms_, diffPanel_}) {
        tabs_->addTab(QString());
        pages_->addWidget(page);
    }
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    body()->addWidget(tabs_);
    body()->addWidget(pages_, 1);
}

void CompareView::retranslate() {
    setHeading(tr("Compare"));
    setExplanation(tr("Above, every scheme over the whole model; below, tensor by tensor. In a row ▲ is "
                      "the best and ▼ the worst; * marks a fallback."),
                   QStringLiteral("compare"));
    figure_->clear();
    for (const Figure figure : allFigures)
        figure_->addItem(figureName(figure));
    const int index = qBound(0, settings_.value(Setting::CompareFigure).toInt(), figure_->count() - 1);
    figure_->setCurrentIndex(index);
    figure_->setAccessibleName(tr("Figure"));
    tensors_.setFigure(allFigures.at(static_cast<std::size_t>(index)));
    const int numbers = qMax(0, numbers_->currentIndex());
    numbers_->clear();
    numbers_->addItems({tr("Figures"), tr("Regret"), tr("Differences")});
    numbers_->setItemData(0, tr("What was measured"), Qt::ToolTipRole);
    numbers_->setItemData(1,
                          tr("How much worse than the best of the row; sort a column by it to see where "
                             "this scheme is the wrong choice"),
                          Qt::ToolTipRole);
    numbers_->setItemData(2, tr("Against the reference ⚑, which is the pinned scheme or else the first one"),
                          Qt::ToolTipRole);
    numbers_->setCurrentIndex(numbers);
    numbers_->setAccessibleName(tr("Numbers"));
    numbers_->setToolTip(tr("What the numbers are: figures, regret against the best of the row, or "
                            "differences from the reference"));
    save_->setText(tr("E&xport"));
    tabs_->setTabText(0, tr("Tensors"));
    tabs_->setTabText(1, tr("Histograms"));
    tabs_->setTabText(2, tr("Another file"));
    tabs_->setAccessibleName(tr("Pages of the comparison"));
    histograms_->retranslate();
    diffPanel_->retranslate();
    totalsView_->setAccessibleName(tr("Totals of the schemes"));
    tensorsView_->setAccessibleName(tr("Figures of the tensors"));
    tensorsView_->findChild<FrozenColumn*>()->setAccessibleName(tensorsView_->accessibleName());
    totals_.retranslate();
    tensors_.retranslate();
}

bool CompareView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == tensorsView_->viewport())
        fitColumns();
    else if (event->type() == QEvent::Resize && watched == totalsView_->viewport())
        fitTotals();
    return View::eventFilter(watched, event);
}

// Where that lets every column be seen, the schemes' names give way: they are in the dock beside, and in
// their tooltips. Where it would not, there is a scroll bar anyway.
void CompareView::fitTotals() {
    totalsView_->resizeColumnsToContents();
    int wanted = 0;
    for (int column = 0; column < totals_.columnCount(); ++column)
        wanted +=
            qMax(totalsView_->columnWidth(column), totalsView_->horizontalHeader()->sectionSizeHint(column));
    const int over = wanted - totalsView_->viewport()->width();
    const int name = totalsView_->columnWidth(SchemeModel::Name);
    if (over > 0 && over <= name / 2)
        totalsView_->setColumnWidth(SchemeModel::Name, name - over);
}

// What the numbers of the first rows need, best and worst in bold.
int CompareView::numbersWidth(int column) const {
    QFont bold(tensorsView_->font());
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int width = 0;
    for (int row = 0; row < qMin(tensors_.rowCount(), 60); ++row)
        width = qMax(width, metrics.horizontalAdvance(tensors_.index(row, column).data().toString()));
    return width + 10;
}

// All schemes side by side where the numbers let them: as wide as their names while there is room, then as
// wide as their numbers (a name that is cut has its tooltip).
void CompareView::fitColumns() {
    const int name =
        tensorsView_->fontMetrics().horizontalAdvance(QStringLiteral("00 · self_attn.q_proj")) + 12;
    tensorsView_->setColumnHidden(CompareModel::Type, true); // the name's tooltip has it, and the saved table
    std::vector<int> numbers;
    std::vector<int> heads;
    int left = tensorsView_->viewport()->width() - name;
    for (int column = CompareModel::FirstCandidate; column < tensors_.columnCount(); ++column) {
        numbers.push_back(numbersWidth(column));
        heads.push_back(qMax(numbers.back(), qMin(header_->widthFor(column), 2 * numbers.back())));
        left -= heads.back();
    }
    const int surplus =
        std::accumulate(heads.begin(), heads.end(), 0) - std::accumulate(numbers.begin(), numbers.end(), 0);
    const auto columns = static_cast<int>(heads.size());
    for (int i = 0; i < columns; ++i) {
        const auto place = static_cast<std::size_t>(i);
        int width = heads[place] + (left > 0 ? qMin(left / columns, 24) : 0);
        // Each gives of what its name has beyond its numbers, rounded up; where even that does not help, the
        // person scrolls anyway and the names stay whole.
        if (left < 0 && surplus >= -left)
            width = heads[place] - ((heads[place] - numbers[place]) * -left + surplus - 1) / surplus;
        tensorsView_->setColumnWidth(CompareModel::FirstCandidate + i, width);
    }
    const int used =
        tensorsView_->horizontalHeader()->length() - tensorsView_->columnWidth(CompareModel::Name);
    tensorsView_->setColumnWidth(CompareModel::Name,
                                 qBound(name, tensorsView_->viewport()->width() - used, 2 * name));
}

void CompareView::followSelection() {
    following_ = true;
    const Selection& selection = workbench_.selection();
    const QModelIndex total = sortedTotals_.mapFromSource(totals_.indexOf(selection.candidate()));
    if (total.isValid())
        totalsView_->selectRow(total.row());
    else
        totalsView_->clearSelection();
    const int row = selection.tensor() ? tensors_.rowOf(*selection.tensor()) : -1;
    const QModelIndex tensor = sortedTensors_.mapFromSource(row < 0 ? QModelIndex() : tensors_.index(row, 0));
    if (tensor.isValid() && tensor.row() != tensorsView_->currentIndex().row()) {
        tensorsView_->selectRow(tensor.row());
        tensorsView_->scrollTo(tensor);
    }
    following_ = false;
}

// Everything that the page in front can be taken along as.
void CompareView::fillMenu() {
    auto* menu = save_->menu();
    menu->clear();
    QTableView* inFront = pages_->currentIndex() == 2 ? diffPanel_->table() : tensorsView_;
    if (auto* table = inFront->findChild<TableMenu*>())
        table->addTo(*menu);
    menu->addSeparator();
    const QString line = command();
    QAction* copy = menu->addAction(tr("Copy as command &line"), this,
                                    [line] { QApplication::clipboard()->setText(line); });
    copy->setObjectName(QStringLiteral("copyCommand"));
    copy->setToolTip(line);
    copy->setEnabled(!line.isEmpty());
}

QString CompareView::command() const {
    if (!workbench_.model() || pages_->currentIndex() == 2)
        return workbench_.model() ? diffPanel_->command() : QString();
    const ReportCommand wish = comparisonOf(workbench_, false);
    return wish.schemes.empty() && wish.recipes.empty() ? QString() : text(compareLine(wish));
}

bool CompareView::settled() const {
    return histograms_->settled();
}

void CompareView::showPage(int page) {
    tabs_->setCurrentIndex(page);
}

void CompareView::setSchemeActions(const QList<QAction*>& actions) {
    totalsView_->addActions(actions);
    schemeActions_ = actions;
}

// A right click on a scheme's head is about that scheme.
void CompareView::headMenu(const QPoint& place) {
    const int id = tensors_.idAt(header_->logicalIndexAt(place));
    if (id == 0)
        return;
    workbench_.select(id);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("schemeHeadMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(schemeActions_);
    menu->popup(header_->mapToGlobal(place));
}

// The header has moved its section; the order that counts is the workbench's, so it goes back, and the
// columns come anew in the order of the schemes.
void CompareView::headMoved(int logical, int from, int to) {
    const int id = tensors_.idAt(logical);
    const int other = tensors_.idAt(header_->logicalIndex(from < to ? to - 1 : to + 1));
    const QSignalBlocker quiet(header_);
    header_->moveSection(to, from);
    if (id == 0 || other == 0)
        return;
    const auto& all = workbench_.candidates();
    const auto place =
        std::find_if(all.begin(), all.end(), [&](const Candidate& c) { return c.id == other; });
    QMetaObject::invokeMethod(
        this, [this, id, index = static_cast<int>(place - all.begin())] { workbench_.move(id, index); },
        Qt::QueuedConnection);
}

} // namespace mantissa::ui
