#include "theme/finding_icon.h"

#include "theme/theme.h"

#include <QPixmapCache>

namespace mantissa::ui {

QIcon findingIcon(FindingKind kind, const QPalette& palette) {
    const ThemeColors& colors = themeColors(palette);
    const QString name = QString::fromLatin1(mantissa::name(kind).data());
    const QColor color = kind == FindingKind::Problem   ? colors.errorEdge
                         : kind == FindingKind::Warning ? colors.warningEdge
                                                        : colors.infoEdge;
    const QString key = name + color.name();
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = drawnIcon(name, color);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

} // namespace mantissa::ui
