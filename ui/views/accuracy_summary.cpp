#include "views/accuracy_summary.h"

#include "dialogs/file_dialogs.h"
#include "models/bar_delegate.h"
#include "models/roles.h"
#include "panels/table_style.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QTableView>

namespace mantissa::ui {

AccuracySummary::AccuracySummary(Workbench& workbench, AccuracyDriver& driver, Settings& settings,
                                 QWidget* parent)
    : Page(QStringLiteral("accuracySummary"), parent), workbench_(workbench), driver_(driver),
      settings_(settings), model_(workbench, driver), curve_(new QComboBox(this)),
      running_(new PlotWidget(QStringLiteral("accuracyRunning"), this)),
      divergence_(new PlotWidget(QStringLiteral("accuracyDivergence"), this)), table_(new QTableView(this)),
      copy_(new QPushButton(this)), save_(new QPushButton(this)), again_(new QAction(this)),
      command_(new QAction(this)) {
    build();
    retranslate();
    connect(curve_, &QComboBox::activated, this, &Page::showSoon);
    for (PlotWidget* plot : {running_, divergence_})
        connect(plot, &PlotWidget::clicked, this, [this](int id) { workbench_.select(id); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                const int id = model_.idAt(sorted_.mapToSource(index));
                if (id > AccuracyDriver::original && !following_)
                    workbench_.select(id);
            });
    connect(table_, &QTableView::activated, this, [this] {
        if (driver_.entry(currentId()).state != AccuracyState::Done)
            driver_.run(currentId());
    });
    connect(again_, &QAction::triggered, this, [this] { driver_.run(currentId()); });
    connect(command_, &QAction::triggered, this, [this] {
        if (driver_.ground() && currentId() >= AccuracyDriver::original)
            QApplication::clipboard()->setText(
                evaluateCommand(*driver_.ground(), workbench_.candidate(currentId())));
    });
    connect(copy_, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(model_.tabbedText()); });
    connect(save_, &QPushButton::clicked, this, &AccuracySummary::saveTable);
    for (QAbstractItemModel* model : std::initializer_list<QAbstractItemModel*>{&model_}) {
        connect(model, &QAbstractItemModel::modelReset, this, &Page::showSoon);
        connect(model, &QAbstractItemModel::dataChanged, this, &Page::showSoon);
    }
    connect(&workbench.selection(), &Selection::schemeChanged, this, &Page::showSoon);
}

void AccuracySummary::build() {
    curve_->setObjectName(QStringLiteral("accuracyCurve"));
    table_->setObjectName(QStringLiteral("accuracyTable"));
    copy_->setObjectName(QStringLiteral("accuracyCopy"));
    save_->setObjectName(QStringLiteral("accuracySave"));
    sorted_.setSourceModel(&model_);
    sorted_.setSortRole(SortRole);
    table_->setModel(&sorted_);
    again_->setObjectName(QStringLiteral("accuracyAgain"));
    command_->setObjectName(QStringLiteral("accuracyCommand"));
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->addActions({again_, command_});
    table_->setItemDelegate(new BarDelegate(table_));
    styleTable(*table_);
    table_->setSelectionMode(QTableView::SingleSelection);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);

    auto* above = new QHBoxLayout;
    above->addWidget(curve_);
    above->addStretch();
    above->addWidget(copy_);
    above->addWidget(save_);
    auto* charts = new QSplitter(Qt::Horizontal, this);
    charts->addWidget(running_);
    charts->addWidget(divergence_);
    charts->setSizes({10000, 10000});
    charts->setChildrenCollapsible(false);
    auto* both = new QSplitter(Qt::Vertical, this);
    both->addWidget(charts);
    both->addWidget(table_);
    both->setSizes({10000, 10000});
    both->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(above);
    layout->addWidget(both, 1);
}

QString AccuracySummary::title() const {
    return tr("Figures");
}

