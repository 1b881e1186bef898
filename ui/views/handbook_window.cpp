#include "views/handbook_window.h"

#include "text/handbook.h"
#include "views/handbook_text.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolBar>
#include <QVBoxLayout>

namespace mantissa::ui {

namespace {

QString pageIdOf(const QUrl& url) {
    return QFileInfo(url.path()).completeBaseName();
}

} // namespace

HandbookWindow::HandbookWindow(QWidget* parent)
    : QWidget(parent, Qt::Window), text_(new HandbookText(this)), search_(new QLineEdit(this)) {
    setObjectName(QStringLiteral("handbook"));
    resize(760, 640);
    text_->setObjectName(QStringLiteral("handbookText"));
    search_->setObjectName(QStringLiteral("handbookSearch"));
    search_->setClearButtonEnabled(true);

    auto* bar = new QToolBar(this);
    contents_ = bar->addAction(QString(), this, [this] { showPage(QStringLiteral("index")); });
    back_ = bar->addAction(QString(), text_, &QTextBrowser::backward);
    forward_ = bar->addAction(QString(), text_, &QTextBrowser::forward);
    contents_->setObjectName(QStringLiteral("handbookContents"));
    back_->setObjectName(QStringLiteral("handbookBack"));
    forward_->setObjectName(QStringLiteral("handbookForward"));
    back_->setShortcut(QKeySequence::Back);
    forward_->setShortcut(QKeySequence::Forward);
    back_->setEnabled(false);
    forward_->setEnabled(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bar->addWidget(search_);
    connect(text_, &QTextBrowser::backwardAvailable, back_, &QAction::setEnabled);
    connect(text_, &QTextBrowser::forwardAvailable, forward_, &QAction::setEnabled);
    connect(search_, &QLineEdit::textChanged, this, &HandbookWindow::showHits);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        search_->setFocus();
        search_->selectAll();
    });

    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(text_);
    connect(text_, &QTextBrowser::sourceChanged, this, [this] { // a hit was followed: the search is over
        const QSignalBlocker quiet(search_);
        search_->clear();
    });
    retranslate();
}

void HandbookWindow::retranslate() {
    setWindowTitle(tr("Handbook"));
    text_->setAccessibleName(tr("Handbook"));
    contents_->setText(tr("Contents"));
    back_->setText(tr("Back"));
    forward_->setText(tr("Forward"));
    search_->setPlaceholderText(tr("Search the handbook"));
    search_->setAccessibleName(tr("Search the handbook"));
}

void HandbookWindow::showPage(const QString& page) {
    const QUrl url = handbook::pageUrl(page, handbook::languageFolder());
    if (url.isEmpty())
        text_->setPlainText(tr("The handbook has no page “%1”.").arg(page));
    else
        text_->setSource(url, QTextDocument::MarkdownResource);
}

void HandbookWindow::showHits(const QString& words) {
    if (words.trimmed().isEmpty()) {
        if (text_->source().isEmpty())
            showPage(QStringLiteral("index"));
        else
            text_->reload();
        return;
    }
    const auto hits = handbook::find(words, handbook::languageFolder());
    QString page = QStringLiteral("<h2>%1</h2>").arg(tr("Pages with “%1”").arg(words.toHtmlEscaped()));
    if (hits.isEmpty())
        page += QStringLiteral("<p>%1</p>")
                    .arg(tr("None. Try a single word, or the name of a format or figure."));
    for (const auto& hit : hits)
        page += QStringLiteral("<p><a href=\"%1\">%2</a> (%3)<br>%4</p>")
                    .arg(hit.page.toString(), hit.title.toHtmlEscaped(), QLocale().toString(hit.places),
                         hit.excerpt.toHtmlEscaped());
    text_->setHtml(page);
}

// Links took their colour when the page was read; another language has pages of its own.
void HandbookWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (text_->source().isEmpty())
        return;
    if (event->type() == QEvent::LanguageChange)
        showPage(pageIdOf(text_->source()));
    else if (event->type() == QEvent::PaletteChange)
        showHits(search_->text());
}

} // namespace mantissa::ui
