// Text that arrives in pieces of bytes, cut anywhere.
#include "text/utf8.h"
#include "text/utf8_stream.h"

#include <QTest>

#include <random>

using namespace mantissa;

class TestUtf8Stream : public QObject {
    Q_OBJECT
private slots:
    void everyCut_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("letters") << QByteArray("a story");
        QTest::newRow("two, three and four bytes") << QByteArray("ä€😀ß漢🐦");
        QTest::newRow("a lead alone at the end") << QByteArray("ab\xF0");
        QTest::newRow("half a character, then another") << QByteArray("\xE2\x82 x \xC3\xC3\xA4");
        QTest::newRow("continuations alone") << QByteArray("\x80\x80\xBF\x80\x80 x");
        QTest::newRow("never part of UTF-8") << QByteArray("\xFF\xFE\xC0\x80\xC1\xF5\xF8");
        QTest::newRow("a surrogate and too long a form")
            << QByteArray("\xED\xA0\x80 \xE0\x80\x80 \xF4\x90\x80\x80");
        std::mt19937 random(3);
        QByteArray noise;
        for (int i = 0; i < 300; ++i)
            noise.append(static_cast<char>(random() & 0xFF));
        QTest::newRow("noise") << noise;
    }
    // The pieces join to what the whole text reads as, and each is valid by itself.
    void everyCut() {
        QFETCH(QByteArray, text);
        const std::string bytes = text.toStdString();
        const std::string whole = validUtf8(bytes);
        for (std::size_t piece = 1; piece <= 5; ++piece) {
            Utf8Stream stream;
            std::string joined;
            for (std::size_t at = 0; at < bytes.size(); at += piece) {
                const std::string said = stream.add(std::string_view(bytes).substr(at, piece));
                QCOMPARE(validUtf8(said), said);
                joined += said;
            }
            joined += stream.finish();
            QCOMPARE(joined, whole);
            QCOMPARE(stream.finish(), std::string());
        }
    }

    void saysAtOnceWhatItCan() {
        Utf8Stream stream;
        QCOMPARE(stream.add("a\xE2"), std::string("a"));
        QCOMPARE(stream.add("\x82"), std::string());
        QCOMPARE(stream.add("\xAC"
                            "b"),
                 std::string("€b"));
        QCOMPARE(stream.add("\xF0\x9F"), std::string());
        QCOMPARE(stream.finish(), std::string("\uFFFD\uFFFD"));
    }
};

QTEST_APPLESS_MAIN(TestUtf8Stream)
#include "tst_utf8_stream.moc"