QString AccuracySummary::explanation() const {
    return tr("The model predicts a text, as it was and as each scheme leaves it. KL divergence says how far "
              "the predictions moved from the original's: the best single figure of what was lost.");
}

void AccuracySummary::retranslate() {
    const int curve = qMax(0, curve_->currentIndex());
    curve_->clear();
    curve_->addItem(tr("Perplexity"));
    curve_->addItem(tr("Perplexity above the original"));
    curve_->setCurrentIndex(curve);
    curve_->setAccessibleName(tr("Curve"));
    curve_->setToolTip(tr("What the curve shows. Against the original, the bands are much narrower: a hard "
                          "passage of the text is hard for all."));
    running_->setTitle(tr("Perplexity, chunk after chunk"));
    divergence_->setTitle(tr("KL divergence: how bad it gets, and how often"));
    table_->setAccessibleName(tr("Figures of each scheme"));
    copy_->setText(tr("&Copy table"));
    copy_->setToolTip(tr("Copies the table as it is shown, for a spreadsheet"));
    save_->setText(tr("&Save as CSV …"));
    again_->setText(tr("&Evaluate again"));
    command_->setText(tr("Copy as command &line"));
    model_.retranslate();
    showSoon();
}

std::vector<EvaluatedLine> AccuracySummary::lines() const {
    std::vector<EvaluatedLine> lines;
    const int selected = workbench_.selection().candidate();
    for (int row = 0; row < model_.rowCount(); ++row) {
        const int id = model_.idAt(model_.index(row, 0));
        const Candidate* candidate = workbench_.candidate(id);
        lines.push_back({id, candidate ? candidate->slot : -1,
                         model_.index(row, AccuracyModel::Name).data().toString(), id == selected,
                         driver_.evaluation(id), &driver_.entry(id).steps});
    }
    return lines;
}

QString AccuracySummary::emptyText() const {
    if (!driver_.ground())
        return driver_.state() == AccuracyDriver::State::Reading ? tr("Reading the text …")
                                                                 : tr("Choose a text above, then press Run.");
    return driver_.busy() || !driver_.settled()
               ? tr("Evaluating …")
               : tr("Press Run: the model then predicts the text as it was and as each scheme leaves it.");
}

void AccuracySummary::showNow() {
    const std::vector<EvaluatedLine> all = lines();
    const std::int64_t scored = driver_.ground() ? driver_.ground()->chunks.scored() : 0;
    const QString nothing = emptyText();
    for (PlotWidget* plot : {running_, divergence_})
        plot->setEmptyText(nothing);
    running_->setPicture(
        runningPicture(all, curve_->currentIndex() == 1 ? RunningCurve::Ratio : RunningCurve::Perplexity,
                       scored),
        true);
    divergence_->setPicture(divergencePicture(all), true);
    const bool any = model_.rowCount() > 0;
    copy_->setEnabled(any);
    save_->setEnabled(any);
    table_->resizeColumnsToContents();
    followSelection();
}

int AccuracySummary::currentId() const {
    return model_.idAt(sorted_.mapToSource(table_->currentIndex()));
}

void AccuracySummary::followSelection() {
    following_ = true;
    const QModelIndex row = sorted_.mapFromSource(model_.indexOf(workbench_.selection().candidate()));
    if (row.isValid())
        table_->setCurrentIndex(row);
    else
        table_->clearSelection();
    following_ = false;
}

void AccuracySummary::saveTable() {
    askToSave(this, QStringLiteral("saveAccuracyDialog"), tr("Save the figures"),
              QDir(settings_.saveFolder()).filePath(QStringLiteral("accuracy.csv")), tr("Data (*.csv)"),
              [this](const QString& path) {
                  QSaveFile file(path);
                  if (!file.open(QIODevice::WriteOnly) || file.write(model_.csv().toUtf8()) < 0 ||
                      !file.commit())
                      save_->setToolTip(tr("%1 could not be written.").arg(path));
              });
}

} // namespace mantissa::ui
