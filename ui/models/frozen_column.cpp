#include "models/frozen_column.h"

#include "models/mark_header.h"

#include <QEvent>
#include <QScrollBar>

namespace mantissa::ui {

FrozenColumn::FrozenColumn(QTableView* table) : QTableView(table), table_(table) {
    setObjectName(table->objectName() + QStringLiteral("Frozen"));
    setProperty("companion", true); // the table itself is what keys and readers go to
    setHorizontalHeader(new MarkHeader(this));
    setModel(table->model());
    setSelectionModel(table->selectionModel());
    setItemDelegate(table->itemDelegate());
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(table->alternatingRowColors());
    setTextElideMode(table->textElideMode());
    setSelectionBehavior(table->selectionBehavior());
    setSelectionMode(table->selectionMode());
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(table->verticalScrollMode());
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(table->verticalHeader()->defaultSectionSize());
    hide();
    table->viewport()->stackUnder(this);
    table->installEventFilter(this);
    table->viewport()->installEventFilter(this);
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(),
            &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, table->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, &FrozenColumn::follow);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, &FrozenColumn::follow);
    connect(model(), &QAbstractItemModel::modelReset, this, &FrozenColumn::hideOthers, Qt::QueuedConnection);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, table, [table](int section) {
        const QHeaderView* header = table->horizontalHeader();
        const bool turn =
            header->sortIndicatorSection() == section && header->sortIndicatorOrder() == Qt::AscendingOrder;
        table->sortByColumn(section, turn ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    hideOthers();
}

void FrozenColumn::hideOthers() {
    for (int column = 0; column < model()->columnCount(); ++column)
        setColumnHidden(column, column != 0);
    follow();
}

void FrozenColumn::follow() {
    const int head = table_->horizontalHeader()->height();
    horizontalHeader()->setFixedHeight(head);
    setColumnWidth(0, table_->columnWidth(0));
    setGeometry(table_->frameWidth(), table_->frameWidth(), table_->columnWidth(0),
                head + table_->viewport()->height());
    verticalScrollBar()->setValue(table_->verticalScrollBar()->value());
    setVisible(table_->horizontalScrollBar()->value() > 0);
}

bool FrozenColumn::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        follow();
    return QTableView::eventFilter(watched, event);
}

} // namespace mantissa::ui
