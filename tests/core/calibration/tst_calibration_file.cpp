// A calibration written and read again is the same; a file that is not one, or another model's, is refused.
#include "base/parallel.h"
#include "calibration/calibration_file.h"
#include "support/byte_file.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"

#include <QTest>

using namespace mantissa;
using support::SmallArchitecture;

class CalibrationFiles : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void roundTrip_data();
    void roundTrip();
    void histogramsCountEverything();
    void otherModel();
    void damaged_data();
    void damaged();
    void notWritten();

private:
    Calibration calibrated(const char* variant, bool all, int threads = 0);

    QTemporaryDir folder_;
};

Calibration CalibrationFiles::calibrated(const char* variant, bool all, int threads) {
    const auto path = pathIn(folder_, "model.gguf");
    if (!SmallArchitecture(variant).writeGguf(path))
        qFatal("cannot write the model");
    CalibrationOptions options;
    options.hessians = options.histograms = all;
    setThreads(threads);
    auto result =
        calibrate(support::networkOf(path), *TokenChunks::create(support::someIds(5 * 32, 40), 32, 1),
                  options, Runtime(), Task());
    setThreads(0);
    if (!result)
        qFatal("%s", result.error().describe().c_str());
    return std::move(*result);
}

void CalibrationFiles::initTestCase() {
    QVERIFY(folder_.isValid());
}

void CalibrationFiles::roundTrip_data() {
    QTest::addColumn<QByteArray>("variant");
    QTest::addColumn<bool>("all");
    QTest::newRow("llama, sums alone") << QByteArray("llama") << false;
    QTest::newRow("llama") << QByteArray("llama") << true;
    QTest::newRow("experts") << QByteArray("qwen3moe") << true;
    QTest::newRow("experts, sums alone") << QByteArray("mixtral") << false;
}

void CalibrationFiles::roundTrip() {
    QFETCH(QByteArray, variant);
    QFETCH(bool, all);
    const Calibration made = calibrated(variant.constData(), all);
    const auto path = pathIn(folder_, "made.safetensors");
    const auto written = writeCalibration(path, made, {"abc", "def", "Käse \"and\" more.txt"});
    QVERIFY2(written, written ? "" : written.error().describe().c_str());
    QVERIFY(isCalibration(path));
    const auto read = readCalibration(path, "abc");
    QVERIFY2(read, read ? "" : read.error().describe().c_str());
    QCOMPARE(read->source.modelDigest, std::string("abc"));
    QCOMPARE(read->source.textDigest, std::string("def"));
    QCOMPARE(read->source.text, std::string("Käse \"and\" more.txt"));
    QCOMPARE(read->calibration.chunks, made.chunks);
    QCOMPARE(read->calibration.context, made.context);
    QCOMPARE(read->calibration.inputs.size(), made.inputs.size());
    for (std::size_t i = 0; i < made.inputs.size(); ++i) {
        const LinearInput& a = read->calibration.inputs[i];
        const LinearInput& b = made.inputs[i];
        QCOMPARE(a.weights, b.weights);
        QVERIFY(a.squares == b.squares && a.low == b.low && a.high == b.high && a.hessian == b.hessian);
        QCOMPARE(a.counts, b.counts);
        QCOMPARE(a.tokens, b.tokens);
        QCOMPARE(a.hessian.empty(), !all);
        QCOMPARE(a.histograms.size(), b.histograms.size());
        for (std::size_t expert = 0; expert < a.histograms.size(); ++expert) {
            QCOMPARE(a.histograms[expert].negative(), b.histograms[expert].negative());
            QCOMPARE(a.histograms[expert].positive(), b.histograms[expert].positive());
        }
    }
    // The same bytes again, and whatever the number of threads.
    const auto again = pathIn(folder_, "again.safetensors");
    QVERIFY(writeCalibration(again, calibrated(variant.constData(), all, 1), read->source));
    QCOMPARE(readBytes(again), readBytes(path));
}

