#include "panels/model_panel.h"

#include "models/bar_delegate.h"
#include "models/figure.h"
#include "panels/tensor_tree.h"
#include "text/number_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <limits>

namespace mantissa::ui {

ModelPanel::ModelPanel(Workbench& workbench, FindingsDriver& findings, Settings& settings, QWidget* parent)
    : QWidget(parent), workbench_(workbench), settings_(settings), text_(new QLineEdit(this)),
      regex_(new QCheckBox(this)), groupLabel_(new QLabel(this)), group_(new QComboBox(this)),
      view_(new TensorTree(this)), totals_(new QLabel(this)) {
    setObjectName(QStringLiteral("modelPanel"));
    model_.setGrouping(static_cast<Grouping>(settings.value(Setting::ModelGrouping).toInt()));
    build();
    retranslate();
    connect(&workbench, &Workbench::modelChanged, this, &ModelPanel::modelChanged);
    connect(&workbench.selection(), &Selection::tensorChanged, this, &ModelPanel::followSelection);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &ModelPanel::showErrors);
    connect(&workbench, &Workbench::candidateMeasured, this, [this](int id) {
        if (id == workbench_.selection().candidate())
            showErrors();
    });
    connect(&findings, &FindingsDriver::changed, this,
            [this, &findings] { model_.setFindings(findings.findings()); });
    connect(text_, &QLineEdit::textChanged, this, &ModelPanel::applyFilter);
    connect(regex_, &QCheckBox::toggled, this, &ModelPanel::applyFilter);
    connect(group_, &QComboBox::activated, this, &ModelPanel::setGrouping);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelPanel::currentChanged);
}

void ModelPanel::build() {
    text_->setObjectName(QStringLiteral("tensorFilter"));
    text_->setClearButtonEnabled(true);
    regex_->setObjectName(QStringLiteral("tensorFilterRegex"));
    group_->setObjectName(QStringLiteral("tensorGrouping"));
    groupLabel_->setBuddy(group_);
    view_->setObjectName(QStringLiteral("tensorTree"));
    view_->setModel(&filter_);
    view_->setItemDelegate(new BarDelegate(view_));
    view_->setUniformRowHeights(true);
    view_->setAllColumnsShowFocus(true);
    view_->setSortingEnabled(true);
    view_->sortByColumn(-1, Qt::AscendingOrder); // file order until a header is clicked
    view_->setIndentation(14);
    view_->setTextElideMode(Qt::ElideMiddle);
    view_->header()->setSectionResizeMode(QHeaderView::Interactive);
    view_->header()->setMinimumSectionSize(30);
    view_->header()->setSectionResizeMode(TensorModel::Name, QHeaderView::Stretch);
    view_->viewport()->installEventFilter(this);
    view_->header()->setStretchLastSection(false);
    totals_->setObjectName(QStringLiteral("tensorTotals"));
    totals_->setProperty("muted", true);
    totals_->setWordWrap(true);
    totals_->setContentsMargins(10, 6, 10, 6);

    auto* filters = new QHBoxLayout;
    filters->setContentsMargins(8, 8, 8, 0);
    filters->addWidget(text_, 1);
    filters->addWidget(regex_);
    auto* groups = new QHBoxLayout;
    groups->setContentsMargins(8, 0, 8, 4);
    groups->addWidget(groupLabel_);
    groups->addWidget(group_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(filters);
    layout->addLayout(groups);
    layout->addWidget(view_, 1);
    layout->addWidget(totals_);
}

void ModelPanel::focusFilter() {
    text_->setFocus(Qt::ShortcutFocusReason);
    text_->selectAll();
}

void ModelPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ModelPanel::retranslate() {
    text_->setPlaceholderText(tr("Filter tensors"));
    text_->setAccessibleName(tr("Filter tensors"));
    regex_->setText(tr(".*"));
    regex_->setToolTip(tr("The filter is a regular expression"));
    regex_->setAccessibleName(tr("The filter is a regular expression"));
    groupLabel_->setText(tr("&Group by"));
    group_->setAccessibleName(tr("Group tensors by"));
    group_->clear();
    group_->addItems({tr("Nothing (table)"), tr("Layer"), tr("Role"), tr("Type")});
    group_->setCurrentIndex(static_cast<int>(model_.grouping()));
    view_->setAccessibleName(tr("Tensors of the model"));
    model_.retranslate();
    followSelection();
    showTotals();
}

void ModelPanel::modelChanged() {
    model_.setModel(workbench_.model());
    showErrors();
    showTotals();
    const QFontMetrics metrics(view_->font());
    for (int column = TensorModel::Error; column < TensorModel::ColumnCount; ++column)
        view_->resizeColumnToContents(column);
    view_->setColumnWidth(TensorModel::Error, metrics.horizontalAdvance(QStringLiteral("100.00 %  ")) + 12);
    showFittingColumns();
}

// Error and size always; the others as the dock grows, so that nothing ever lies out of sight to the right.
// What is not shown, the name's tooltip tells.
void ModelPanel::showFittingColumns() {
    const int name = view_->fontMetrics().horizontalAdvance(QStringLiteral("self_attn.q_proj")) +
                     2 * view_->indentation() + 24;
    int left = view_->viewport()->width() - name;
    for (int column = TensorModel::Error; column < TensorModel::ColumnCount; ++column) {
        const bool hidden = view_->isColumnHidden(column);
        view_->setColumnHidden(column, false); // a hidden one has no width
        left -= view_->columnWidth(column);
        if (column > TensorModel::Size && left < 0)
            view_->setColumnHidden(column, true);
        else if (hidden)
            view_->resizeColumnToContents(column);
    }
}

bool ModelPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == view_->viewport() && event->type() == QEvent::Resize)
        showFittingColumns();
    return QWidget::eventFilter(watched, event);
}

