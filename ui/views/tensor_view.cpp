#include "views/tensor_view.h"

#include "analysis/rate_bound.h"
#include "models/figure.h"
#include "models/tensor_model.h"
#include "plots/study_pictures.h"
#include "tensor/packed_weight.h"
#include "text/number_text.h"
#include "views/block_panel.h"
#include "views/formats_panel.h"
#include "views/map_panel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <cmath>

namespace mantissa::ui {

TensorView::TensorView(Workbench& workbench, StudyDriver& study, FindingsDriver& findings, QWidget* parent)
    : View(QStringLiteral("tensorView"), parent), workbench_(workbench), study_(study), findings_(findings),
      badge_(new QLabel(this)), facts_(new QLabel(this)), note_(new QLabel(this)),
      logarithmic_(new QCheckBox(this)), values_(new PlotWidget(QStringLiteral("values"), this)),
      error_(new PlotWidget(QStringLiteral("error"), this)),
      codes_(new PlotWidget(QStringLiteral("codes"), this)),
      scales_(new PlotWidget(QStringLiteral("scales"), this)),
      rows_(new PlotWidget(QStringLiteral("rows"), this)), driver_(workbench, study, this),
      survey_(workbench), tabs_(new QTabBar(this)), pages_(new QStackedWidget(this)),
      splitter_(new QSplitter(Qt::Vertical, this)), map_(new MapPanel(driver_, this)),
      block_(new BlockPanel(driver_, this)), formats_(new FormatsPanel(workbench, survey_, this)) {
    build();
    link();
    retranslate();
    connect(&study, &StudyDriver::changed, this, &TensorView::refresh);
    connect(&findings, &FindingsDriver::changed, this, [this] { showNotes(currentOutcome()); });
    connect(&workbench.selection(), &Selection::tensorChanged, this, &TensorView::refresh);
    connect(&workbench, &Workbench::candidatesChanged, this, &TensorView::refresh);
    connect(logarithmic_, &QCheckBox::toggled, this, &TensorView::showPictures);
}

void TensorView::build() {
    badge_->setObjectName(QStringLiteral("studyBadge"));
    badge_->setProperty("badge", true);
    facts_->setObjectName(QStringLiteral("studyFacts"));
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts_->setWordWrap(true);
    note_->setObjectName(QStringLiteral("studyNote"));
    note_->setWordWrap(true);
    note_->setTextFormat(Qt::PlainText);
    logarithmic_->setObjectName(QStringLiteral("valuesLogarithmic"));
    controls()->addWidget(badge_);
    controls()->addWidget(logarithmic_);

    for (PlotWidget* plot : {error_, codes_, scales_, rows_})
        plot->setCompact();
    auto* small = new QWidget(this);
    auto* grid = new QGridLayout(small);
    grid->setContentsMargins(0, 6, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(error_, 0, 0);
    grid->addWidget(codes_, 0, 1);
    grid->addWidget(scales_, 1, 0);
    grid->addWidget(rows_, 1, 1);
    tabs_->setObjectName(QStringLiteral("tensorPages"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    for (int i = 0; i < 4; ++i)
        tabs_->addTab(QString());
    for (QWidget* page : std::initializer_list<QWidget*>{small, map_, block_, formats_})
        pages_->addWidget(page);
    auto* below = new QWidget(this);
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs_);
    column->addWidget(pages_, 1);
    splitter_->addWidget(values_);
    splitter_->addWidget(below);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({10000, 10000}); // equal shares, whatever the hints say
    splitter_->setChildrenCollapsible(false);
    body()->addWidget(facts_);
    body()->addWidget(note_);
    body()->addWidget(splitter_, 1);
}

// One selection for histogram, map and block.
void TensorView::link() {
    values_->setMarking(true);
    connect(tabs_, &QTabBar::currentChanged, this, &TensorView::turnTo);
    connect(values_, &PlotWidget::rangeMarked, this, [this](double low, double high) {
        driver_.setRange(std::pair(static_cast<float>(low), static_cast<float>(high)));
    });
    connect(values_, &PlotWidget::rangeForgotten, this, [this] { driver_.setRange(std::nullopt); });
    connect(&driver_, &MapDriver::rangeChanged, this, &TensorView::showPictures);
    connect(&driver_, &MapDriver::regionChanged, this, &TensorView::showPictures);
    connect(map_, &MapPanel::picked, this, [this](qint64 row, qint64 column) {
        block_->inspect(row, column);
        tabs_->setCurrentIndex(2);
    });
    connect(&driver_, &MapDriver::blockReady, this, [this] {
        const auto& block = driver_.block();
        map_->map().setBlock(block
                                 ? std::optional(MapRegion{block->row, 1, block->column,
                                                           static_cast<std::int64_t>(block->original.size())})
                                 : std::nullopt);
    });
}

void TensorView::turnTo(int page) {
    pages_->setCurrentIndex(page);
    // Map and bytes want room; the histogram stays in sight, because it is linked to them. Many formats have
    // no one histogram.
    values_->setVisible(page != 3);
    splitter_->setSizes(page == 0 ? QList<int>{10000, 10000} : QList<int>{6000, 14000});
    wakeDrivers();
}

// Only what somebody looks at is computed.
void TensorView::wakeDrivers() {
    const int page = tabs_->currentIndex();
    driver_.setActive((page == 1 || page == 2) && isVisible());
    survey_.setActive(page == 3 && isVisible());
}

void TensorView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    wakeDrivers();
}

void TensorView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    driver_.setActive(false);
    survey_.setActive(false);
}

void TensorView::retranslate() {
    setExplanation(tr("Grey: the original weights. Colour: the values they become; the marks below are the "
                      "levels of the grid."),
                   QStringLiteral("tensor"));
    logarithmic_->setText(tr("&Logarithmic"));
    logarithmic_->setToolTip(tr("Count on a logarithmic axis, to see rare values"));
    error_->setTitle(tr("Error (% of weights)"));
    codes_->setTitle(tr("Codes (% of weights)"));
    scales_->setTitle(tr("Scales (% of blocks)"));
    rows_->setTitle(tr("Row error (relative RMSE, %)"));
    values_->setTitle(tr("Values before and after"));
    tabs_->setTabText(0, tr("Charts"));
    tabs_->setTabText(1, tr("Map"));
    tabs_->setTabText(2, tr("Block"));
    tabs_->setTabText(3, tr("All formats"));
    tabs_->setAccessibleName(tr("Pages of the tensor"));
    codes_->setEmptyText(tr("Plain numbers have no codes."));
    scales_->setEmptyText(tr("This format stores no scales."));
    refresh();
}

// The newest answer, unless it is of the tensor that was selected before.
std::optional<StudyOutcome> TensorView::currentOutcome() const {
    const auto& outcome = study_.outcome();
    if (outcome && outcome->request.tensor != workbench_.selection().tensor())
        return std::nullopt;
    return outcome;
}

QString TensorView::emptyReason() const {
    if (!workbench_.model())
        return tr("Open a model (Ctrl+O), or drop a file here.");
    if (!workbench_.selection().tensor())
        return tr("Choose a tensor on the left.");
    if (!study_.problem().isEmpty())
        return study_.problem();
    const auto outcome = currentOutcome();
    if (outcome && !outcome->study)
        return tr("This tensor is kept as %1: norms, biases and tables are too small to be worth quantizing.")
            .arg(text(storedType(outcome->plan)));
    return tr("Computing …");
}

void TensorView::refresh() {
    const auto& tensor = workbench_.selection().tensor();
    setHeading(tensor ? text(tensor->name) : tr("Tensor"));
    showFacts();
    showPictures();
}

// What the importance matrix in use saw of this tensor; nothing where there is none.
QString TensorView::coverageText(const StudyOutcome& outcome) const {
    if (!outcome.request.importance)
        return {};
    const auto found = outcome.request.importance->coverage.find(outcome.request.tensor->name);
    if (found == outcome.request.importance->coverage.end())
        return tr("not in the importance matrix");
    const ImportanceCoverage& coverage = found->second;
    const QString pattern = coverage.countsChunks
                                ? tr("importance matrix: %1 chunks, %2 silent columns, %3 unseen experts")
                                : tr("importance matrix: %1 tokens, %2 silent columns, %3 unseen experts");
    return pattern.arg(countText(coverage.fewestTokens), percentText(coverage.silentShare()))
        .arg(coverage.unseenExperts);
}

// What is odd about the plan and about the tensor itself.
void TensorView::showNotes(const std::optional<StudyOutcome>& outcome) {
    QStringList lines;
    if (outcome && outcome->plan.fellBack())
        lines << QStringLiteral("⚠ ") + text(translated(outcome->plan.fallback));
    const auto& tensor = workbench_.selection().tensor();
    const FileFindingsPtr& found = findings_.findings();
    if (tensor && found && found->model == workbench_.model()) {
        for (const std::size_t place : found->of(*tensor)) {
            const Finding& finding = found->all[place];
            lines << (finding.kind == FindingKind::Note ? QStringLiteral("ⓘ ") : QStringLiteral("⚠ ")) +
                         text(translated(finding.what));
        }
    }
    note_->setVisible(!lines.isEmpty());
    note_->setText(lines.join(QLatin1Char('\n')));
}

void TensorView::showFacts() {
    const std::optional<StudyOutcome> outcome = currentOutcome();
    const bool known = outcome && outcome->study;
    badge_->setVisible(known);
    facts_->setVisible(known);
    showNotes(outcome);
    if (!known)
        return;
    const TensorStudy& study = *outcome->study;
    badge_->setText(study.exact ? tr("exact")
                                : tr("sample of %1 weights, exact follows").arg(countText(study.sums.count)));
    const ErrorFigures all = figures(study.sums);
    const Tensor& tensor = *outcome->request.tensor;
    const QString separator = QStringLiteral("  ·  ");
    QStringList parts;
    parts << QStringLiteral("<b>%1</b>").arg(text(study.scheme));
    parts << text(describe(tensor.shape)) + QStringLiteral(" ") + text(storedType(tensor));
    parts << tr("%1 bits/weight").arg(bitsText(study.bitsPerWeight));
    parts << tr("relative RMSE %1").arg(percentText(all.relativeRmse));
    const BoundFigures bounds = boundFigures(study.bitsPerWeight, study.sums);
    if (!std::isnan(bounds.bitsLeft)) {
        parts << tr("Gaussian bound %1, best scalar %2: %3 bits/weight left to gain")
                     .arg(percentText(bounds.bound), percentText(bounds.lloydMax), bitsText(bounds.bitsLeft));
    }
    parts << tr("SQNR %1").arg(decibelText(all.sqnrDb));
    parts << tr("largest error %1 at row %2, column %3")
                 .arg(numberText(all.maxAbs, 3))
                 .arg(all.maxRow)
                 .arg(all.maxColumn);
    parts << tr("outliers beyond 6σ: %1").arg(percentText(study.outlierShare));
    if (const QString covered = coverageText(*outcome); !covered.isEmpty())
        parts << covered;
    facts_->setText(parts.join(separator));
}

void TensorView::showPictures() {
    const std::optional<StudyOutcome> outcome = currentOutcome();
    const bool known = outcome && outcome->study;
    values_->setEmptyText(emptyReason());
    map_->setEmptyText(emptyReason());
    block_->setEmptyText(emptyReason());
    formats_->setEmptyText(emptyReason());
    for (PlotWidget* plot : {error_, codes_, scales_, rows_})
        plot->setVisible(known);
    tabs_->setVisible(known);
    if (!known) {
        values_->setPicture({});
        return;
    }
    const TensorStudy& study = *outcome->study;
    const int slot = workbench_.slotOf(outcome->request.scheme);
    const auto& region = driver_.regionHistogram();
    values_->setPicture(markedPicture(valuesPicture(study, slot, logarithmic_->isChecked()), driver_.range(),
                                      driver_.region() && region ? &*region : nullptr),
                        true);
    error_->setPicture(errorPicture(study, slot));
    codes_->setPicture(codesPicture(study, slot));
    scales_->setPicture(scalesPicture(study, slot));
    rows_->setPicture(rowsPicture(study, slot));
}

} // namespace mantissa::ui
