// A sequence run piece by piece gives what a run of the whole gives, for every architecture.
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class SequenceMemories : public QObject {
    Q_OBJECT

private slots:
    void piecesEqualTheWhole_data();
    void piecesEqualTheWhole();
    void failedRunLeavesNothing();
    void noRoom();

private:
    QTemporaryDir folder_;
};

namespace {

constexpr std::int64_t length = 30;

Result<std::vector<float>> logitsInPieces(const CausalNetwork& model, const std::vector<std::int32_t>& ids,
                                          std::size_t piece, SequenceMemory& memory) {
    const Runtime runtime;
    std::vector<float> all;
    RunOptions options;
    options.memory = &memory;
    for (std::size_t first = 0; first < ids.size(); first += piece) {
        const auto part = std::span(ids).subspan(first, std::min(piece, ids.size() - first));
        const Array input =
            Array::integers({1, static_cast<std::int64_t>(part.size())}, {part.begin(), part.end()});
        const Feed feed{model.ids, &input};
        MANTISSA_TRY(const auto result,
                     run(model.network, {&feed, 1}, {&model.logits, 1}, runtime, Task(), options));
        memory.advance(static_cast<std::int64_t>(part.size()));
        all.insert(all.end(), result[0].values().begin(), result[0].values().end());
    }
    return all;
}

} // namespace

void SequenceMemories::piecesEqualTheWhole_data() {
    QTest::addColumn<QString>("variant");
    for (const std::string& variant : SmallArchitecture::variants())
        QTest::newRow(variant.c_str()) << QString::fromStdString(variant);
}

void SequenceMemories::piecesEqualTheWhole() {
    QFETCH(QString, variant);
    const SmallArchitecture small(variant.toStdString());
    const auto path = pathIn(folder_, "small.gguf");
    QVERIFY(small.writeGguf(path));
    const CausalNetwork model = support::networkOf(path);
    const auto ids = support::someIds(length, 40);
    const auto whole = support::logits(model, ids, length);
    for (const std::size_t piece : {1, 7, 30}) {
        SequenceMemory memory(length);
        const auto pieces = logitsInPieces(model, ids, piece, memory);
        QVERIFY2(pieces, pieces ? "" : pieces.error().describe().c_str());
        const double apart = support::relativeDifference(*pieces, whole);
        QVERIFY2(apart < 2e-6, qPrintable(QString("pieces of %1: %2").arg(piece).arg(apart)));
    }
}

void SequenceMemories::failedRunLeavesNothing() {
    const auto path = pathIn(folder_, "llama.gguf");
    QVERIFY(SmallArchitecture("llama").writeGguf(path));
    const CausalNetwork model = support::networkOf(path);
    SequenceMemory memory(length);
    auto ids = support::someIds(10, 40);
    QVERIFY(logitsInPieces(model, ids, 10, memory));
    std::stop_source stop;
    stop.request_stop();
    RunOptions options;
    options.memory = &memory;
    const Array input = Array::integers({1, 3}, {1, 2, 3});
    const auto cancelled =
        hiddenStates(model, input, Runtime(), Task(stop.get_token(), std::make_shared<Progress>()), options);
    QVERIFY(!cancelled);
    const std::vector<std::int32_t> more{4, 5, 6, 7};
    const auto rest = logitsInPieces(model, more, 2, memory);
    QVERIFY(rest);
    ids.insert(ids.end(), more.begin(), more.end());
    const auto whole = support::logits(model, ids, 14);
    QVERIFY(support::relativeDifference(*rest, std::span(whole).last(rest->size())) < 2e-6);
}

void SequenceMemories::noRoom() {
    const auto path = pathIn(folder_, "llama.gguf");
    QVERIFY(SmallArchitecture("llama").writeGguf(path));
    const CausalNetwork model = support::networkOf(path);
    SequenceMemory memory(5);
    const auto result = logitsInPieces(model, support::someIds(6, 40), 4, memory);
    QVERIFY(!result);
    QVERIFY(result.error().code() == ErrorCode::Mismatch);
    RunOptions options;
    options.memory = &memory;
    const Array two = Array::integers({2, 1}, {1, 2});
    QVERIFY(!hiddenStates(model, two, Runtime(), Task(), options));
}

QTEST_GUILESS_MAIN(SequenceMemories)
#include "tst_sequence_memory.moc"
