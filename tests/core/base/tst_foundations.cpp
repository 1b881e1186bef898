// The small things everything stands on: sentences, cursors, checked sizes, chunks in order, SHA-256.
#include "base/byte_cursor.h"
#include "base/checked.h"
#include "base/name_pattern.h"
#include "base/parallel.h"
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
