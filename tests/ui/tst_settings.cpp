#include "settings/language.h"
#include "settings/settings.h"
#include "text/number_text.h"
#include "theme/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa::ui;

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void remembers();
    void recentModels();
    void languages();
    void themes();
    void numbers_data();
    void numbers();
    void numbersFollowTheLocale();
};

void TestSettings::remembers() {
    QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        Settings settings(file);
        QCOMPARE(settings.value(Setting::Theme).toString(), QString("system"));
        QCOMPARE(settings.value(Setting::MaxMemory).toInt(), 512);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.set(Setting::Theme, "dark");
        settings.set(Setting::Theme, "dark");
        QCOMPARE(changed.size(), 1);
    }
    Settings again(file);
    QCOMPARE(again.value(Setting::Theme).toString(), QString("dark"));
}

void TestSettings::recentModels() {
    QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    for (int i = 0; i < 12; ++i)
        settings.addRecentModel(QString::number(i));
    settings.addRecentModel("5");
    const QStringList recent = settings.value(Setting::RecentModels).toStringList();
    QCOMPARE(recent.size(), 10);
    QCOMPARE(recent.first(), QString("5"));
    QCOMPARE(recent.count("5"), 1);
}

void TestSettings::languages() {
    QStringList ids;
    for (const auto& choice : Language::available())
        ids << choice.id;
    QVERIFY2(ids.contains("en") && ids.contains("de") && ids.contains("zh_CN"), qPrintable(ids.join(' ')));
    Language language;
    language.apply("de_AT");
    QCOMPARE(language.current(), QString("de"));
    language.apply("xx");
    QCOMPARE(language.current(), QString("en"));
}

void TestSettings::themes() {
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        QCOMPARE(themeFromText(themeText(choice)), choice);
    QCOMPARE(themeFromText("no such theme"), ThemeChoice::System);
}

void TestSettings::numbers_data() {
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("expected");
    QLocale::setDefault(QLocale::c());
    const double inf = std::numeric_limits<double>::infinity();
    QTest::newRow("bytes") << bytesText(512) << "512 bytes";
    QTest::newRow("KiB") << bytesText(36864) << "36.0 KiB";
    QTest::newRow("GiB") << bytesText(5ull << 30) << "5.00 GiB";
    QTest::newRow("percent") << percentText(0.0731) << "7.31 %";
    QTest::newRow("small percent") << percentText(0.00515) << "0.515 %";
    QTest::newRow("zero") << percentText(0) << "0 %";
    QTest::newRow("infinite") << decibelText(inf) << "∞";
    QTest::newRow("not a number") << percentText(std::nan("")) << "–";
    QTest::newRow("tiny") << numberText(1.5e-9, 3) << "1.50e-09";
    QTest::newRow("digits") << numberText(0.04372, 3) << "0.0437";
    QTest::newRow("negative") << numberText(-12.345, 4) << "-12.35";
}

void TestSettings::numbers() {
    QFETCH(QString, said);
    QTEST(said, "expected");
}

void TestSettings::numbersFollowTheLocale() {
    QLocale::setDefault(QLocale("de"));
    QCOMPARE(percentText(0.0731), QString("7,31 %"));
    QCOMPARE(countText(1234567), QString("1.234.567"));
    QLocale::setDefault(QLocale::c());
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
