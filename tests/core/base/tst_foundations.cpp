// The small things everything stands on: sentences, cursors, checked sizes, chunks in order, SHA-256.
#include "base/byte_cursor.h"
#include "base/checked.h"
#include "base/name_pattern.h"
#include "base/parallel.h"
#include "base/printable.h"
#include "base/sha256.h"

#include <QTest>

#include <array>
#include <limits>

using namespace mantissa;

class TestFoundations : public QObject {
    Q_OBJECT

private slots:
    void sentencesFillInTheirArguments() {
        QCOMPARE(translated(sentence("%2 of %1, 100 %", 7, "three")), std::string("three of 7, 100 %"));
        QCOMPARE(translated(sentence("%1 %3", "%2")), std::string("%2 ")); // an argument is not read again
        setTranslator([](const char*) { return std::string("Byte %1!"); });
        QCOMPARE(translated(sentence("byte %1", 5)), std::string("Byte 5!"));
        setTranslator({});
        QCOMPARE(translated(sentence("byte %1", 5)), std::string("byte 5"));
    }

    void errorsSayWhere() {
        const Error error =
            Error(ErrorCode::Malformed, sentence("Bad.")).inFile("m.gguf").atByte(24).ofTensor("x");
        QCOMPARE(error.describe(), std::string("m.gguf, byte 24, tensor “x”: Bad."));
    }

