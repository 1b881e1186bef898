#include "theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace mantissa::ui {

namespace {

QPixmap render(const QByteArray& drawing, const QColor& color) {
    QByteArray colored = drawing;
    colored.replace("currentColor", color.name().toUtf8());
    QSvgRenderer renderer(colored);
    QPixmap pixmap(48, 48);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, 24, 24));
    return pixmap;
}

} // namespace

QIcon themedIcon(const QString& name, const QPalette& palette) {
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray drawing = file.readAll();
    QIcon icon(render(drawing, palette.color(QPalette::ButtonText)));
    icon.addPixmap(render(drawing, palette.color(QPalette::Disabled, QPalette::ButtonText)), QIcon::Disabled);
    return icon;
}

} // namespace mantissa::ui
