#include "views/tradeoff_view.h"

#include "plots/comparison_pictures.h"
#include "plots/tradeoff_pictures.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace mantissa::ui {

namespace {

constexpr std::array sizes{Figure::Bytes, Figure::BitsPerWeight};
constexpr std::array answers{AccuracyFigure::MeanDivergence, AccuracyFigure::Perplexity,
                             AccuracyFigure::SameTop};
constexpr std::array errors{Figure::RelativeRmse, Figure::Sqnr, Figure::Cosine, Figure::MaxAbs};

} // namespace

TradeoffView::TradeoffView(Workbench& workbench, AccuracyDriver& driver, QWidget* parent)
    : View(QStringLiteral("tradeoffView"), parent), workbench_(workbench), driver_(driver),
      across_(new QComboBox(this)), up_(new QComboBox(this)), recipe_(new QComboBox(this)),
      add_(new QPushButton(this)), edit_(new QPushButton(this)),
      plot_(new PlotWidget(QStringLiteral("tradeoff"), this)), unknown_(new QLabel(this)) {
    build();
    retranslate();
    connect(across_, &QComboBox::activated, this, &TradeoffView::refresh);
    connect(up_, &QComboBox::activated, this, [this] {
        upChosen_ = true;
        refresh();
    });
    connect(add_, &QPushButton::clicked, this, &TradeoffView::addRecipe);
    connect(edit_, &QPushButton::clicked, this,
            [this] { emit editRequested(workbench_.selection().candidate()); });
    connect(plot_, &PlotWidget::clicked, this, &TradeoffView::clicked);
    connect(unknown_, &QLabel::linkActivated, this, [this] { driver_.run(); });
    connect(&workbench, &Workbench::modelChanged, this, &TradeoffView::retranslate);
    connect(&workbench, &Workbench::candidatesChanged, this, &View::refreshSoon);
    connect(&workbench, &Workbench::candidateMeasured, this, &View::refreshSoon);
    connect(&workbench.selection(), &Selection::schemeChanged, this, &View::refreshSoon);
    connect(&driver, &AccuracyDriver::stateChanged, this, &View::refreshSoon);
    connect(&driver, &AccuracyDriver::entryChanged, this, [this](int id) {
        if (driver_.entry(id).state != AccuracyState::Running || driver_.entry(id).steps.empty())
            refreshSoon();
    });
}

void TradeoffView::build() {
    across_->setObjectName(QStringLiteral("tradeoffAcross"));
    up_->setObjectName(QStringLiteral("tradeoffUp"));
    recipe_->setObjectName(QStringLiteral("tradeoffRecipe"));
    add_->setObjectName(QStringLiteral("tradeoffAdd"));
    edit_->setObjectName(QStringLiteral("tradeoffEdit"));
    unknown_->setObjectName(QStringLiteral("tradeoffUnknown"));
    unknown_->setWordWrap(true);
    unknown_->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
    for (const MixtureInfo& mixture : mixtures())
        recipe_->addItem(text(mixture.id));
    recipe_->setCurrentIndex(qMax(0, recipe_->findText(QStringLiteral("Q4_K_S"))));
    controls()->addWidget(up_);
    controls()->addWidget(across_);
    auto* recipes = new QHBoxLayout; // a row of its own: beside the axes they would cut the German heading
    recipes->addWidget(recipe_);
    recipes->addWidget(add_);
    recipes->addWidget(edit_);
    recipes->addStretch(1);
    body()->addLayout(recipes);
    body()->addWidget(unknown_);
    body()->addWidget(plot_, 1);
}

void TradeoffView::retranslate() {
    setHeading(tr("Trade-off"));
    const int across = qMax(0, across_->currentIndex());
    const int up = up_->currentIndex();
    across_->clear();
    up_->clear();
    for (const Figure figure : sizes)
        across_->addItem(figureName(figure));
    for (const AccuracyFigure figure : answers)
        up_->addItem(figureName(figure));
    for (const Figure figure : errors)
        up_->addItem(figureName(figure));
    for (int i = 0; i < up_->count(); ++i)
        up_->setItemData(i,
                         i < static_cast<int>(answers.size())
                             ? figureHelp(answers.at(static_cast<std::size_t>(i)))
                             : figureHelp(errors.at(static_cast<std::size_t>(i) - answers.size())),
                         Qt::ToolTipRole);
    up_->insertSeparator(static_cast<int>(answers.size()));
    across_->setCurrentIndex(across);
    if (up >= 0)
        up_->setCurrentIndex(up);
    else
        chooseUp(Figure::RelativeRmse);
    across_->setAccessibleName(tr("Horizontal axis"));
    across_->setToolTip(tr("Horizontal axis"));
    up_->setAccessibleName(tr("Vertical axis"));
    up_->setToolTip(tr("Vertical axis"));
    recipe_->setAccessibleName(tr("Recipe"));
    recipe_->setToolTip(tr("A mixture that gives each tensor its own type, as llama.cpp does"));
    add_->setText(tr("&Try recipe"));
    edit_->setText(tr("&Edit as recipe"));
    edit_->setToolTip(tr("Opens the selected point in the recipe editor"));
    refresh();
}

