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
        fitColumns();
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
    connect(&tensors_, &QAbstractItemModel::modelReset, this, [this] {
        fitColumns();
        followSelection();
    });
    connect(&totals_, &QAbstractItemModel::dataChanged, totalsView_,
            [this] { totalsView_->resizeColumnsToContents(); });
    connect(&totals_, &QAbstractItemModel::modelReset, totalsView_,
            [this] { totalsView_->resizeColumnsToContents(); });
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
    auto* header = new MarkHeader(tensorsView_);
    header->setSectionsClickable(true);
    tensorsView_->setHorizontalHeader(header);
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

// As many schemes as can stand side by side in a small window: a column is as wide as its numbers and a short
// scheme's name; a longer name is elided (its tooltip has it whole).
void CompareView::fitColumns() {
    QFont bold(tensorsView_->font()); // as the best of a row is
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const auto width = [&](const char* sample) {
        return metrics.horizontalAdvance(QString::fromUtf8(sample)) + 12;
    };
    tensorsView_->setColumnWidth(CompareModel::Name, width("00 · self_attn.q_proj"));
    tensorsView_->setColumnHidden(CompareModel::Type, true); // the name's tooltip has it, and the saved table
    const int most = width("▼ 000.00 MiB *");
    const int mark = 36; // the scheme's, in the head, with what surrounds it
    for (int column = CompareModel::FirstCandidate; column < tensors_.columnCount(); ++column) {
        const QString head = tensors_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int wanted = qMin(tensorsView_->fontMetrics().horizontalAdvance(head) + mark, width("▼ 00.000 %"));
        for (int row = 0; row < qMin(tensors_.rowCount(), 100); ++row) {
            const QString number = tensors_.index(row, column).data().toString();
            wanted = qMax(wanted, metrics.horizontalAdvance(number) + 12);
        }
        tensorsView_->setColumnWidth(column, qMin(wanted, most));
    }
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
               tensors_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QLatin1Char('"');
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
