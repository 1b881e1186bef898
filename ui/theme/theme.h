#pragma once
// Every colour of the window, in one place. Widgets and plots ask for the colours that go with their palette,
// so they follow light and dark by themselves when the palette changes.
#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QPixmap>

class QApplication;

namespace mantissa::ui {

enum class ThemeChoice { System, Light, Dark };

ThemeChoice themeFromText(const QString& text);
QString themeText(ThemeChoice choice);

struct ThemeColors {
    QColor window, base, alternate, text, muted, border, grid, accent;
    QColor selection; ///< ground of selected rows; text keeps its colour on it
    QColor original;  ///< the neutral grey of unquantized weights
    QColor bar;       ///< bars in table cells
    QColor infoBack, warningBack, errorBack, successBack;
    QColor infoEdge, warningEdge, errorEdge, successEdge;
};

bool isDark(const QPalette& palette);
const ThemeColors& themeColors(const QPalette& palette);

/// For what is printed, whatever the window looks like.
QPalette lightPalette();

/// Style, palette and style sheet of the whole program. System asks the desktop; call again when
/// that changes (QEvent::ThemeChange).
void applyTheme(QApplication& application, ThemeChoice choice);

/// The colour and the marker of a scheme, by its slot; they stay the same in every view. Slot -1 is the
/// original.
QColor schemeColor(int slot, const QPalette& palette);
/// Slot of what the person marked, in the accent colour.
constexpr int markedSlot = -2;
constexpr int schemeColors = 8;

enum class Marker { Circle, Square, Triangle, Diamond, TriangleDown, Cross, Plus, Star };
Marker schemeMarker(int slot);
/// Draws the marker filled with the scheme's colour, `size` device-independent pixels wide.
void drawMarker(QPainter& painter, const QRectF& box, int slot, const QPalette& palette);
QIcon schemeIcon(int slot, const QPalette& palette);

/// From -1 to 1, for pictures of weights and errors.
QRgb divergingColor(double value, const QPalette& palette);
/// From 0 to 1, little to much; NaN: the ground.
QRgb sequentialColor(double value, const QPalette& palette);

/// A drawing of :/icons in one colour, 24 pixels wide at twice the density; null where there is none.
QPixmap drawnIcon(const QString& name, const QColor& color);
/// An icon of :/icons drawn in the palette's text colour.
QIcon themedIcon(const QString& name, const QPalette& palette);

} // namespace mantissa::ui
