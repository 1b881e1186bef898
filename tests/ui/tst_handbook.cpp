// The handbook: every page is there in every language with the same sections, links lead somewhere, the
// search finds.
#include "settings/language.h"
#include "text/handbook.h"
#include "views/handbook_window.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QTextBrowser>

using namespace mantissa::ui;

namespace {

// One source for the measured tables, in English.
const QString onlyEnglish = QStringLiteral("benchmarks");

// What a translation keeps: headings, list items, table rows and lines of code.
QString skeleton(const QString& markdown) {
    QString lines;
    for (const QString& line : markdown.split(QLatin1Char('\n'))) {
        static const QRegularExpression kept(QStringLiteral("^(#+ |- |\\d+\\. |\\||    )"));
        if (const auto match = kept.match(line); match.hasMatch())
            lines += match.captured(1);
    }
    return lines;
}

} // namespace

class tst_handbook : public QObject {
    Q_OBJECT
private slots:
    void everyPageIsTranslated_data();
    void everyPageIsTranslated();
    void linksLeadSomewhere_data() { everyPageIsTranslated_data(); }
    void linksLeadSomewhere();
    void searchFindsWholeWordsInTheLanguage();
    void searchWithoutHitsSaysSo();
    void windowFollowsTheLanguage();
    void picturesFitThePage();
};

void tst_handbook::everyPageIsTranslated_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("id");
    QVERIFY(handbook::pageIds().size() >= 10);
    for (const QString& folder : {QString(), QStringLiteral("de"), QStringLiteral("zh_CN")})
        for (const QString& id : handbook::pageIds())
            QTest::addRow("%s/%s", qPrintable(folder), qPrintable(id)) << folder << id;
}

void tst_handbook::everyPageIsTranslated() {
    QFETCH(QString, folder);
    QFETCH(QString, id);
    const QUrl page = handbook::pageUrl(id, folder);
    QVERIFY(!handbook::title(page).isEmpty());
    if (folder.isEmpty() || id == onlyEnglish)
        return;
    QVERIFY2(page.path().contains(folder), "the page is missing in this language");
    QCOMPARE(skeleton(handbook::text(page)), skeleton(handbook::text(handbook::pageUrl(id, {}))));
}

void tst_handbook::linksLeadSomewhere() {
    QFETCH(QString, folder);
    QFETCH(QString, id);
    const QUrl page = handbook::pageUrl(id, folder);
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)#:]+)\\)"));
    for (auto found = link.globalMatch(handbook::text(page)); found.hasNext();) {
        const QUrl target = page.resolved(QUrl(found.next().captured(1)));
        QVERIFY2(QFile::exists(QLatin1Char(':') + target.path()), qPrintable(target.toString()));
    }
}

void tst_handbook::searchFindsWholeWordsInTheLanguage() {
    const auto english = handbook::find(QStringLiteral("pareto front"), {});
    QCOMPARE(english.first().page, handbook::pageUrl(QStringLiteral("trade-off"), {}));
    QVERIFY(english.first().excerpt.contains(QLatin1String("Pareto"), Qt::CaseInsensitive));
    const auto german = handbook::find(QStringLiteral("ausreißer"), QStringLiteral("de"));
    QVERIFY(german.size() >= 2);
    for (const auto& hit : german)
        QVERIFY(hit.page.path().contains(QLatin1String("/de/")) && hit.places > 0);
    QVERIFY(!handbook::find(QStringLiteral("困惑度"), QStringLiteral("zh_CN")).isEmpty());
    QVERIFY(handbook::find(QStringLiteral("  "), {}).isEmpty());
}

void tst_handbook::searchWithoutHitsSaysSo() {
    HandbookWindow window;
    auto* search = window.findChild<QLineEdit*>(QStringLiteral("handbookSearch"));
    auto* text = window.findChild<QTextBrowser*>(QStringLiteral("handbookText"));
    window.showPage(QStringLiteral("tensor"));
    const QString page = text->toPlainText();
    QTest::keyClicks(search, QStringLiteral("xyzzy<b>"));
    QVERIFY(text->toPlainText().contains(QLatin1String("xyzzy<b>")));
    QVERIFY(!text->toPlainText().contains(page.left(40)));
    search->clear();
    QCOMPARE(text->toPlainText(), page);
    QTest::keyClicks(search, QStringLiteral("pareto"));
    text->setSource(handbook::find(QStringLiteral("pareto"), {}).first().page); // what a click does
    QVERIFY(search->text().isEmpty());
    window.findChild<QAction*>(QStringLiteral("handbookBack"))->trigger();
    QCOMPARE(text->toPlainText(), page);
}

void tst_handbook::windowFollowsTheLanguage() {
    Language language;
    language.apply(QStringLiteral("de"));
    HandbookWindow window;
    auto* text = window.findChild<QTextBrowser*>(QStringLiteral("handbookText"));
    window.showPage(QStringLiteral("tensor"));
    QVERIFY(text->source().path().contains(QLatin1String("/de/")));
    language.apply(QStringLiteral("zh_CN"));
    QTRY_VERIFY(text->source().path().contains(QLatin1String("/zh_CN/tensor")));
    language.apply(QStringLiteral("en"));
    QTRY_COMPARE(text->source(), handbook::pageUrl(QStringLiteral("tensor"), {}));
    window.showPage(QStringLiteral("no-such-page"));
    QVERIFY(text->toPlainText().contains(QLatin1String("no-such-page")));
}

// The widest line of the page is the picture; it follows the window, and is there in every language.
void tst_handbook::picturesFitThePage() {
    Language language;
    for (const char* code : {"en", "de", "zh_CN"}) {
        language.apply(QLatin1String(code));
        HandbookWindow window;
        auto* text = window.findChild<QTextBrowser*>(QStringLiteral("handbookText"));
        window.resize(900, 600);
        window.show();
        window.showPage(QStringLiteral("methods"));
        const QUrl name(QLatin1String(code) == QLatin1String("en") ? QStringLiteral("methods.svg")
                                                                   : QStringLiteral("../methods.svg"));
        const auto width = [&] {
            return text->document()
                ->resource(QTextDocument::ImageResource, name)
                .value<QImage>()
                .deviceIndependentSize()
                .width();
        };
        QVERIFY2(width() > 700 && width() <= text->viewport()->width(), code);
        window.resize(600, 600);
        QTRY_VERIFY2(width() > 400 && width() <= text->viewport()->width(), code);
    }
    language.apply(QStringLiteral("en"));
}

QTEST_MAIN(tst_handbook)
#include "tst_handbook.moc"
