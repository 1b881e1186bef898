#include "views/token_page.h"

#include "dialogs/file_dialogs.h"
#include "models/roles.h"
#include "panels/table_style.h"
#include "text/number_text.h"
#include "theme/theme.h"
#include "views/token_legend.h"
#include "views/token_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSaveFile>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace mantissa::ui {

namespace {

constexpr std::int64_t tokensAPage = 6000;
constexpr std::size_t listed = 200;

} // namespace

TokenPage::TokenPage(Workbench& workbench, AccuracyDriver& driver, QWidget* parent)
    : Page(QStringLiteral("tokenPage"), parent), workbench_(workbench), driver_(driver),
      candidate_(new QComboBox(this)), measure_(new QComboBox(this)), legend_(new TokenLegend(this)),
      previous_(new QToolButton(this)), next_(new QToolButton(this)), pageLabel_(new QLabel(this)),
      worstBack_(new QToolButton(this)), worstOn_(new QToolButton(this)), save_(new QToolButton(this)),
      text_(new TokenText(this)), list_(new QTableView(this)), details_(new QLabel(this)) {
    build();
    retranslate();
    link();
}

void TokenPage::build() {
    const std::pair<QWidget*, const char*> names[] = {
        {candidate_, "tokenCandidate"}, {measure_, "tokenMeasure"},     {previous_, "tokenPrevious"},
        {next_, "tokenNext"},           {pageLabel_, "tokenPageLabel"}, {worstBack_, "tokenWorstBack"},
        {worstOn_, "tokenWorstNext"},   {save_, "tokenSave"},           {list_, "tokenWorst"},
        {details_, "tokenDetails"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    for (QComboBox* box : {candidate_, measure_}) {
        box->setMinimumContentsLength(box == measure_ ? 19 : 9);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    list_->setModel(&worst_);
    styleTable(*list_);
    list_->setSelectionMode(QTableView::SingleSelection);
    list_->horizontalHeader()->setStretchLastSection(true);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    details_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* above = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{candidate_, measure_, legend_})
        above->addWidget(widget);
    above->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{previous_, pageLabel_, next_})
        above->addWidget(widget);
    auto* side = new QWidget(this);
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->setSpacing(4);
    auto* sideHead = new QHBoxLayout;
    sideHead->addWidget(worstBack_);
    sideHead->addWidget(worstOn_);
    sideHead->addStretch();
    sideHead->addWidget(save_);
    sideLayout->addLayout(sideHead);
    sideLayout->addWidget(list_, 1);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(text_);
    splitter->addWidget(side);
    splitter->setSizes({20000, 12000});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(above);
    layout->addWidget(splitter, 1);
    layout->addWidget(details_);
}

void TokenPage::link() {
    connect(candidate_, &QComboBox::activated, this,
            [this](int index) { workbench_.select(candidate_->itemData(index).toInt()); });
    connect(measure_, &QComboBox::activated, this, &Page::showSoon);
    connect(previous_, &QToolButton::clicked, this, [this] { turnTo(page_ - 1); });
    connect(next_, &QToolButton::clicked, this, [this] { turnTo(page_ + 1); });
    connect(text_, &TokenText::pageRequested, this, [this](int step) { turnTo(page_ + step); });
    connect(text_, &TokenText::worstRequested, this, &TokenPage::jumpToWorst);
    connect(text_, &TokenText::currentChanged, this, &TokenPage::showCurrent);
    connect(worstBack_, &QToolButton::clicked, this, [this] { jumpToWorst(-1); });
    connect(worstOn_, &QToolButton::clicked, this, [this] { jumpToWorst(1); });
    connect(save_, &QToolButton::clicked, this, &TokenPage::save);
    connect(list_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid() && !following_)
                    jumpTo(worst_.cells()[static_cast<std::size_t>(index.row())]);
            });
    connect(&driver_, &AccuracyDriver::stateChanged, this, &Page::showSoon);
    connect(&driver_, &AccuracyDriver::entryChanged, this, [this](int id) {
        if (driver_.entry(id).state != AccuracyState::Running)
            showSoon();
    });
    connect(&workbench_, &Workbench::candidatesChanged, this, &Page::showSoon);
    connect(&workbench_.selection(), &Selection::schemeChanged, this, &Page::showSoon);
}

QString TokenPage::title() const {
    return tr("Text");
}

QString TokenPage::explanation() const {
    return tr(
        "Each token of the text, coloured by how much more or less likely the scheme makes it. The first "
        "half of each chunk is context only. N and Shift+N go to the worst places.");
}

void TokenPage::retranslate() {
    const int measure = qMax(0, measure_->currentIndex());
    measure_->clear();
    measure_->addItem(tr("Probability of the token"));
    measure_->addItem(tr("KL divergence"));
    measure_->setCurrentIndex(measure);
    candidate_->setAccessibleName(tr("Scheme"));
    candidate_->setToolTip(tr("The scheme whose predictions are looked at"));
    measure_->setAccessibleName(tr("Colour"));
    measure_->setToolTip(tr("What the colour shows"));
    const std::tuple<QToolButton*, QString, QString> buttons[] = {
        {previous_, QStringLiteral("‹"), tr("Previous page (Ctrl+Page up)")},
        {next_, QStringLiteral("›"), tr("Next page (Ctrl+Page down)")},
        {worstBack_, QStringLiteral("▲"), tr("Previous of the worst (Shift+N)")},
        {worstOn_, QStringLiteral("▼"), tr("Next of the worst (N)")},
        {save_, tr("CSV …"), tr("Saves every token with its probabilities")}};
    for (const auto& [button, text, help] : buttons) {
        button->setText(text);
        button->setToolTip(help);
        button->setAccessibleName(help);
    }
    text_->setAccessibleName(tr("Coloured text"));
    list_->setAccessibleName(tr("The worst tokens"));
    worst_.retranslate();
    result_ = nullptr; // words are made anew
    showSoon();
}

