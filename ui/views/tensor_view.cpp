#include "views/tensor_view.h"

#include "models/figure.h"
#include "models/tensor_model.h"
#include "plots/study_pictures.h"
#include "text/number_text.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QSplitter>

namespace mantissa::ui {

TensorView::TensorView(Workbench& workbench, StudyDriver& study, QWidget* parent)
    : View(QStringLiteral("tensorView"), parent), workbench_(workbench), study_(study),
      badge_(new QLabel(this)), facts_(new QLabel(this)), note_(new QLabel(this)),
      logarithmic_(new QCheckBox(this)), values_(new PlotWidget(QStringLiteral("values"), this)),
      error_(new PlotWidget(QStringLiteral("error"), this)),
      codes_(new PlotWidget(QStringLiteral("codes"), this)),
      scales_(new PlotWidget(QStringLiteral("scales"), this)),
      rows_(new PlotWidget(QStringLiteral("rows"), this)) {
    build();
    retranslate();
    connect(&study, &StudyDriver::changed, this, &TensorView::refresh);
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
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(values_);
    splitter->addWidget(small);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({10000, 10000}); // equal shares, whatever the hints say
    splitter->setChildrenCollapsible(false);
    body()->addWidget(facts_);
    body()->addWidget(note_);
    body()->addWidget(splitter, 1);
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
            .arg(text(std::string(info(outcome->plan.dtype).name)));
    return tr("Computing …");
}

void TensorView::refresh() {
    const auto& tensor = workbench_.selection().tensor();
    setHeading(tensor ? text(tensor->name) : tr("Tensor"));
    showFacts();
    showPictures();
}

void TensorView::showFacts() {
    const std::optional<StudyOutcome> outcome = currentOutcome();
    const bool known = outcome && outcome->study;
    badge_->setVisible(known);
    facts_->setVisible(known);
    const bool fellBack = outcome && outcome->plan.fellBack();
    note_->setVisible(fellBack);
    if (fellBack)
        note_->setText(QStringLiteral("⚠ ") + text(translated(outcome->plan.fallback)));
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
    parts << text(describe(tensor.shape)) + QStringLiteral(" ") + text(std::string(info(tensor.dtype).name));
    parts << tr("%1 bits/weight").arg(bitsText(study.bitsPerWeight));
    parts << tr("relative RMSE %1").arg(percentText(all.relativeRmse));
    parts << tr("SQNR %1").arg(decibelText(all.sqnrDb));
    parts << tr("largest error %1 at row %2, column %3")
                 .arg(numberText(all.maxAbs, 3))
                 .arg(all.maxRow)
                 .arg(all.maxColumn);
    parts << tr("outliers beyond 6σ: %1").arg(percentText(study.outlierShare));
    facts_->setText(parts.join(separator));
}

void TensorView::showPictures() {
    const std::optional<StudyOutcome> outcome = currentOutcome();
    const bool known = outcome && outcome->study;
    values_->setEmptyText(emptyReason());
    for (PlotWidget* plot : {error_, codes_, scales_, rows_})
        plot->setVisible(known);
    if (!known) {
        values_->setPicture({});
        return;
    }
    const TensorStudy& study = *outcome->study;
    const int slot = workbench_.slotOf(outcome->request.scheme);
    values_->setPicture(valuesPicture(study, slot, logarithmic_->isChecked()), true);
    error_->setPicture(errorPicture(study, slot));
    codes_->setPicture(codesPicture(study, slot));
    scales_->setPicture(scalesPicture(study, slot));
    rows_->setPicture(rowsPicture(study, slot));
}

} // namespace mantissa::ui
