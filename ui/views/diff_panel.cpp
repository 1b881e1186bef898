#include "views/diff_panel.h"

#include "models/bar_delegate.h"
#include "models/roles.h"
#include "panels/table_style.h"
#include "report/command_line.h"
#include "text/number_text.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mantissa::ui {

DiffPanel::DiffPanel(Workbench& workbench, DiffDriver& driver, QWidget* parent)
    : QWidget(parent), workbench_(workbench), driver_(driver), summary_(new QLabel(this)),
      choose_(new QPushButton(this)), table_(new QTableView(this)) {
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    summary_->setObjectName(QStringLiteral("diffSummary"));
    summary_->setWordWrap(true);
    choose_->setObjectName(QStringLiteral("diffChoose"));
    table_->setObjectName(QStringLiteral("diffTable"));
    table_->setModel(&sorted_);
    table_->setItemDelegate(new BarDelegate(table_));
    styleTable(*table_);
    table_->setTextElideMode(Qt::ElideMiddle);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    auto* head = new QHBoxLayout;
    head->addWidget(summary_, 1);
    head->addWidget(choose_, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(head);
    layout->addWidget(table_, 1);
    connect(choose_, &QPushButton::clicked, this, &DiffPanel::openRequested);
    connect(&driver, &DiffDriver::changed, this, &DiffPanel::refresh);
    connect(&workbench, &Workbench::modelChanged, this, &DiffPanel::refresh);
    connect(&workbench.selection(), &Selection::tensorChanged, this, &DiffPanel::followSelection);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                auto tensor = model_.tensorAt(sorted_.mapToSource(index));
                if (tensor && !following_)
                    workbench_.selection().setTensor(std::move(tensor));
            });
    retranslate();
}

void DiffPanel::retranslate() {
    choose_->setText(tr("Choose a &file …"));
    choose_->setToolTip(tr("Another file of the same model: the one it was made from, or another build"));
    table_->setAccessibleName(tr("Tensors of both files"));
    model_.retranslate();
    refresh();
}

QString DiffPanel::summary() const {
    if (!workbench_.model())
        return tr("Open a model (Ctrl+O), or drop a file here.");
    if (driver_.path().isEmpty())
        return tr("Compare the open model with another file of it, tensor by tensor: what is equal byte for "
                  "byte, what differs and by how much, what is missing.");
    const QString other = QFileInfo(driver_.path()).fileName();
    if (!driver_.problem().isEmpty())
        return QStringLiteral("✗ ") + driver_.problem();
    const ModelDiffPtr& diff = driver_.result();
    if (!diff)
        return tr("Comparing with %1 …").arg(other);
    QStringList parts;
    parts << tr("%n tensor(s) equal byte for byte", nullptr, static_cast<int>(diff->equalBytes));
    if (diff->equalValues)
        parts << tr("%n equal in value", nullptr, static_cast<int>(diff->equalValues));
    parts << tr("%n different", nullptr, static_cast<int>(diff->different));
    if (diff->incomparable)
        parts << tr("%n not comparable", nullptr, static_cast<int>(diff->incomparable));
    if (diff->onlyLeft)
        parts << tr("%n not in the other file", nullptr, static_cast<int>(diff->onlyLeft));
    if (diff->onlyRight)
        parts << tr("%n only in the other file", nullptr, static_cast<int>(diff->onlyRight));
    QString words = tr("<b>%1</b> beside this file: %2.").arg(other.toHtmlEscaped(), parts.join(tr(", ")));
    if (diff->different)
        words += QLatin1Char(' ') + tr("What differs has a relative RMSE of %1 together.")
                                        .arg(percentText(figures(diff->sums).relativeRmse));
    return words;
}

void DiffPanel::refresh() {
    summary_->setText(summary());
    const bool comparing = driver_.result() != nullptr;
    table_->setVisible(comparing);
    choose_->setEnabled(workbench_.model() != nullptr);
    model_.set(driver_.result());
    fitColumns();
    followSelection();
}

void DiffPanel::fitColumns() {
    if (model_.rowCount() == 0)
        return;
    table_->resizeColumnsToContents();
    for (const int column : {int(DiffModel::Name), int(DiffModel::Verdict)})
        table_->setColumnWidth(column, qMin(table_->columnWidth(column), width() / 3));
}

void DiffPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

void DiffPanel::followSelection() {
    const auto& tensor = workbench_.selection().tensor();
    const int row = tensor ? model_.rowOf(*tensor) : -1;
    if (row < 0)
        return;
    following_ = true;
    const QModelIndex index = sorted_.mapFromSource(model_.index(row, 0));
    if (index.row() != table_->currentIndex().row()) {
        table_->selectRow(index.row());
        table_->scrollTo(index);
    }
    following_ = false;
}

// verify measures its file against the other: the same figures, from the other side.
QString DiffPanel::command() const {
    if (!driver_.result())
        return {};
    return QStringLiteral("mantissa-cli verify %1 --against %2")
        .arg(text(shellQuoted(driver_.result()->right->path.string())),
             text(shellQuoted(driver_.result()->left->path.string())));
}

} // namespace mantissa::ui