TokenMeasure TokenPage::measure() const {
    return measure_->currentIndex() == 1 ? TokenMeasure::Divergence : TokenMeasure::Change;
}

std::int64_t TokenPage::chunksAPage() const {
    return std::max<std::int64_t>(1, tokensAPage / ground_->chunks.context());
}

std::int64_t TokenPage::pageCount() const {
    return (ground_->chunks.count() + chunksAPage() - 1) / chunksAPage();
}

void TokenPage::fillCandidates() {
    candidate_->clear();
    for (const Candidate& candidate : workbench_.candidates())
        if (driver_.evaluation(candidate.id))
            candidate_->addItem(schemeIcon(candidate.slot, palette()), candidate.name, candidate.id);
    const int selected = candidate_->findData(workbench_.selection().candidate());
    candidate_->setCurrentIndex(selected >= 0 ? selected : candidate_->count() > 0 ? 0 : -1);
    candidate_->setEnabled(candidate_->count() > 0);
}

QString TokenPage::emptyText() const {
    if (candidate_->count() == 0)
        return driver_.busy() || !driver_.settled()
                   ? tr("Evaluating …")
                   : tr("Press Run: then each token shows what became of it.");
    return tr("Only the figures of this long text were kept. Press F6 to evaluate it again.");
}

void TokenPage::showNow() {
    fillCandidates();
    const int id = candidate_->currentData().toInt();
    const AccuracyResultPtr result = id > 0 ? driver_.entry(id).result : nullptr;
    if (result == result_ && driver_.ground() == ground_ && shown_ == measure() && result)
        return;
    const bool sameText = ground_ == driver_.ground();
    const int kept = sameText ? text_->current() : -1;
    ground_ = driver_.ground();
    result_ = ground_ && result && hasTokens(*ground_, result->evaluation) ? result : nullptr;
    shown_ = measure();
    if (!sameText)
        page_ = 0;
    legend_->setMeasure(shown_);
    text_->setMeasure(shown_);
    text_->setEmptyText(emptyText());
    std::vector<TokenCell> worst;
    if (result_)
        for (const std::int64_t index : worstTokens(result_->evaluation, shown_, listed))
            worst.push_back(tokenCell(*ground_, result_->evaluation, index));
    worst_.setCells(std::move(worst));
    list_->resizeColumnsToContents();
    showText();
    text_->setCurrent(kept);
    showCurrent();
}

void TokenPage::showText() {
    const std::int64_t pages = result_ ? pageCount() : 0;
    page_ = std::clamp<std::int64_t>(page_, 0, std::max<std::int64_t>(0, pages - 1));
    if (result_) {
        const std::int64_t first = page_ * chunksAPage();
        text_->setCells(tokenCells(*ground_, result_->evaluation, first,
                                   std::min(chunksAPage(), ground_->chunks.count() - first)));
    } else {
        text_->setCells({});
    }
    pageLabel_->setText(tr("page %1 of %2").arg(page_ + 1).arg(pages));
    for (QWidget* widget : std::initializer_list<QWidget*>{previous_, pageLabel_, next_})
        widget->setVisible(pages > 1);
    previous_->setEnabled(page_ > 0);
    next_->setEnabled(page_ + 1 < pages);
    for (QWidget* widget : std::initializer_list<QWidget*>{worstBack_, worstOn_, save_})
        widget->setEnabled(result_ != nullptr);
}

void TokenPage::turnTo(std::int64_t page) {
    if (!result_ || page < 0 || page >= pageCount())
        return;
    page_ = page;
    showText();
    showCurrent();
}

void TokenPage::jumpTo(const TokenCell& cell) {
    if (!result_)
        return;
    const std::int64_t page = cell.chunk / chunksAPage();
    if (page != page_)
        turnTo(page);
    const std::int64_t place =
        (cell.chunk - page_ * chunksAPage()) * ground_->chunks.context() + cell.position;
    text_->setCurrent(static_cast<int>(place));
    showCurrent();
}

void TokenPage::jumpToWorst(int step) {
    const int rows = worst_.rowCount();
    if (rows == 0)
        return;
    const int row = list_->currentIndex().isValid() ? list_->currentIndex().row() + step : 0;
    list_->setCurrentIndex(worst_.index(qBound(0, row, rows - 1), 0));
    jumpTo(worst_.cells()[static_cast<std::size_t>(list_->currentIndex().row())]);
}

void TokenPage::showCurrent() {
    const int current = text_->current();
    if (current < 0) {
        details_->setText(result_ ? tr("Choose a token, or press N for the worst one.") : QString());
        return;
    }
    details_->setText(TokenText::describe(text_->cells()[static_cast<std::size_t>(current)]));
}

void TokenPage::save() {
    askToSave(this, QStringLiteral("saveTokensDialog"), tr("Save the tokens"), QStringLiteral("tokens.csv"),
              tr("Data (*.csv)"), [this](const QString& path) { write(path); });
}

// On a worker: a long text takes a while.
void TokenPage::write(const QString& path) {
    if (!result_)
        return;
    workbench_.jobs().start<bool>(
        {.title = tr("Save the tokens")},
        [ground = ground_, result = result_, path](const Task&) -> Result<bool> {
            QSaveFile file(path);
            const QByteArray bytes = tokensCsv(*ground, result->evaluation).toUtf8();
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        },
        [this, path](bool written) {
            details_->setText(written ? tr("Saved %1").arg(path) : tr("%1 could not be written.").arg(path));
        },
        [](const Error&) {});
}

} // namespace mantissa::ui
