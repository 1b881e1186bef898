#include "views/accuracy_view.h"

#include "dialogs/file_dialogs.h"
#include "text/breakable.h"
#include "text/number_text.h"
#include "views/page.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrl>

namespace mantissa::ui {

namespace {

// What the text box's lines stand for; else the file is in Qt::UserRole.
enum TextChoice { BuiltIn, Another, File };
constexpr int choiceRole = Qt::UserRole + 1;

// A model that is dropped is opened as everywhere else.
bool looksLikeText(const QString& path) {
    static const QStringList models{QStringLiteral("gguf"),     QStringLiteral("safetensors"),
                                    QStringLiteral("npy"),      QStringLiteral("npz"),
                                    QStringLiteral("mantissa"), QStringLiteral("imatrix"),
                                    QStringLiteral("json")};
    const QFileInfo file(path);
    return !file.suffix().isEmpty() && !models.contains(file.suffix().toLower());
}

QString droppedText(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    const QString path = urls.size() == 1 ? urls.first().toLocalFile() : QString();
    return looksLikeText(path) ? path : QString();
}

} // namespace

AccuracyView::AccuracyView(Workbench& workbench, AccuracyDriver& driver, Settings& settings, QWidget* parent)
    : View(QStringLiteral("accuracyView"), parent), workbench_(workbench), driver_(driver),
      settings_(settings), text_(new QComboBox(this)), context_(new QSpinBox(this)),
      chunks_(new QSpinBox(this)), run_(new QPushButton(this)), status_(new QLabel(this)),
      problem_(new QLabel(this)), empty_(new QLabel(this)), stack_(new QStackedWidget(this)),
      pages_(new QTabWidget(this)) {
    build();
    retranslate();
    connect(text_, &QComboBox::activated, this, [this](int index) {
        const int choice = text_->itemData(index, choiceRole).toInt();
        if (choice == Another)
            chooseText();
        else
            driver_.setText(text_->itemData(index).toString());
    });
    connect(context_, &QSpinBox::valueChanged, this, [this](int value) { driver_.setContext(value); });
    connect(chunks_, &QSpinBox::valueChanged, this, [this](int value) { driver_.setChunks(value); });
    connect(run_, &QPushButton::clicked, this, &AccuracyView::runOrCancel);
    connect(pages_, &QTabWidget::currentChanged, this, &AccuracyView::explain);
    connect(&driver, &AccuracyDriver::stateChanged, this, &View::refreshSoon);
    connect(&driver, &AccuracyDriver::entryChanged, this, &View::refreshSoon);
    connect(&workbench, &Workbench::candidatesChanged, this, &View::refreshSoon);
}

void AccuracyView::build() {
    setAcceptDrops(true);
    text_->setObjectName(QStringLiteral("accuracyText"));
    text_->setMinimumContentsLength(13);
    text_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    context_->setObjectName(QStringLiteral("accuracyContext"));
    context_->setRange(4, 1 << 17);
    for (QSpinBox* box : {context_, chunks_})
        box->setMinimumWidth(0);
    context_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    chunks_->setObjectName(QStringLiteral("accuracyChunks"));
    chunks_->setRange(0, 1000000);
    for (QSpinBox* box : {context_, chunks_})
        box->setKeyboardTracking(false); // only what was typed to its end counts
    run_->setObjectName(QStringLiteral("accuracyRun"));
    status_->setObjectName(QStringLiteral("accuracyStatus"));
    problem_->setObjectName(QStringLiteral("accuracyProblem"));
    problem_->setWordWrap(true);
    status_->setProperty("muted", true);
    empty_->setObjectName(QStringLiteral("accuracyEmpty"));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setProperty("muted", true);
    empty_->setMargin(40);
    pages_->setObjectName(QStringLiteral("accuracyPages"));
    pages_->setDocumentMode(true);
    auto* row = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{text_, context_, chunks_, run_})
        row->addWidget(widget);
    row->addStretch();
    controls()->addWidget(status_);
    stack_->addWidget(pages_);
    stack_->addWidget(empty_);
    body()->addLayout(row);
    body()->addWidget(problem_);
    body()->addWidget(stack_, 1);
}

void AccuracyView::addPage(Page* page) {
    page->setMinimumWidth(640); // no page widens the others: side by side, its parts can be narrower
    pages_->addTab(page, page->title());
    explain();
}

void AccuracyView::retranslate() {
    setHeading(tr("Accuracy"));
    context_->setPrefix(tr("context "));
    context_->setAccessibleName(tr("Context"));
    context_->setToolTip(tr("Tokens in a chunk of the text; the second half of each is predicted"));
    chunks_->setSpecialValueText(tr("all chunks"));
    chunks_->setSuffix(tr(" chunks"));
    chunks_->setAccessibleName(tr("Chunks"));
    chunks_->setToolTip(tr("How many chunks of the text are predicted, from its start"));
    pages_->setAccessibleName(tr("Pages of the accuracy"));
    for (int i = 0; i < pages_->count(); ++i)
        pages_->setTabText(i, static_cast<Page*>(pages_->widget(i))->title());
    explain();
    refresh();
}

