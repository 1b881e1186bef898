#include "views/continuation_page.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>

namespace mantissa::ui {

namespace {

// A story that the demo can go on with; another model gets it as well, until the person types.
const QString firstPrompt =
    QStringLiteral("Once upon a time, there was a little dog named Max. One day, Max");

// Keeps the place where the person reads.
void put(QTextBrowser& browser, const QString& html) {
    const int kept = browser.verticalScrollBar()->value();
    browser.setHtml(html);
    browser.verticalScrollBar()->setValue(kept);
}

} // namespace

ContinuationPage::ContinuationPage(Workbench& workbench, AccuracyDriver& accuracy, QWidget* parent)
    : Page(QStringLiteral("continuationPage"), parent), workbench_(workbench), accuracy_(accuracy),
      driver_(workbench, accuracy, this), prompt_(new QPlainTextEdit(firstPrompt, this)),
      choice_(new QComboBox(this)), temperatureLabel_(new QLabel(this)),
      temperature_(new QDoubleSpinBox(this)), seedLabel_(new QLabel(this)), seed_(new QSpinBox(this)),
      tokens_(new QSpinBox(this)), run_(new QPushButton(this)), copy_(new QPushButton(this)),
      original_(new QTextBrowser(this)), others_(new QTextBrowser(this)) {
    build();
    retranslate();
    connect(choice_, &QComboBox::currentIndexChanged, this, &Page::showSoon);
    connect(run_, &QPushButton::clicked, this, &ContinuationPage::runOrCancel);
    connect(copy_, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(continuationText(driver_.question(), shown())); });
    connect(&driver_, &ContinuationDriver::changed, this, &Page::showSoon);
}

void ContinuationPage::build() {
    const std::pair<QWidget*, const char*> names[] = {{prompt_, "continuationPrompt"},
                                                      {choice_, "continuationChoice"},
                                                      {temperature_, "continuationTemperature"},
                                                      {seed_, "continuationSeed"},
                                                      {tokens_, "continuationTokens"},
                                                      {run_, "continuationRun"},
                                                      {copy_, "continuationCopy"},
                                                      {original_, "continuationOriginal"},
                                                      {others_, "continuationOthers"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    prompt_->setTabChangesFocus(true);
    prompt_->setMaximumHeight(prompt_->fontMetrics().height() * 2 + 14);
    temperature_->setRange(0.05, 5);
    temperature_->setSingleStep(0.1);
    temperature_->setValue(0.8);
    seed_->setRange(0, 1000000);
    seed_->setValue(1);
    choice_->setMinimumContentsLength(18);
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    tokens_->setRange(1, 4096);
    tokens_->setValue(48);
    temperatureLabel_->setBuddy(temperature_);
    seedLabel_->setBuddy(seed_);
    for (QTextBrowser* browser : {original_, others_})
        browser->setOpenLinks(false);
    auto* row = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{choice_, temperatureLabel_, temperature_,
                                                           seedLabel_, seed_, tokens_})
        row->addWidget(widget);
    row->addStretch();
    row->addWidget(copy_);
    row->addWidget(run_);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(original_);
    splitter->addWidget(others_);
    splitter->setSizes({10000, 14000});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(prompt_);
    layout->addLayout(row);
    layout->addWidget(splitter, 1);
}

QString ContinuationPage::title() const {
    return tr("Continuations");
}

QString ContinuationPage::explanation() const {
    return tr(
        "How the model goes on from a prompt, and where each scheme's answer first leaves the original's. "
        "Drawn answers share their luck: with the same seed they part only where predictions do.");
}

void ContinuationPage::retranslate() {
    const int choice = qMax(0, choice_->currentIndex());
    choice_->clear();
    choice_->addItem(tr("Most likely token (greedy)"));
    choice_->addItem(tr("Draw by chance"));
    choice_->setCurrentIndex(choice);
    choice_->setAccessibleName(tr("Choice of tokens"));
    choice_->setToolTip(tr("How each token is chosen from the predictions"));
    prompt_->setAccessibleName(tr("Prompt"));
    prompt_->setPlaceholderText(tr("The beginning of a text"));
    prompt_->setToolTip(tr("The beginning of a text that the model goes on with"));
    temperatureLabel_->setText(tr("Temperature"));
    temperature_->setAccessibleName(tr("Temperature"));
    temperature_->setToolTip(
        tr("1: as the model predicts; less: more of the likely; more: more of the unlikely"));
    seedLabel_->setText(tr("Seed"));
    seed_->setAccessibleName(tr("Seed"));
    seed_->setToolTip(tr("Fixes the chance: the same seed gives the same answers"));
    tokens_->setSuffix(tr(" tokens"));
    tokens_->setAccessibleName(tr("Length"));
    tokens_->setToolTip(tr("At most so many tokens"));
    run_->setText(tr("Co&ntinue"));
    copy_->setText(tr("C&opy"));
    copy_->setToolTip(tr("Copies all continuations as plain text"));
    original_->setAccessibleName(tr("Continuation of the original"));
    others_->setAccessibleName(tr("Continuations of the schemes"));
    showSoon();
}

void ContinuationPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSoon(); // rich text remembers the colours that it was made with
}

ContinuationQuestion ContinuationPage::question() const {
    ContinuationQuestion question;
    question.prompt = prompt_->toPlainText();
    question.tokens = tokens_->value();
    question.sampling.temperature = choice_->currentIndex() == 0 ? 0 : temperature_->value();
    question.sampling.seed = static_cast<std::uint64_t>(seed_->value());
    return question;
}

bool ContinuationPage::demonstrated() {
    if (!driver_.any() && run_->isEnabled())
        driver_.run(question());
    return !driver_.busy();
}

void ContinuationPage::runOrCancel() {
    if (driver_.busy())
        driver_.cancel();
    else
        driver_.run(question());
}

std::vector<ShownContinuation> ContinuationPage::shown() const {
    std::vector<ShownContinuation> all;
    if (!driver_.any())
        return all;
    const ContinuationEntry& original = driver_.entry(ContinuationDriver::original);
    all.push_back({tr("Original"), -1, &original, nullptr});
    for (const Candidate& candidate : workbench_.candidates())
        if (candidate.shown && driver_.entry(candidate.id).job != 0)
            all.push_back({candidate.name, candidate.slot, &driver_.entry(candidate.id), &original});
    return all;
}

QString ContinuationPage::emptyText() const {
    return tr("Press Continue: the original and every scheme shown go on from the prompt.");
}

void ContinuationPage::showNow() {
    const bool drawn = choice_->currentIndex() == 1;
    for (QWidget* widget :
         std::initializer_list<QWidget*>{temperatureLabel_, temperature_, seedLabel_, seed_})
        widget->setVisible(drawn);
    const bool busy = driver_.busy();
    run_->setText(busy ? tr("Cance&l") : tr("Co&ntinue"));
    run_->setEnabled(busy || accuracy_.runnable());
    std::vector<ShownContinuation> all = shown();
    copy_->setEnabled(!all.empty());
    if (all.empty()) {
        original_->setPlaceholderText(emptyText());
        original_->clear();
        others_->clear();
        return;
    }
    put(*original_, continuationHtml(driver_.question(), {all.front()}, palette()));
    all.erase(all.begin());
    put(*others_, continuationHtml(driver_.question(), all, palette()));
}

} // namespace mantissa::ui