// Answers first, a separator, then errors of weights.
TradeoffView::Axis TradeoffView::upAxis() const {
    const int index = up_->currentIndex();
    if (index < static_cast<int>(answers.size()))
        return answers.at(static_cast<std::size_t>(qMax(0, index)));
    return errors.at(std::min(static_cast<std::size_t>(index) - answers.size() - 1, errors.size() - 1));
}

void TradeoffView::chooseUp(const Axis& axis) {
    const auto place = [](const auto& list, auto figure) {
        return static_cast<int>(std::find(list.begin(), list.end(), figure) - list.begin());
    };
    if (const auto* figure = std::get_if<AccuracyFigure>(&axis))
        up_->setCurrentIndex(place(answers, *figure));
    else
        up_->setCurrentIndex(static_cast<int>(answers.size()) + 1 + place(errors, std::get<Figure>(axis)));
}

// Unless the person chose: what the model answers where that is measured, else the error of its weights.
void TradeoffView::followDriver() {
    if (upChosen_)
        return;
    const bool answered = driver_.state() == AccuracyDriver::State::Ready &&
                          (driver_.wanted() || driver_.evaluation(AccuracyDriver::original));
    const bool shown = std::holds_alternative<AccuracyFigure>(upAxis());
    if (answered != shown)
        chooseUp(answered ? Axis(AccuracyFigure::MeanDivergence) : Axis(Figure::RelativeRmse));
}

void TradeoffView::explain() {
    setExplanation(
        std::holds_alternative<AccuracyFigure>(upAxis())
            ? tr("Each point is a scheme or recipe over the whole model; small and accurate is better. "
                 "Nothing "
                 "tried beats the points on the dashed front. Click a point to choose it, once more to edit "
                 "it.")
            : tr("Each point is a scheme or recipe over the whole model; left and low is better. Nothing "
                 "tried "
                 "beats the points on the dashed front. Weight error only hints at the quality of answers."),
        QStringLiteral("trade-off"));
}

// What has no point yet, and why.
void TradeoffView::listUnknown() {
    QString line;
    if (std::holds_alternative<AccuracyFigure>(upAxis()) && workbench_.model()) {
        QStringList waiting;
        QStringList unasked;
        for (const Candidate& candidate : workbench_.candidates()) {
            if (!candidate.shown || driver_.evaluation(candidate.id))
                continue;
            const AccuracyState state = driver_.entry(candidate.id).state;
            const bool coming = state == AccuracyState::Queued || state == AccuracyState::Running ||
                                (state == AccuracyState::Unknown && driver_.wanted());
            (coming ? waiting : unasked) << candidate.name.toHtmlEscaped();
        }
        if (driver_.state() == AccuracyDriver::State::CannotRun)
            line = tr("This model cannot be run: %1").arg(driver_.problem().toHtmlEscaped());
        else if (!waiting.isEmpty())
            line = tr("Being evaluated: %1").arg(waiting.join(QStringLiteral(", ")));
        else if (!unasked.isEmpty())
            line = tr("Not evaluated: %1.").arg(unasked.join(QStringLiteral(", "))) +
                   QStringLiteral(" <a href=\"run\" style=\"color:%1\">%2</a>")
                       .arg(themeColors(palette()).accent.name(), tr("Evaluate them"));
    }
    unknown_->setText(line);
    unknown_->setVisible(!line.isEmpty());
}

void TradeoffView::refresh() {
    followDriver();
    explain();
    listUnknown();
    edit_->setEnabled(workbench_.selectedCandidate() != nullptr);
    const Figure across = sizes.at(static_cast<std::size_t>(qMax(0, across_->currentIndex())));
    const int selected = workbench_.selection().candidate();
    const Axis up = upAxis();
    plot_->setEmptyText(!workbench_.model() ? tr("Open a model (Ctrl+O), or drop a file here.")
                        : std::holds_alternative<Figure>(up) || driver_.busy()
                            ? tr("Measuring …")
                            : tr("Nothing is evaluated yet."));
    if (const auto* figure = std::get_if<Figure>(&up)) {
        Picture picture = tradeoffPicture(workbench_.candidates(), across, *figure, selected);
        for (Series& series : picture.series)
            if (const Candidate* candidate = workbench_.candidate(series.id))
                series.note = tradeoffNote(*candidate, driver_.evaluation(series.id));
        plot_->setPicture(picture, true);
        return;
    }
    const AccuracyTradeoffRequest request{
        .across = across,
        .up = std::get<AccuracyFigure>(up),
        .selectedCandidate = selected,
        .original = driver_.evaluation(AccuracyDriver::original),
        .text = driver_.ground() ? QFileInfo(driver_.ground()->file).fileName() : QString()};
    plot_->setPicture(
        tradeoffPicture(workbench_.candidates(), request, [this](int id) { return driver_.evaluation(id); }),
        true);
}

void TradeoffView::clicked(int id) {
    if (workbench_.selection().candidate() == id && workbench_.candidate(id))
        emit editRequested(id);
    else
        workbench_.select(id);
}

void TradeoffView::addRecipe() {
    if (auto recipe = parseRecipe(recipe_->currentText().toStdString()))
        workbench_.select(workbench_.add(*recipe));
}

} // namespace mantissa::ui
