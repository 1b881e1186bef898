#include "views/compare_view.h"

#include "dialogs/file_dialogs.h"
#include "models/bar_delegate.h"
#include "models/mark_header.h"
#include "models/roles.h"
#include "text/number_text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QTableView>

#include <numeric>

namespace mantissa::ui {

namespace {

QTableView* table(const QString& name, QSortFilterProxyModel& model, QWidget* parent) {
    auto* view = new QTableView(parent);
    view->setObjectName(name);
    view->setModel(&model);
    view->setItemDelegate(new BarDelegate(view));
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->horizontalHeader()->setHighlightSections(false);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 8);
    view->setAlternatingRowColors(true);
    view->verticalHeader()->hide();
    view->setSelectionBehavior(QTableView::SelectRows);
    view->setSelectionMode(QTableView::SingleSelection);
    view->setTabKeyNavigation(false);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->setTextElideMode(Qt::ElideMiddle);
    return view;
}

} // namespace

CompareView::CompareView(Workbench& workbench, Settings& settings, QWidget* parent)
    : View(QStringLiteral("compareView"), parent), workbench_(workbench), settings_(settings),
      totals_(workbench, SchemeModel::State), tensors_(workbench), figure_(new QComboBox(this)),
      save_(new QPushButton(this)) {
    build();
    retranslate();
    connect(figure_, &QComboBox::activated, this, [this](int index) {
        settings_.set(Setting::CompareFigure, index);
        tensors_.setFigure(allFigures.at(static_cast<std::size_t>(index)));
        refreshSoon();
    });
    connect(save_, &QPushButton::clicked, this, &CompareView::saveCsv);
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
    controls()->addWidget(figure_);
    controls()->addWidget(save_);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(totalsView_);
    splitter->addWidget(tensorsView_);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    body()->addWidget(splitter, 1);
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
    save_->setText(tr("&Save table …"));
    totalsView_->setAccessibleName(tr("Totals of the schemes"));
    tensorsView_->setAccessibleName(tr("Figures of the tensors"));
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

// Where words are long, the schemes' names give way: they are in the dock beside, and in their tooltips.
void CompareView::fitTotals() {
    totalsView_->resizeColumnsToContents();
    int wanted = 0;
    for (int column = 0; column < totals_.columnCount(); ++column)
        wanted +=
            qMax(totalsView_->columnWidth(column), totalsView_->horizontalHeader()->sectionSizeHint(column));
    const int over = wanted - totalsView_->viewport()->width();
    const int name = totalsView_->columnWidth(SchemeModel::Name);
    if (over > 0)
        totalsView_->setColumnWidth(SchemeModel::Name, qMax(name / 2, name - over));
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
        if (left < 0) // each gives of what its name has beyond its numbers; rounded up
            width = surplus <= -left
                        ? numbers[place]
                        : heads[place] - ((heads[place] - numbers[place]) * -left + surplus - 1) / surplus;
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

QString CompareView::csv() const {
    QString out;
    for (int column = 0; column < tensors_.columnCount(); ++column)
        out += (column ? QStringLiteral(",\"") : QStringLiteral("\"")) +
               tensors_.headerData(column, Qt::Horizontal, Qt::DisplayRole)
                   .toString()
                   .replace(QLatin1Char('\n'), QStringLiteral(": ")) +
               QLatin1Char('"');
    out += QLatin1Char('\n');
    for (int row = 0; row < tensors_.rowCount(); ++row) {
        for (int column = 0; column < tensors_.columnCount(); ++column) {
            const QVariant value = tensors_.index(row, column).data(SortRole);
            out += (column ? QStringLiteral(",") : QString()) +
                   (value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'g', 10)
                                                        : value.toString());
        }
        out += QLatin1Char('\n');
    }
    return out;
}

void CompareView::saveCsv() {
    askToSave(this, QStringLiteral("saveComparison"), tr("Save table"), QStringLiteral("comparison.csv"),
              tr("Comma-separated values (*.csv)"), [this](const QString& path) {
                  QSaveFile file(path);
                  const QByteArray bytes = csv().toUtf8();
                  const bool written =
                      file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
                  save_->setToolTip(written ? tr("Saved %1").arg(path)
                                            : tr("%1 could not be written.").arg(path));
              });
}

} // namespace mantissa::ui
