#include "views/block_panel.h"

#include "models/bar_delegate.h"
#include "panels/table_style.h"
#include "text/number_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>

#include <algorithm>
#include <limits>

namespace mantissa::ui {

namespace {

QTableView* table(const QString& name, QAbstractItemModel* model, QWidget* parent) {
    auto* view = new QTableView(parent);
    view->setObjectName(name);
    view->setModel(model);
    view->setItemDelegate(new BarDelegate(view));
    styleTable(*view, 6);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->horizontalHeader()->setStretchLastSection(true);
    return view;
}

} // namespace

BlockPanel::BlockPanel(MapDriver& driver, QWidget* parent)
    : QWidget(parent), driver_(driver), rowLabel_(new QLabel(this)), row_(new QSpinBox(this)),
      columnLabel_(new QLabel(this)), column_(new QSpinBox(this)), facts_(new QLabel(this)),
      layoutTitle_(new QLabel(this)), valuesView_(table(QStringLiteral("blockValues"), &values_, this)),
      fieldsView_(table(QStringLiteral("blockFields"), &fields_, this)) {
    build();
    retranslate();
    connect(row_, &QSpinBox::valueChanged, this, &BlockPanel::ask);
    connect(column_, &QSpinBox::valueChanged, this, &BlockPanel::ask);
    connect(&driver, &MapDriver::changed, this, &BlockPanel::follow);
    connect(&driver, &MapDriver::blockReady, this, &BlockPanel::showBlock);
}

void BlockPanel::build() {
    setObjectName(QStringLiteral("blockPanel"));
    row_->setObjectName(QStringLiteral("blockRow"));
    column_->setObjectName(QStringLiteral("blockColumn"));
    for (QSpinBox* box : {row_, column_}) {
        box->setKeyboardTracking(false);
        box->setMinimumWidth(box->fontMetrics().horizontalAdvance(QStringLiteral("000000")) + 40);
    }
    rowLabel_->setBuddy(row_);
    columnLabel_->setBuddy(column_);
    facts_->setObjectName(QStringLiteral("blockFacts"));
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layoutTitle_->setProperty("heading", true);
    fieldsView_->setWordWrap(true);
    fieldsView_->setTextElideMode(Qt::ElideNone);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(rowLabel_);
    head->addWidget(row_);
    head->addWidget(columnLabel_);
    head->addWidget(column_);
    head->addWidget(facts_, 1);
    auto* below = new QWidget(this);
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(layoutTitle_);
    column->addWidget(fieldsView_, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(valuesView_);
    splitter->addWidget(below);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({10000, 10000});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
}

void BlockPanel::inspect(qint64 row, qint64 column) {
    constexpr qint64 most = std::numeric_limits<int>::max();
    const QSignalBlocker quietRow(row_);
    const QSignalBlocker quietColumn(column_);
    row_->setValue(static_cast<int>(qMin(row, most)));
    column_->setValue(static_cast<int>(qMin(column, most)));
    ask();
}

void BlockPanel::setEmptyText(const QString& text) {
    emptyText_ = text;
    showBlock();
}

void BlockPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void BlockPanel::retranslate() {
    rowLabel_->setText(tr("&Row"));
    columnLabel_->setText(tr("&Column"));
    row_->setAccessibleName(tr("Row of the block"));
    column_->setAccessibleName(tr("Column of a weight in the block"));
    layoutTitle_->setText(tr("Its bytes, as the file would hold them"));
    valuesView_->setAccessibleName(tr("Weights of the block"));
    fieldsView_->setAccessibleName(tr("Bytes of the block and what they mean"));
    values_.retranslate();
    fields_.retranslate();
    showBlock();
}

void BlockPanel::follow() {
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    const QSignalBlocker quietRow(row_);
    const QSignalBlocker quietColumn(column_);
    row_->setMaximum(static_cast<int>(std::clamp<std::int64_t>(driver_.rows() - 1, 0, most)));
    column_->setMaximum(static_cast<int>(std::clamp<std::int64_t>(driver_.columns() - 1, 0, most)));
    for (QSpinBox* box : {row_, column_})
        box->setEnabled(driver_.quantized());
    if (driver_.ready() && driver_.tensor() != tensor_) {
        tensor_ = driver_.tensor();
        row_->setValue(0);
        column_->setValue(0);
    }
    if (driver_.quantized() && !driver_.block())
        ask();
    else
        showBlock();
}

void BlockPanel::ask() {
    if (driver_.quantized())
        driver_.inspect(row_->value(), column_->value());
}

void BlockPanel::showBlock() {
    const auto& block = driver_.block();
    values_.setBlock(block);
    fields_.setFields(block ? block->fields : std::vector<InspectedField>());
    if (!block) {
        facts_->setText(driver_.blockProblem().isEmpty() ? emptyText_ : driver_.blockProblem());
        return;
    }
    const auto elements = static_cast<qint64>(block->original.size());
    column_->setSingleStep(static_cast<int>(std::max<qint64>(1, elements))); // to the next block
    std::uint64_t bits = 0;
    for (const InspectedField& field : block->fields)
        bits += field.bits;
    facts_->setText(tr("Weights %1 to %2 of row %3: %4 weights in %5 bits. %6")
                        .arg(block->column)
                        .arg(block->column + elements - 1)
                        .arg(block->row)
                        .arg(elements)
                        .arg(bits)
                        .arg(QStringLiteral("<b>%1</b>").arg(text(translated(block->formula)))));
    for (const int column : {BlockValuesModel::Code, BlockValuesModel::Level, BlockValuesModel::Scale})
        valuesView_->setColumnHidden(column, !values_.hasCodes());
    valuesView_->setColumnHidden(BlockValuesModel::Offset, !values_.hasOffsets());
    valuesView_->resizeColumnsToContents();
    fieldsView_->resizeColumnToContents(BlockFieldsModel::Offset);
    fieldsView_->resizeColumnToContents(BlockFieldsModel::Holds);
    fieldsView_->setColumnWidth(BlockFieldsModel::Meaning, fieldsView_->viewport()->width() / 3);
    fieldsView_->resizeRowsToContents();
}

} // namespace mantissa::ui
