#include "views/histogram_panel.h"

#include "models/figure.h"
#include "plots/study_pictures.h"
#include "text/number_text.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace mantissa::ui {

namespace {
constexpr int narrowest = 250; // of a plot whose axes still read
constexpr int lowest = 150;
} // namespace

HistogramPanel::HistogramPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent), workbench_(workbench), driver_(workbench), summary_(new QLabel(this)),
      logarithmic_(new QCheckBox(this)), scroll_(new QScrollArea(this)), grid_(nullptr) {
    summary_->setObjectName(QStringLiteral("histogramsSummary"));
    summary_->setWordWrap(true);
    logarithmic_->setObjectName(QStringLiteral("histogramsLogarithmic"));
    auto* inner = new QWidget(scroll_);
    grid_ = new QGridLayout(inner);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(8);
    scroll_->setObjectName(QStringLiteral("histograms"));
    scroll_->setWidget(inner);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* head = new QHBoxLayout;
    head->addWidget(summary_, 1);
    head->addWidget(logarithmic_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(head);
    layout->addWidget(scroll_, 1);
    connect(&driver_, &HistogramDriver::changed, this, &HistogramPanel::refresh);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &HistogramPanel::refresh);
    connect(logarithmic_, &QCheckBox::toggled, this, &HistogramPanel::refresh);
    retranslate();
}

void HistogramPanel::retranslate() {
    logarithmic_->setText(tr("Loga&rithmic"));
    logarithmic_->setToolTip(tr("Count on a logarithmic axis, to see rare values"));
    scroll_->setAccessibleName(tr("Histograms of the schemes"));
    refresh();
}

void HistogramPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    driver_.setActive(true);
    refresh();
}

void HistogramPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    driver_.setActive(false);
}

void HistogramPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void HistogramPanel::layOut() {
    const int columns = qMax(1, scroll_->viewport()->width() / narrowest);
    for (std::size_t i = 0; i < plots_.size(); ++i)
        grid_->addWidget(plots_[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    for (int column = 0; column < qMax(columns, grid_->columnCount()); ++column)
        grid_->setColumnStretch(column, column < columns ? 1 : 0);
}

void HistogramPanel::show(PlotWidget& plot, const Candidate& candidate) {
    const auto found = driver_.outcomes().find(candidate.id);
    if (found == driver_.outcomes().end() || !found->second.study) {
        plot.setTitle(titleOf(candidate));
        plot.setEmptyText(found == driver_.outcomes().end() ? tr("Computing …") : tr("kept as it is"));
        plot.setPicture({});
        return;
    }
    const TensorStudy& study = *found->second.study;
    const QString error = percentText(figures(study.sums).relativeRmse);
    plot.setTitle(titleOf(candidate) + QStringLiteral("  ·  ") +
                  (study.exact ? error : QStringLiteral("≈ ") + error));
    Picture picture = valuesPicture(study, candidate.slot, logarithmic_->isChecked());
    for (Series& series : picture.series)
        series.id = candidate.id;
    picture.marks.clear(); // too dense at this size
    plot.setPicture(picture);
}

void HistogramPanel::refresh() {
    if (!isVisible())
        return;
    const auto& tensor = workbench_.selection().tensor();
    if (!workbench_.model())
        summary_->setText(tr("Open a model (Ctrl+O), or drop a file here."));
    else if (!driver_.problem().isEmpty())
        summary_->setText(QStringLiteral("✗ ") + driver_.problem());
    else if (tensor)
        summary_->setText(tr("<b>%1</b>: values before (grey) and after, in per cent of the weights; beside "
                             "each name the relative RMSE. Click one to select its scheme.")
                              .arg(text(tensor->name).toHtmlEscaped()));
    ids_.clear();
    for (const Candidate& candidate : workbench_.candidates())
        if (candidate.shown)
            ids_.push_back(candidate.id);
    while (plots_.size() > ids_.size()) {
        plots_.back()->deleteLater();
        plots_.back()->hide();
        plots_.pop_back();
    }
    const bool more = plots_.size() < ids_.size();
    while (plots_.size() < ids_.size()) {
        const std::size_t place = plots_.size();
        auto* plot = new PlotWidget(QStringLiteral("histogram%1").arg(place), scroll_->widget());
        plot->setCompact();
        plot->setMinimumHeight(lowest);
        connect(plot, &PlotWidget::clicked, this, [this, place] { workbench_.select(ids_[place]); });
        plots_.push_back(plot);
        plot->show();
    }
    if (more)
        layOut();
    for (std::size_t i = 0; i < ids_.size(); ++i)
        show(*plots_[i], *workbench_.candidate(ids_[i]));
}

} // namespace mantissa::ui
