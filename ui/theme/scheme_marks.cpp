// Colour and marker of each scheme. Colours: Okabe & Ito, "Color Universal Design" (2008), told apart with
// every common form of colour blindness; yellow is darkened on white and blue lightened on black so that
// lines keep a contrast of 3:1 with their ground. Markers carry the same meaning without colour.
#include "theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QtMath>

#include <array>

namespace mantissa::ui {

namespace {

constexpr std::array<QRgb, schemeColors> onLight{0xFF0072B2, 0xFFD55E00, 0xFF009E73, 0xFFB85C8E,
                                                 0xFFBC7D00, 0xFF3890C7, 0xFF8F8400, 0xFF2B2F36};
constexpr std::array<QRgb, schemeColors> onDark{0xFF3A97D4, 0xFFE8702A, 0xFF1FB88A, 0xFFDB92BA,
                                                0xFFF0B030, 0xFF8CCDF5, 0xFFF0E442, 0xFFE4E7EB};

QPolygonF regular(const QPointF& centre, double radius, int corners, double startDegrees) {
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = qDegreesToRadians(startDegrees + 360.0 * i / corners);
        polygon << centre + QPointF(radius * qCos(angle), radius * qSin(angle));
    }
    return polygon;
}

QPainterPath strokes(const QPointF& centre, double radius, int count, double startDegrees) {
    QPainterPath path;
    for (int i = 0; i < count; ++i) {
        const double angle = qDegreesToRadians(startDegrees + 180.0 * i / count);
        const QPointF arm(radius * qCos(angle), radius * qSin(angle));
        path.moveTo(centre - arm);
        path.lineTo(centre + arm);
    }
    return path;
}

} // namespace

QColor schemeColor(int slot, const QPalette& palette) {
    if (slot == markedSlot)
        return themeColors(palette).accent;
    if (slot < 0)
        return themeColors(palette).original;
    const auto index = static_cast<std::size_t>(slot % schemeColors);
    return QColor::fromRgb(isDark(palette) ? onDark.at(index) : onLight.at(index));
}

Marker schemeMarker(int slot) {
    // Past the eighth scheme colours come again; the marker shifts by one, so that the pair stays unique.
    return static_cast<Marker>(qMax(0, slot + slot / schemeColors) % 8);
}

void drawMarker(QPainter& painter, const QRectF& box, int slot, const QPalette& palette) {
    const QColor color = schemeColor(slot, palette);
    const QPointF centre = box.center();
    const double radius = qMin(box.width(), box.height()) / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const QPen thick(color, radius / 1.8, Qt::SolidLine, Qt::FlatCap);
    switch (schemeMarker(slot)) {
    case Marker::Circle:
        painter.drawEllipse(centre, radius * 0.9, radius * 0.9);
        break;
    case Marker::Square:
        painter.drawRect(
            QRectF(centre.x() - radius * 0.8, centre.y() - radius * 0.8, radius * 1.6, radius * 1.6));
        break;
    case Marker::Triangle:
        painter.drawPolygon(regular(centre, radius, 3, -90));
        break;
    case Marker::Diamond:
        painter.drawPolygon(regular(centre, radius, 4, 0));
        break;
    case Marker::TriangleDown:
        painter.drawPolygon(regular(centre, radius, 3, 90));
        break;
    case Marker::Cross:
        painter.strokePath(strokes(centre, radius, 2, 45), thick);
        break;
    case Marker::Plus:
        painter.strokePath(strokes(centre, radius, 2, 0), thick);
        break;
    case Marker::Star:
        painter.strokePath(strokes(centre, radius, 3, 30), thick);
        break;
    }
    painter.restore();
}

QIcon schemeIcon(int slot, const QPalette& palette) {
    QPixmap pixmap(28, 28);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawMarker(painter, QRectF(1, 1, 12, 12), slot, palette);
    painter.end();
    return QIcon(pixmap);
}

} // namespace mantissa::ui