    void whatActsIsShown_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto same = [](const char* name, const char* text) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(text);
        };
        const auto row = [](const char* name, const QByteArray& text, const char* shown) {
            QTest::newRow(name) << text << QByteArray(shown);
        };
        same("nothing", "");
        same("a name", "blk.0.attn_q.weight");
        same("other scripts", "Gewicht·größe 权重 𝛼");
        same("a path", R"(C:\models\a b)");
        row("lines", "a\nb\r\tc", R"(a\nb\r\tc)");
        row("a terminal's colours", "\x1b[31mred\x07\x7f", R"(\x1b[31mred\x07\x7f)");
        row("nul", QByteArray("a\0b", 3), R"(a\x00b)");
        row("C1",
            "\xc2\x9b"
            "31m",
            R"(\x9b31m)");
        row("turned around", "gpj.\u202efu.gguf", R"(gpj.\u202efu.gguf)");
        row("line separator", "a\u2028b", R"(a\u2028b)");
        row("no UTF-8", "a\xff\xc0\x80z", R"(a\xff\xc0\x80z)");
        row("cut short", "a\xe6\x9d", R"(a\xe6\x9d)");
        row("a surrogate", "\xed\xa0\x80", R"(\xed\xa0\x80)");
    }

    void whatActsIsShown() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(printable(text.toStdString())), shown);
        QCOMPARE(translated(sentence("%1", text.toStdString())), shown.toStdString());
        const Error error = Error(ErrorCode::Malformed, sentence("Bad."))
                                .inFile(text.toStdString() + "/m")
                                .ofTensor(text.toStdString() + "w");
        QCOMPARE(error.describe(), shown.toStdString() + "/m, tensor “" + shown.toStdString() + "w”: Bad.");
    }

    void numbersAreLegible() {
        QCOMPARE(argumentText(1048576.0), std::string("1048576"));
        QCOMPARE(argumentText(-3.0), std::string("-3"));
        QCOMPARE(argumentText(0.1), std::string("0.1"));
        QCOMPARE(argumentText(1e30), std::string("1e+30"));
        QCOMPARE(argumentText(std::numeric_limits<double>::infinity()), std::string("inf"));
        QCOMPARE(std::string(plural(1, "one", "many")), std::string("one"));
        QCOMPARE(std::string(plural(0, "one", "many")), std::string("many"));
    }

    void cursorsStopAtTheEnd() {
        const std::array<std::byte, 6> bytes{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
        ByteCursor cursor(bytes);
        QCOMPARE(*cursor.read<std::uint32_t>(), 0x04030201U);
        const auto late = cursor.read<std::uint32_t>();
        QVERIFY(!late);
        QCOMPARE(late.error().code(), ErrorCode::Truncated);
        QCOMPARE(*late.error().byte(), std::uint64_t{4});
        QCOMPARE(cursor.position(), std::uint64_t{4}); // a failed read moves nothing
        QVERIFY(!cursor.take(std::numeric_limits<std::uint64_t>::max()));
        QVERIFY(cursor.take(2).has_value());
        QVERIFY(!ByteCursor(bytes, 1000).read<char>());
    }

    void sizesDoNotWrap() {
        constexpr auto most = std::numeric_limits<std::uint64_t>::max();
        QVERIFY(!checkedMultiply(most, 2));
        QCOMPARE(*checkedMultiply(most, 1), most);
        QVERIFY(!checkedAdd(most, 1));
        QVERIFY(!alignUp(most, 32));
        QCOMPARE(*alignUp(33, 32), std::uint64_t{64});
        QCOMPARE(*alignUp(64, 32), std::uint64_t{64});
        QCOMPARE(ceilDivide(7, 3), std::int64_t{3});
    }

    void partsAreJoinedInOrder() {
        for (const int count : {1, 2, 5}) {
            setThreads(count);
            const auto text = parallelReduce<std::string>(
                100, Task(), "",
                [](std::int64_t chunk) -> Result<std::string> { return std::to_string(chunk) + ","; },
                [](std::string& all, std::string part) { all += part; });
            std::string expected;
            for (int i = 0; i < 100; ++i)
                expected += std::to_string(i) + ",";
            QCOMPARE(*text, expected);
        }
        setThreads(0);
    }

    void theFirstErrorWins() {
        setThreads(1);
        const auto result = parallelChunks(50, Task(), [](std::int64_t chunk) -> Result<void> {
            if (chunk % 10 == 7)
                return fail(ErrorCode::Numeric, sentence("chunk %1", chunk));
            return {};
        });
        setThreads(0);
        QVERIFY(!result);
        QCOMPARE(result.error().describe(), std::string("chunk 7"));
    }

    void cancelledWorkSaysSo() {
        std::stop_source stop;
        const Task task(stop.get_token(), std::make_shared<Progress>());
        const auto result = parallelChunks(1'000'000, task, [&](std::int64_t) -> Result<void> {
            stop.request_stop();
            task.advance(1);
            return {};
        });
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Cancelled);
        QVERIFY(task.progress().done < 1'000);
    }

    void patternsAreSearchedIgnoringCase() {
        const auto pattern = NamePattern::compile("ffn_(up|down)");
        QVERIFY(pattern.has_value());
        QVERIFY(*pattern->occursIn("blk.0.FFN_DOWN.weight"));
        QVERIFY(!*pattern->occursIn("blk.0.ffn_gate.weight"));
        const auto broken = NamePattern::compile("ffn_(");
        QVERIFY(!broken);
        QCOMPARE(broken.error().code(), ErrorCode::InvalidArgument);
    }

    void patternsNeitherCrashNorHang_data() {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<int>("length");
        QTest::newRow("alternatives in a long name") << "(.|x)*y" << 300'000;
        QTest::newRow("nested repeats") << "(.*)*(.*)*(.*)*z" << 40;
    }

    void patternsNeitherCrashNorHang() {
        QFETCH(QString, expression);
        QFETCH(int, length);
        const auto pattern = NamePattern::compile(expression.toStdString());
        QVERIFY(pattern.has_value());
        const auto found = pattern->occursIn(std::string(static_cast<std::size_t>(length), 'a'));
        QVERIFY(!found || !*found);
    }

    // FIPS 180-4's own examples.
    void sha256OfKnownText() {
        const auto hash = [](std::string_view text) { return sha256(std::as_bytes(std::span(text))); };
        QCOMPARE(hash(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(hash("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
};

QTEST_GUILESS_MAIN(TestFoundations)
#include "tst_foundations.moc"