void AccuracyView::explain() {
    const auto* page = static_cast<Page*>(pages_->currentWidget());
    setExplanation(page ? page->explanation() : QString(),
                   page ? page->handbookPage() : QStringLiteral("accuracy"));
}

void AccuracyView::fillTexts() {
    const QString chosen = driver_.setup().text;
    text_->clear();
    const auto add = [this](const QString& name, TextChoice choice, const QString& file = {}) {
        text_->addItem(name, file);
        text_->setItemData(text_->count() - 1, choice, choiceRole);
        if (!file.isEmpty())
            text_->setItemData(text_->count() - 1, file, Qt::ToolTipRole);
    };
    add(tr("Built-in story"), BuiltIn);
    if (!chosen.isEmpty())
        add(QFileInfo(chosen).fileName(), File, chosen);
    add(tr("Choose a text …"), Another);
    text_->setCurrentIndex(chosen.isEmpty() ? 0 : 1);
    text_->setAccessibleName(tr("Text"));
    text_->setToolTip(chosen.isEmpty()
                          ? tr("The text that the model predicts. A text file can also be dropped here.")
                          : chosen);
}

void AccuracyView::refresh() {
    fillTexts();
    const QSignalBlocker noContext(context_);
    const QSignalBlocker noChunks(chunks_);
    context_->setValue(static_cast<int>(driver_.setup().context));
    chunks_->setValue(static_cast<int>(driver_.setup().chunks));
    const QString nothing = emptyText();
    empty_->setText(nothing);
    stack_->setCurrentIndex(nothing.isEmpty() ? 0 : 1);
    status_->setText(nothing.isEmpty() ? statusText() : QString());
    problem_->setText(nothing.isEmpty() ? problemText() : QString());
    problem_->setVisible(!problem_->text().isEmpty());
    for (QWidget* widget : std::initializer_list<QWidget*>{text_, context_, chunks_, run_, status_})
        widget->setVisible(nothing.isEmpty());
    const bool busy = driver_.busy();
    run_->setText(busy ? tr("Cance&l") : tr("&Run"));
    run_->setToolTip(
        busy ? tr("Stops all evaluations; what is done stays")
             : tr("Predicts the text with the original and with every scheme that is ticked on the right"));
    run_->setEnabled(busy || driver_.state() == AccuracyDriver::State::Ready);
}

QString AccuracyView::emptyText() const {
    switch (driver_.state()) {
    case AccuracyDriver::State::NoModel:
        return tr("Open a model (Ctrl+O), or drop a file here.");
    case AccuracyDriver::State::Opening:
        return tr("Preparing to run the model …");
    case AccuracyDriver::State::CannotRun:
        return tr("This model cannot be run, so its accuracy cannot be measured:") + QStringLiteral("\n\n") +
               driver_.problem() + QStringLiteral("\n\n") +
               tr("Everything else works: sizes, weight errors, export.");
    default:
        return {};
    }
}

QString AccuracyView::problemText() const {
    switch (driver_.state()) {
    case AccuracyDriver::State::NoText:
        return tr("Choose a text that the model shall predict, or drop one here.");
    case AccuracyDriver::State::BadText:
        return QStringLiteral("⚠ ") + breakable(driver_.problem());
    default:
        return {};
    }
}

QString AccuracyView::statusText() const {
    if (driver_.state() == AccuracyDriver::State::Reading)
        return tr("Reading the text …");
    const AccuracyGroundPtr& ground = driver_.ground();
    if (!ground)
        return {};
    const auto chunks = static_cast<int>(ground->chunks.count());
    QStringList parts{
        tr("%n chunk(s)", nullptr, chunks),
        tr("%1 tokens scored").arg(countText(static_cast<std::uint64_t>(ground->chunks.scored() * chunks)))};
    int shown = 1;
    int done = driver_.evaluation(AccuracyDriver::original) ? 1 : 0;
    for (const Candidate& candidate : workbench_.candidates()) {
        shown += candidate.shown ? 1 : 0;
        done += candidate.shown && driver_.evaluation(candidate.id) ? 1 : 0;
    }
    parts << (done == 0 && !driver_.busy() ? tr("not run yet")
                                           : tr("%1 of %2 evaluated").arg(done).arg(shown));
    return parts.join(QStringLiteral("   ·   "));
}

void AccuracyView::chooseText() {
    fillTexts(); // back to what is chosen, should the person leave the dialog
    askToOpenFile(this, QStringLiteral("openTextDialog"), tr("Choose a text"),
                  settings_.value(Setting::LastFolder).toString(),
                  tr("Texts (*.txt *.md *.text *.raw);;All files (*)"),
                  [this](const QString& path) { driver_.setText(path); });
}

void AccuracyView::runOrCancel() {
    if (driver_.busy())
        driver_.cancel();
    else
        driver_.run();
}

void AccuracyView::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedText(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void AccuracyView::dropEvent(QDropEvent* event) {
    const QString path = droppedText(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    driver_.setText(path);
}

} // namespace mantissa::ui
