#include "views/handbook_text.h"

#include "text/handbook.h"

#include <QImage>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QSvgRenderer>

#include <algorithm>
#include <utility>

namespace mantissa::ui {

HandbookText::HandbookText(QWidget* parent) : QTextBrowser(parent) {
    setOpenExternalLinks(true);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(20);
}

int HandbookText::room() const {
    const int bar = verticalScrollBar()->isVisible() ? 0 : verticalScrollBar()->sizeHint().width();
    return std::max(100, viewport()->width() - bar - 2 * static_cast<int>(document()->documentMargin()));
}

QImage HandbookText::drawn(const QUrl& name) const {
    QSvgRenderer picture(QLatin1Char(':') + source().resolved(name).path());
    if (!picture.isValid())
        return {};
    const int width = std::min(room(), picture.defaultSize().width());
    const QSize size = picture.defaultSize().scaled(width, 1 << 14, Qt::KeepAspectRatio);
    QImage image(size * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(devicePixelRatioF());
    image.fill(Qt::transparent);
    QPainter painter(&image);
    picture.render(&painter, QRectF(QPointF(), QSizeF(size)));
    return image;
}

// A document that is shown is laid out again for every cell that is read into it, which takes seconds for a
// long table: pages are read into one that nobody sees.
void HandbookText::doSetSource(const QUrl& name, QTextDocument::ResourceType type) {
    const bool page = name.path().endsWith(QLatin1String(".md"));
    QTextBrowser::doSetSource(name, page ? QTextDocument::HtmlResource : type);
}

QVariant HandbookText::loadResource(int type, const QUrl& name) {
    if (type == QTextDocument::HtmlResource && name.path().endsWith(QLatin1String(".md"))) {
        QTextDocument page;
        page.setDefaultFont(font());
        page.setMarkdown(handbook::text(source().resolved(name)));
        return page.toHtml();
    }
    if (type != QTextDocument::ImageResource || !name.path().endsWith(QLatin1String(".svg")))
        return QTextBrowser::loadResource(type, name);
    if (!pictures_.contains(name))
        pictures_ << name;
    return drawn(name);
}

// Drawn anew and not stretched: sharp at any size.
void HandbookText::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    if (event->size().width() == event->oldSize().width())
        return;
    for (const QUrl& name : std::as_const(pictures_))
        document()->addResource(QTextDocument::ImageResource, name, drawn(name));
    if (!pictures_.isEmpty())
        document()->markContentsDirty(0, document()->characterCount());
}

} // namespace mantissa::ui
