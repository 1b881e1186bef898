// Contrast of every pair of colours that the window puts on each other, by WCAG 2.1's formula (section 1.4.3:
// 4.5 for words; 1.4.11: 3 for lines, marks and edges that carry meaning).
#include "panels/banner.h"
#include "theme/theme.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace mantissa::ui;

namespace {

double channel(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

constexpr double words = 4.5, marks = 3;

} // namespace

class tst_contrast : public QObject {
    Q_OBJECT

    void check(const QString& what, const QColor& front, const QColor& ground, double least) {
        QVERIFY2(contrast(front, ground) >= least, qPrintable(QStringLiteral("%1: %2 on %3 is %4, wants %5")
                                                                  .arg(what, front.name(), ground.name())
                                                                  .arg(contrast(front, ground), 0, 'f', 2)
                                                                  .arg(least)));
    }

private slots:
    void formula() { // both ends of the scale
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        QVERIFY(std::abs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01); // WCAG's own example
    }

    // What is open while the theme changes changes with it, there and back.
    void bannersFollowTheTheme() {
        BannerStack banners;
        banners.QWidget::show();
        Banner* banner = banners.show("x", BannerKind::Warning, "Something is odd.");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Light}) {
            applyTheme(*qApp, choice);
            QCoreApplication::processEvents();
            const ThemeColors& c = themeColors(QApplication::palette());
            banner->resize(400, 40);
            const QImage seen = banner->grab().toImage();
            QCOMPARE(seen.pixelColor(2, 20), c.warningEdge);
            QCOMPARE(seen.pixelColor(200, 2), c.warningBack);
        }
    }

    void themes_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void themes() {
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QPalette palette = QApplication::palette();
        const ThemeColors& c = themeColors(palette);
        for (const QColor& ground : {c.window, c.base, c.alternate, c.selection, c.bar})
            check("text", c.text, ground, words);
        for (const QColor& ground : {c.window, c.base, c.alternate, c.selection})
            check("quiet text", c.muted, ground, words);
        for (const QColor& ground : {c.window, c.base, c.alternate})
            check("links", c.accent, ground, words);
        for (const QColor& ground : {c.infoBack, c.warningBack, c.errorBack, c.successBack})
            check("banner", c.text, ground, words);
        check("info edge", c.infoEdge, c.infoBack, marks);
        check("warning edge", c.warningEdge, c.warningBack, marks);
        check("error edge", c.errorEdge, c.errorBack, marks);
        check("success edge", c.successEdge, c.successBack, marks);
        check("original", c.original, c.base, marks);
        for (int slot = 0; slot < schemeColors; ++slot)
            for (const QColor& ground : {c.base, c.window, c.alternate})
                check(QStringLiteral("scheme %1").arg(slot), schemeColor(slot, palette), ground, marks);
        check("check mark", c.base, c.accent, marks);
        // A heat strip's ends are told apart, and its order shows in grey.
        check("strip", QColor(sequentialColor(1, palette)), QColor(sequentialColor(0, palette)), 7);
        double before = luminance(QColor(sequentialColor(0, palette)));
        for (double at = 0.05; at <= 1; at += 0.05) {
            const double now = luminance(QColor(sequentialColor(at, palette)));
            QVERIFY(dark ? now > before : now < before);
            before = now;
        }
    }

    void cleanupTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
};

QTEST_MAIN(tst_contrast)
#include "tst_contrast.moc"
