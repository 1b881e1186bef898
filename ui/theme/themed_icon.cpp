#include "theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace mantissa::ui {

QPixmap drawnIcon(const QString& name, const QColor& color) {
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toUtf8()));
    QPixmap pixmap(48, 48);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, 24, 24));
    return pixmap;
}

QIcon themedIcon(const QString& name, const QPalette& palette) {
    const QPixmap usual = drawnIcon(name, palette.color(QPalette::ButtonText));
    if (usual.isNull())
        return {};
    QIcon icon(usual);
    icon.addPixmap(drawnIcon(name, palette.color(QPalette::Disabled, QPalette::ButtonText)), QIcon::Disabled);
    return icon;
}

} // namespace mantissa::ui
