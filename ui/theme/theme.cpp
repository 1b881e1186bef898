#include "theme/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QStyleHints>

#include <utility>

namespace mantissa::ui {

namespace {

const ThemeColors& lightColors() {
    static const ThemeColors colors{
        .window = QColor(0xF4F5F7),
        .base = QColor(0xFFFFFF),
        .alternate = QColor(0xF7F8FA),
        .text = QColor(0x1B2430),
        .muted = QColor(0x56616F),
        .border = QColor(0xD5DAE1),
        .grid = QColor(0xE9ECF0),
        .accent = QColor(0x1B6AAA),
        .selection = QColor(0xCDE2F4),
        .original = QColor(0x8A93A0),
        .bar = QColor(0xD6E4F1),
        .infoBack = QColor(0xE7F1FA),
        .warningBack = QColor(0xFFF3D6),
        .errorBack = QColor(0xFCE8E6),
        .successBack = QColor(0xE4F5EC),
        .infoEdge = QColor(0x1B6AAA),
        .warningEdge = QColor(0xB77900),
        .errorEdge = QColor(0xB3261E),
        .successEdge = QColor(0x1A7F4B),
    };
    return colors;
}

const ThemeColors& darkColors() {
    static const ThemeColors colors{
        .window = QColor(0x1D2126),
        .base = QColor(0x15181C),
        .alternate = QColor(0x191D22),
        .text = QColor(0xE3E7EC),
        .muted = QColor(0xABB4BF),
        .border = QColor(0x333A43),
        .grid = QColor(0x272D34),
        .accent = QColor(0x63AEEA),
        .selection = QColor(0x254663),
        .original = QColor(0x8C96A3),
        .bar = QColor(0x27425A),
        .infoBack = QColor(0x1B3145),
        .warningBack = QColor(0x3A2F14),
        .errorBack = QColor(0x41211F),
        .successBack = QColor(0x17352A),
        .infoEdge = QColor(0x63AEEA),
        .warningEdge = QColor(0xE0A93B),
        .errorEdge = QColor(0xF2857C),
        .successEdge = QColor(0x52C48E),
    };
    return colors;
}

QPalette paletteOf(const ThemeColors& c) {
    QPalette palette(c.window);
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Button, c.window);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.original);
    return palette;
}

// Only what a palette cannot say: quiet borders, flat tabs and docks.
QString styleSheetOf(const ThemeColors& c) {
    QString sheet = QStringLiteral(
        "QToolTip{border:1px solid @border;padding:4px;color:@text;background:@base}"
        "QMainWindow::separator{background:@border;width:1px;height:1px}"
        "QMainWindow::separator:hover{background:@accent}"
        "QDockWidget::title{padding:7px 10px;background:@window;border-bottom:1px solid @border}"
        "QDockWidget{font-weight:600}"
        "QTabWidget::pane{border:0;border-top:1px solid @border}"
        "QTabBar::tab{padding:7px 14px;border:0;border-bottom:2px solid transparent;color:@muted;"
        "background:transparent}"
        "QTabBar::tab:selected{color:@text;border-bottom-color:@accent}"
        "QTabBar::tab:hover{color:@text}"
        "QTabBar::tab:focus{color:@accent}"
        "QLineEdit{border:1px solid @border;border-radius:3px;padding:3px 5px;background:@base}"
        "QLineEdit:focus{border-color:@accent}"
        "QAbstractSpinBox QLineEdit,QComboBox QLineEdit{border:0;padding:0}"
        "QCheckBox::indicator{width:13px;height:13px;"
        "border:1px solid @muted;border-radius:3px;background:@base}"
        "QCheckBox::indicator:checked{"
        "background:@accent;border-color:@accent;image:url(:/icons/@check.svg)}"
        "QCheckBox::indicator:focus{border:2px solid @accent}"
        "QCheckBox::indicator:disabled{border-color:@border}"
        "QHeaderView::section{background:@window;color:@muted;border:0;border-bottom:1px solid @border;"
        "padding:5px 6px}"
        // Above the text: beside it, an arrow would cover the end of what stands at the right edge.
        "QHeaderView::up-arrow,QHeaderView::down-arrow{subcontrol-origin:border;"
        "subcontrol-position:top center;width:9px;height:9px}"
        "QTreeView,QTableView,QListView,QPlainTextEdit{border:1px solid @border;background:@base;"
        "alternate-background-color:@alternate;gridline-color:@grid}"
        "QDockWidget QTreeView,QDockWidget QTableView{border-left:0;border-right:0}"
        "QTreeView::item,QTableView::item{padding:2px 4px}"
        "QToolBar{border:0;border-bottom:1px solid @border;spacing:4px;padding:4px 8px;background:@window}"
        "QStatusBar{border-top:1px solid @border}QStatusBar::item{border:0}"
        "QMenuBar{background:@window;border-bottom:1px solid @border}"
        "*[muted=\"true\"]{color:@muted}"
        "QLabel[title=\"true\"]{font-size:15pt;font-weight:600}"
        "QLabel[heading=\"true\"]{font-weight:600}"
        "QLabel[figure=\"true\"]{font-size:13pt;font-weight:600}"
        "QFrame[banner]{border:0;border-left:4px solid}"
        "QFrame[banner=\"info\"]{background:@infoBack;border-color:@infoEdge}"
        "QFrame[banner=\"success\"]{background:@successBack;border-color:@successEdge}"
        "QFrame[banner=\"warning\"]{background:@warningBack;border-color:@warningEdge}"
        "QFrame[banner=\"problem\"]{background:@errorBack;border-color:@errorEdge}"
        "QLabel[badge=\"true\"]{border:1px solid @border;border-radius:8px;padding:1px 8px;color:@muted}");
    sheet.replace(QLatin1String("@check"),
                  c.base.lightness() > 128 ? QStringLiteral("check-light") : QStringLiteral("check-dark"));
    sheet.replace(QLatin1String("@border"), c.border.name());
    sheet.replace(QLatin1String("@window"), c.window.name());
    sheet.replace(QLatin1String("@alternate"), c.alternate.name());
    sheet.replace(QLatin1String("@base"), c.base.name());
    sheet.replace(QLatin1String("@text"), c.text.name());
    sheet.replace(QLatin1String("@muted"), c.muted.name());
    sheet.replace(QLatin1String("@grid"), c.grid.name());
    sheet.replace(QLatin1String("@accent"), c.accent.name());
    const std::pair<const char*, const QColor&> banners[] = {
        {"@infoBack", c.infoBack},       {"@infoEdge", c.infoEdge},       {"@successBack", c.successBack},
        {"@successEdge", c.successEdge}, {"@warningBack", c.warningBack}, {"@warningEdge", c.warningEdge},
        {"@errorBack", c.errorBack},     {"@errorEdge", c.errorEdge}};
    for (const auto& [name, color] : banners)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

bool systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    QApplication::setPalette(QPalette()); // ours would hide the desktop's
    return isDark(QApplication::palette());
}

} // namespace

ThemeChoice themeFromText(const QString& text) {
    if (text == QLatin1String("light"))
        return ThemeChoice::Light;
    return text == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

QString themeText(ThemeChoice choice) {
    switch (choice) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const ThemeColors& themeColors(const QPalette& palette) {
    return isDark(palette) ? darkColors() : lightColors();
}

QPalette lightPalette() {
    return paletteOf(lightColors());
}

void applyTheme(QApplication& application, ThemeChoice choice) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    const ThemeColors& colors = dark ? darkColors() : lightColors();
    QApplication::setPalette(paletteOf(colors));
    application.setStyleSheet(styleSheetOf(colors));
}

} // namespace mantissa::ui