void ModelPanel::applyFilter() {
    const bool valid = filter_.setFilter(text_->text(), regex_->isChecked());
    text_->setToolTip(valid ? QString() : tr("This is not a complete regular expression yet."));
    text_->setStyleSheet(valid ? QString() : QStringLiteral("QLineEdit{border:1px solid #B3261E}"));
    // Unfolding is for looking through what was found; nobody looks through thousands.
    constexpr std::size_t worthUnfolding = 1000;
    if (!text_->text().isEmpty() && filter_.accepted() <= worthUnfolding)
        view_->expandAll();
    followSelection();
    showTotals();
}

void ModelPanel::setGrouping(int grouping) {
    model_.setGrouping(static_cast<Grouping>(grouping));
    settings_.set(Setting::ModelGrouping, grouping);
    followSelection();
}

void ModelPanel::followSelection() {
    const auto& tensor = workbench_.selection().tensor();
    if (!tensor)
        return;
    const QModelIndex index = filter_.mapFromSource(model_.indexOf(*tensor));
    if (!index.isValid())
        return;
    view_->expand(index.parent());
    view_->setCurrentIndex(index);
    view_->scrollTo(index);
}

void ModelPanel::currentChanged(const QModelIndex& index) {
    if (auto tensor = model_.tensorAt(filter_.mapToSource(index)))
        workbench_.selection().setTensor(std::move(tensor));
}

void ModelPanel::showErrors() {
    const Candidate* chosen = workbench_.selectedCandidate();
    if (!workbench_.model() || !chosen || !chosen->result) {
        model_.setErrors({});
        return;
    }
    // Both lists are in the file's order.
    std::vector<double> all;
    all.reserve(workbench_.model()->tensors.size());
    auto next = chosen->result->tensors.begin();
    for (const auto& tensor : workbench_.model()->tensors) {
        const bool measured = next != chosen->result->tensors.end() && next->tensor == tensor;
        all.push_back(measured ? valueOf(Figure::RelativeRmse, next->schemes.front())
                               : std::numeric_limits<double>::quiet_NaN());
        if (measured)
            ++next;
    }
    model_.setErrors(std::move(all));
}

void ModelPanel::showTotals() {
    if (!workbench_.model()) {
        totals_->setText(tr("No model is open. Open a file, or drop one here."));
        return;
    }
    std::uint64_t elements = 0;
    for (const auto& tensor : workbench_.model()->tensors)
        elements += tensor->elements();
    totals_->setText(tr("%n tensor(s)", nullptr, static_cast<int>(workbench_.model()->tensors.size())) +
                     QStringLiteral(" · ") + tr("%1 weights").arg(countText(elements)) +
                     QStringLiteral(" · ") + bytesText(workbench_.model()->dataBytes));
    totals_->setToolTip(exactBytesText(workbench_.model()->dataBytes));
}

} // namespace mantissa::ui