void CalibrationFiles::histogramsCountEverything() {
    for (const LinearInput& input : calibrated("qwen3moe", true).inputs) {
        QCOMPARE(input.histograms.size(), input.counts.size());
        const auto columns = static_cast<std::size_t>(input.columns());
        for (std::size_t expert = 0; expert < input.counts.size(); ++expert) {
            const ValueHistogram& histogram = input.histograms[expert];
            QCOMPARE(histogram.count(), input.counts[expert] * columns);
            if (input.counts[expert] == 0)
                continue;
            const auto first = input.high.begin() + static_cast<std::ptrdiff_t>(expert * columns);
            const float high = *std::max_element(first, first + static_cast<std::ptrdiff_t>(columns));
            if (high > 0) {
                const double read = histogram.value(1);
                QVERIFY(read >= static_cast<double>(high) && read <= 1.126 * static_cast<double>(high));
            }
        }
    }
}

void CalibrationFiles::otherModel() {
    const auto path = pathIn(folder_, "made.safetensors");
    QVERIFY(writeCalibration(path, calibrated("llama", false), {"abc", "def", "text"}));
    QVERIFY(readCalibration(path)); // any
    const auto refused = readCalibration(path, "abd");
    QVERIFY(!refused);
    QVERIFY(refused.error().code() == ErrorCode::Mismatch);
    QVERIFY(refused.error().describe().find("another model") != std::string::npos);
}

void CalibrationFiles::damaged_data() {
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("by");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("another format") << QByteArray("mantissa.calibration")
                                    << QByteArray("mantissa.calibratiom") << QByteArray("format");
    QTest::newRow("later version") << QByteArray(R"("version":"1")") << QByteArray(R"("version":"2")")
                                   << QByteArray("version 2");
    QTest::newRow("version") << QByteArray(R"("version":"1")") << QByteArray(R"("version":"x")")
                             << QByteArray("version");
    QTest::newRow("context") << QByteArray(R"("context":"32")") << QByteArray(R"("context":"3-")")
                             << QByteArray("context");
    QTest::newRow("weights") << QByteArray("input.0.weights") << QByteArray("input.x.weights")
                             << QByteArray("input.0.weights");
    QTest::newRow("a missing tensor")
        << QByteArray("input.1.low") << QByteArray("input.1.lov") << QByteArray("input.1.low");
    QTest::newRow("a tensor too many")
        << QByteArray("input.2.hessian") << QByteArray("input.2.hessiam") << QByteArray("damaged");
    QTest::newRow("names of weights") << QByteArray(R"([\"blk.0.attn_q)") << QByteArray(R"({\"blk.0.attn_q)")
                                      << QByteArray("input.0.weights");
}

void CalibrationFiles::damaged() {
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, by);
    QFETCH(QByteArray, said);
    const auto path = pathIn(folder_, "made.safetensors");
    QVERIFY(writeCalibration(path, calibrated("llama", true), {"abc", "def", "text"}));
    QByteArray bytes = readBytes(path);
    QCOMPARE(what.size(), by.size());
    const qsizetype at = bytes.indexOf(what);
    QVERIFY(at > 0);
    bytes.replace(at, what.size(), by);
    writeBytes(path, bytes);
    const auto refused = readCalibration(path);
    QVERIFY(!refused);
    QVERIFY2(QByteArray::fromStdString(refused.error().describe()).contains(said),
             refused.error().describe().c_str());
    // Every cut of the file is refused, too.
    for (qsizetype size = 0; size < bytes.size(); size += bytes.size() / 7 + 1) {
        writeBytes(path, bytes.left(size));
        QVERIFY(!readCalibration(path));
    }
}

void CalibrationFiles::notWritten() {
    const auto path = pathIn(folder_, "never.safetensors");
    QVERIFY(!writeCalibration(path, Calibration{}, {}));
    Calibration odd = calibrated("llama", true);
    odd.inputs[1].low.pop_back();
    const auto refused = writeCalibration(path, odd, {});
    QVERIFY(!refused);
    QVERIFY(refused.error().code() == ErrorCode::InvalidArgument);
    QVERIFY(!std::filesystem::exists(path));
    // Sums that are no numbers.
    Calibration bad = calibrated("llama", false);
    bad.inputs[0].squares[3] = -1;
    QVERIFY(writeCalibration(path, bad, {}));
    const auto read = readCalibration(path);
    QVERIFY(!read);
    QVERIFY(read.error().code() == ErrorCode::Numeric);
    // The same where counts and histogram contradict each other.
    Calibration fewer = calibrated("llama", true);
    ++fewer.inputs[0].counts[0];
    QVERIFY(writeCalibration(path, fewer, {}));
    QVERIFY(!readCalibration(path));
}

QTEST_GUILESS_MAIN(CalibrationFiles)
#include "tst_calibration_file.moc"
