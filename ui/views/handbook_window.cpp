#include "views/handbook_window.h"

#include <QEvent>
#include <QFileInfo>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mantissa::ui {

HandbookWindow::HandbookWindow(QWidget* parent) : QWidget(parent, Qt::Window), text_(new QTextBrowser(this)) {
    setObjectName(QStringLiteral("handbook"));
    setWindowTitle(tr("Handbook"));
    resize(760, 640);
    text_->setObjectName(QStringLiteral("handbookText"));
    text_->setAccessibleName(tr("Handbook"));
    text_->setSearchPaths({QStringLiteral(":/handbook")});
    text_->setOpenExternalLinks(true);
    text_->document()->setDocumentMargin(20);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text_);
}

void HandbookWindow::showPage(const QString& page) {
    const QString path = QStringLiteral(":/handbook/%1.md").arg(page);
    if (QFileInfo::exists(path))
        text_->setSource(QUrl(QStringLiteral("qrc") + path), QTextDocument::MarkdownResource);
    else
        text_->setPlainText(tr("The handbook has no page “%1”.").arg(page));
}

// Links took their colour when the page was read.
void HandbookWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !text_->source().isEmpty())
        text_->reload();
}

} // namespace mantissa::ui
