#include "views/tradeoff_view.h"

#include "plots/comparison_pictures.h"
#include "text/number_text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

namespace mantissa::ui {

namespace {
constexpr std::array sizes{Figure::Bytes, Figure::BitsPerWeight};
constexpr std::array errors{Figure::RelativeRmse, Figure::Sqnr, Figure::Cosine, Figure::MaxAbs};
} // namespace

TradeoffView::TradeoffView(Workbench& workbench, QWidget* parent)
    : View(QStringLiteral("tradeoffView"), parent), workbench_(workbench), across_(new QComboBox(this)),
      up_(new QComboBox(this)), recipe_(new QComboBox(this)), add_(new QPushButton(this)),
      edit_(new QPushButton(this)), plot_(new PlotWidget(QStringLiteral("tradeoff"), this)) {
    across_->setObjectName(QStringLiteral("tradeoffAcross"));
    up_->setObjectName(QStringLiteral("tradeoffUp"));
    recipe_->setObjectName(QStringLiteral("tradeoffRecipe"));
    add_->setObjectName(QStringLiteral("tradeoffAdd"));
    edit_->setObjectName(QStringLiteral("tradeoffEdit"));
    for (const MixtureInfo& mixture : mixtures())
        recipe_->addItem(text(mixture.id));
    recipe_->setCurrentIndex(qMax(0, recipe_->findText(QStringLiteral("Q4_K_S"))));
    controls()->addWidget(up_);
    controls()->addWidget(across_);
    controls()->addSpacing(12);
    controls()->addWidget(recipe_);
    controls()->addWidget(add_);
    controls()->addWidget(edit_);
    body()->addWidget(plot_, 1);
    retranslate();
    connect(across_, &QComboBox::activated, this, &TradeoffView::refresh);
    connect(up_, &QComboBox::activated, this, &TradeoffView::refresh);
    connect(add_, &QPushButton::clicked, this, &TradeoffView::addRecipe);
    connect(edit_, &QPushButton::clicked, this,
            [this] { emit editRequested(workbench_.selection().candidate()); });
    connect(plot_, &PlotWidget::clicked, this, [this](int id) { workbench_.select(id); });
    connect(&workbench, &Workbench::modelChanged, this, &TradeoffView::retranslate);
    connect(&workbench, &Workbench::candidatesChanged, this, &View::refreshSoon);
    connect(&workbench, &Workbench::candidateMeasured, this, &View::refreshSoon);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &View::refreshSoon);
}

void TradeoffView::retranslate() {
    setHeading(tr("Trade-off"));
    setExplanation(
        tr("Each point is a scheme or recipe over the whole model; left and low is better. Nothing tried "
           "beats the points on the dashed front. Weight error only hints at the quality of answers."),
        QStringLiteral("trade-off"));
    const int across = qMax(0, across_->currentIndex());
    const int up = qMax(0, up_->currentIndex());
    across_->clear();
    up_->clear();
    for (const Figure figure : sizes)
        across_->addItem(figureName(figure));
    for (const Figure figure : errors)
        up_->addItem(figureName(figure));
    across_->setCurrentIndex(across);
    up_->setCurrentIndex(up);
    across_->setAccessibleName(tr("Horizontal axis"));
    across_->setToolTip(tr("Horizontal axis"));
    up_->setAccessibleName(tr("Vertical axis"));
    up_->setToolTip(tr("Vertical axis"));
    recipe_->setAccessibleName(tr("Recipe"));
    recipe_->setToolTip(tr("A mixture that gives each tensor its own type, as llama.cpp does"));
    add_->setText(tr("&Try recipe"));
    edit_->setText(tr("&Edit as recipe"));
    edit_->setToolTip(tr("Opens the selected point in the recipe editor"));
    plot_->setEmptyText(workbench_.model() ? tr("Measuring …")
                                           : tr("Open a model (Ctrl+O), or drop a file here."));
    refresh();
}

void TradeoffView::refresh() {
    edit_->setEnabled(workbench_.selectedCandidate() != nullptr);
    plot_->setPicture(tradeoffPicture(workbench_.candidates(),
                                      sizes.at(static_cast<std::size_t>(qMax(0, across_->currentIndex()))),
                                      errors.at(static_cast<std::size_t>(qMax(0, up_->currentIndex()))),
                                      workbench_.selection().candidate()),
                      true);
}

void TradeoffView::addRecipe() {
    if (auto recipe = parseRecipe(recipe_->currentText().toStdString()))
        workbench_.select(workbench_.add(*recipe));
}

} // namespace mantissa::ui
