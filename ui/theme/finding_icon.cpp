#include "theme/finding_icon.h"

#include "theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace mantissa::ui {

namespace {

QPixmap render(const QString& name, const QColor& color) {
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

} // namespace

QIcon findingIcon(FindingKind kind, const QPalette& palette) {
    const ThemeColors& colors = themeColors(palette);
    const QString name = QString::fromLatin1(mantissa::name(kind).data());
    const QColor color = kind == FindingKind::Problem   ? colors.errorEdge
                         : kind == FindingKind::Warning ? colors.warningEdge
                                                        : colors.infoEdge;
    const QString key = name + color.name();
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, color);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

} // namespace mantissa::ui
