#include "views/formats_panel.h"

#include "dialogs/file_dialogs.h"
#include "models/bar_delegate.h"
#include "models/roles.h"
#include "panels/table_style.h"
#include "plots/survey_picture.h"
#include "text/number_text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QStyle>
#include <QTableView>

namespace mantissa::ui {

FormatsPanel::FormatsPanel(Workbench& workbench, SurveyDriver& driver, QWidget* parent)
    : QWidget(parent), workbench_(workbench), driver_(driver), model_(workbench, driver),
      splitter_(new QSplitter(this)), table_(new QTableView(this)),
      plot_(new PlotWidget(QStringLiteral("formatsPlot"), this)), search_(new QCheckBox(this)),
      add_(new QPushButton(this)), save_(new QPushButton(this)), state_(new QLabel(this)) {
    setObjectName(QStringLiteral("formatsPanel"));
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    redraw_.setSingleShot(true);
    redraw_.setInterval(50);
    build();
    retranslate();
    connect(&redraw_, &QTimer::timeout, this, &FormatsPanel::showPicture);
    const auto soon = [this] {
        if (!redraw_.isActive())
            redraw_.start();
    };
    connect(&driver_, &SurveyDriver::restarted, this, soon);
    connect(&driver_, &SurveyDriver::measured, this, soon);
    connect(&driver_, &SurveyDriver::finished, this, &FormatsPanel::showPicture);
    connect(&workbench_, &Workbench::candidatesChanged, this, soon);
    connect(search_, &QCheckBox::toggled, &driver_, &SurveyDriver::setWithSearch);
    connect(add_, &QPushButton::clicked, this, &FormatsPanel::add);
    connect(save_, &QPushButton::clicked, this, &FormatsPanel::save);
    connect(table_, &QTableView::activated, this, &FormatsPanel::add);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FormatsPanel::choose);
    connect(plot_, &PlotWidget::clicked, this, [this](int id) {
        if (id < 1 || id > model_.rowCount()) // a curve
            return;
        table_->setCurrentIndex(sorted_.mapFromSource(model_.index(id - 1, SurveyModel::Name)));
        add();
    });
}

void FormatsPanel::build() {
    table_->setObjectName(QStringLiteral("formatsTable"));
    table_->setModel(&sorted_);
    table_->setItemDelegate(new BarDelegate(table_));
    table_->setSortingEnabled(true);
    table_->sortByColumn(SurveyModel::Bits, Qt::DescendingOrder);
    styleTable(*table_, 6);
    table_->setSelectionMode(QTableView::SingleSelection);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    table_->horizontalHeader()->setSectionResizeMode(SurveyModel::Name, QHeaderView::Stretch);
    search_->setObjectName(QStringLiteral("formatsSearch"));
    add_->setObjectName(QStringLiteral("formatsAdd"));
    save_->setObjectName(QStringLiteral("formatsSave"));
    state_->setObjectName(QStringLiteral("formatsState"));
    state_->setProperty("muted", true);
    auto* head = new QHBoxLayout;
    head->addWidget(state_, 1);
    head->addWidget(search_);
    head->addWidget(add_);
    head->addWidget(save_);
    splitter_->addWidget(plot_);
    splitter_->addWidget(table_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({10000, 10000});
    splitter_->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(head);
    layout->addWidget(splitter_, 1);
}

void FormatsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

// Side by side where there is room for the table's numbers, else one above the other.
int FormatsPanel::tableWidth() const {
    constexpr int markAndMargins = 48;
    int width = QFontMetrics(table_->font()).horizontalAdvance(QStringLiteral("IQ2_XXS/search")) +
                markAndMargins + table_->style()->pixelMetric(QStyle::PM_ScrollBarExtent) +
                2 * table_->frameWidth();
    for (int column = SurveyModel::Bits; column < SurveyModel::ColumnCount; ++column)
        width += table_->columnWidth(column);
    return width;
}

void FormatsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Side by side where the table keeps its names whole and the plot still has room for its own.
    constexpr int plotAtLeast = 420;
    const int table = tableWidth();
    const bool wide = width() >= table + plotAtLeast;
    splitter_->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
    table_->setMinimumWidth(wide ? table : 0);
}

void FormatsPanel::retranslate() {
    table_->setAccessibleName(tr("The tensor under all formats"));
    search_->setText(tr("with &search"));
    search_->setToolTip(tr("Each format once more with the method that looks for better values"));
    add_->setText(tr("&Add to comparison"));
    save_->setText(tr("&Save table …"));
    plot_->setTitle(tr("Size and error"));
    model_.retranslate();
    const QFontMetrics metrics(table_->font());
    for (int column = SurveyModel::Bits; column < SurveyModel::ColumnCount; ++column) {
        const QString head = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        table_->setColumnWidth(column, qMax(metrics.horizontalAdvance(QStringLiteral("≈ 00.00 %")),
                                            metrics.horizontalAdvance(head) + 24) +
                                           16);
    }
    showPicture();
}

void FormatsPanel::setEmptyText(const QString& text) {
    plot_->setEmptyText(text);
}

int FormatsPanel::currentRow() const {
    const QModelIndex index = sorted_.mapToSource(table_->currentIndex());
    return index.isValid() ? index.row() : -1;
}

void FormatsPanel::showState() {
    int sample = 0;
    int waiting = 0;
    for (const SurveyRow& row : driver_.rows()) {
        waiting += !row.figures && row.problem.isEmpty() ? 1 : 0;
        sample += row.figures && !row.figures->measurement.exact ? 1 : 0;
    }
    const int rows = model_.rowCount();
    state_->setText(rows == 0     ? QString()
                    : waiting > 0 ? tr("%1 of %2 formats tried").arg(rows - waiting).arg(rows)
                    : sample > 0  ? tr("%n format(s) from a sample (≈), exact follows", nullptr, sample)
                                  : tr("%n format(s), exact", nullptr, rows));
    add_->setEnabled(currentRow() >= 0 && !model_.candidateAt(currentRow()));
    save_->setEnabled(rows > 0);
}

void FormatsPanel::showPicture() {
    plot_->setPicture(surveyPicture(driver_.rows(), workbench_, currentRow()), true);
    showState();
}

// Every other view shows the tensor under it, too; only its place in the comparison waits for a word.
void FormatsPanel::choose(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const int row = sorted_.mapToSource(index).row();
    if (const Candidate* candidate = model_.candidateAt(row))
        workbench_.select(candidate->id);
    else if (auto scheme = parseScheme(model_.rowAt(row).used().toStdString()))
        workbench_.selection().setScheme(*scheme, Selection::draft);
    showPicture();
}

void FormatsPanel::add() {
    const int row = currentRow();
    if (row < 0)
        return;
    if (auto scheme = parseScheme(model_.rowAt(row).used().toStdString()))
        workbench_.select(workbench_.add(*scheme));
    showState();
}

void FormatsPanel::save() {
    askToSave(this, QStringLiteral("saveFormats"), tr("Save table"), QStringLiteral("formats.csv"),
              tr("Comma-separated values (*.csv)"), [this](const QString& path) {
                  QSaveFile file(path);
                  const QByteArray bytes = model_.csv().toUtf8();
                  const bool written =
                      file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
                  state_->setText(written ? tr("Saved %1.").arg(path)
                                          : tr("%1 could not be written.").arg(path));
              });
}

} // namespace mantissa::ui
