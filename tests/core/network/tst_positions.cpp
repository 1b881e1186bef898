// Running for some positions alone gives what running for all gives there, with less work; and values that
// are not finite are found where they began.
#include "support/network_runs.h"
#include "support/small_architecture.h"
#include "support/small_model_file.h"

#include <QTest>

#include <numeric>

using namespace mantissa;
using support::SmallArchitecture;

class Positions : public QObject {
    Q_OBJECT

private slots:
    void equalThoseOfTheWhole_data();
    void equalThoseOfTheWhole();
    void valuesFedAreCutToo();
    void notFiniteIsNamedWhereItBegan_data();
    void notFiniteIsNamedWhereItBegan();

private:
    QTemporaryDir folder_;
};

namespace {

constexpr std::int64_t length = 12;
constexpr std::int64_t sequences = 3;
constexpr PositionRange range{5, 11};

std::vector<float> cut(std::span<const float> whole, std::size_t width) {
    std::vector<float> part;
    for (std::size_t sequence = 0; sequence < sequences; ++sequence) {
        const auto rows = whole.subspan((sequence * length + range.first) * width,
                                        static_cast<std::size_t>(range.end - range.first) * width);
        part.insert(part.end(), rows.begin(), rows.end());
    }
    return part;
}

} // namespace

void Positions::equalThoseOfTheWhole_data() {
    QTest::addColumn<QString>("variant");
    for (const std::string& variant : SmallArchitecture::variants())
        QTest::newRow(variant.c_str()) << QString::fromStdString(variant);
}

void Positions::equalThoseOfTheWhole() {
    QFETCH(QString, variant);
    const auto path = pathIn(folder_, "small.gguf");
    QVERIFY(SmallArchitecture(variant.toStdString()).writeGguf(path));
    const CausalNetwork model = support::networkOf(path);
    const Array ids = Array::integers({sequences, length}, support::someIds(sequences * length, 40));
    std::uint64_t all = 0;
    std::uint64_t some = 0;
    RunOptions options;
    options.matrixOperations = &all;
    const auto whole = hiddenStates(model, ids, Runtime(), Task(), options);
    QVERIFY(whole);
    options.matrixOperations = &some;
    options.positions = range;
    const auto part = hiddenStates(model, ids, Runtime(), Task(), options);
    QVERIFY(part);
    QCOMPARE(part->shape(), (Shape{sequences, range.end - range.first, model.width}));
    const std::vector<float> values(part->values().begin(), part->values().end());
    QCOMPARE(values, cut(whole->values(), static_cast<std::size_t>(model.width)));
    QVERIFY(some < all);
}

void Positions::valuesFedAreCutToo() {
    const auto path = pathIn(folder_, "llama.gguf");
    QVERIFY(SmallArchitecture("llama").writeGguf(path));
    const CausalNetwork model = support::networkOf(path);
    Array hidden({sequences, length, model.width});
    std::iota(hidden.values().begin(), hidden.values().end(), 1.0F);
    RunOptions options;
    options.positions = range;
    const Feed feed{model.hidden, &hidden};
    const std::vector<ValueId> wanted = {model.hidden, model.logits};
    const auto part = run(model.network, {&feed, 1}, wanted, Runtime(), Task(), options);
    QVERIFY(part);
    const auto width = static_cast<std::size_t>(model.width);
    QCOMPARE(std::vector<float>(part->front().values().begin(), part->front().values().end()),
             cut(hidden.values(), width));
    const auto whole = logitsOf(model, hidden, Runtime(), Task());
    QVERIFY(whole);
    QCOMPARE(std::vector<float>(part->back().values().begin(), part->back().values().end()),
             cut(whole->values(), static_cast<std::size_t>(model.vocabulary)));
}

void Positions::notFiniteIsNamedWhereItBegan_data() {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<float>("value"); // of all its elements
    QTest::addColumn<QString>("named");
    for (const QString tensor :
         {"blk.0.attn_k.weight", "blk.1.ffn_norm.weight", "token_embd.weight", "output_norm.weight"})
        QTest::newRow(qPrintable(tensor + ", infinite")) << tensor << infinity << "Row 0";
    QTest::newRow("linear, too great") << "blk.0.attn_k.weight" << 3e38F << "“blk.0.attn_k”";
    QTest::newRow("norm, too great") << "blk.1.ffn_norm.weight" << 3e38F << "“blk.1.ffn_norm”";
    QTest::newRow("last norm, too great") << "output_norm.weight" << 3e38F << "“output_norm”";
}

void Positions::notFiniteIsNamedWhereItBegan() {
    QFETCH(QString, tensor);
    QFETCH(float, value);
    QFETCH(QString, named);
    const auto model = support::SmallModel().make();
    for (auto& each : model->tensors) {
        if (each->name != tensor.toStdString())
            continue;
        const std::vector<float> values(static_cast<std::size_t>(elementCount(each->shape).value()), value);
        each = support::floatTensor(each->name, each->shape, values);
    }
    const auto network = buildNetwork(*model);
    QVERIFY(network);
    const Array ids = Array::integers({1, 4}, {0, 1, 2, 3});
    const auto hidden = hiddenStates(*network, ids, Runtime(), Task());
    QVERIFY(!hidden);
    QCOMPARE(hidden.error().code(), ErrorCode::Numeric);
    const QString said = QString::fromStdString(hidden.error().describe());
    QVERIFY2(said.contains(named) && said.contains(tensor), qPrintable(said));
}

QTEST_GUILESS_MAIN(Positions)
#include "tst_positions.moc"
