#include "base/parallel.h"
#include "pipeline/model_diff.h"
#include "support/exporting.h"
#include "support/gguf_maker.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;
using namespace mantissa::support;

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");

const DiffedTensor* find(const ModelDiff& diff, std::string_view name) {
    for (const DiffedTensor& tensor : diff.tensors)
        if (tensor.name == name)
            return &tensor;
    return nullptr;
}

} // namespace

class ModelDiffTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    ModelPtr made(const QString& name, const std::function<void(GgufMaker&)>& change) {
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("llama"));
        maker.value = [](const std::string&, std::uint64_t i) { return static_cast<float>(i % 7) - 3; };
        change(maker);
        const QString path = folder_.filePath(name);
        if (!maker.write(path.toStdString()))
            qFatal("cannot write");
        return open(path);
    }

private slots:
    void itself() {
        const ModelPtr model = open(fable);
        const auto diff = diffModels(model, open(fable), Task());
        QVERIFY(diff);
        QCOMPARE((*diff)->equalBytes, model->tensors.size());
        QCOMPARE((*diff)->different + (*diff)->onlyLeft + (*diff)->onlyRight + (*diff)->incomparable,
                 std::size_t{0});
    }

    void everyKind() {
        const ModelPtr left = made("left.gguf", [](GgufMaker& maker) {
            for (const char* name : {"same", "other", "shape", "gone", "nan"})
                maker.add(name, {4, 32});
        });
        const ModelPtr right = made("right.gguf", [](GgufMaker& maker) {
            maker.add("new", {4, 32});
            maker.add("nan", {4, 32});
            maker.add("shape", {2, 64});
            maker.add("other", {4, 32});
            maker.add("same", {4, 32});
            maker.value = [](const std::string& name, std::uint64_t i) {
                const float value = static_cast<float>(i % 7) - 3;
                if (name == "nan" && i == 40)
                    return std::numeric_limits<float>::quiet_NaN();
                return name == "other" && i == 33 ? value + 2 : value;
            };
        });
        const auto result = diffModels(left, right, Task());
        QVERIFY(result);
        const ModelDiff& diff = **result;
        QCOMPARE(diff.tensors.size(), std::size_t{6});
        QCOMPARE(diff.tensors.back().name, std::string("new")); // the left file's order first
        QVERIFY(!diff.tensors.back().left && diff.tensors.back().right);
        QVERIFY(find(diff, "same")->equalBytes);
        QVERIFY(!find(diff, "gone")->right);
        QVERIFY(!find(diff, "shape")->sums);
        QVERIFY(translated(find(diff, "shape")->problem).find("4 × 32 and 2 × 64") != std::string::npos);
        QVERIFY(!find(diff, "nan")->sums && find(diff, "nan")->problem.source[0] != '\0');
        const ErrorSums sums = *find(diff, "other")->sums;
        QCOMPARE(sums.error2, 4.0);
        QCOMPARE(sums.maxAbs, 2.0);
        QCOMPARE(sums.maxRow, std::int64_t{1});
        QCOMPARE(sums.maxColumn, std::int64_t{1});
        double original2 = 0;
        for (int i = 0; i < 128; ++i)
            original2 += std::pow(i % 7 - 3, 2);
        QCOMPARE(sums.original2, original2);
        QCOMPARE(diff.equalBytes, std::size_t{1});
        QCOMPARE(diff.different, std::size_t{1});
        QCOMPARE(diff.incomparable, std::size_t{2});
        QCOMPARE(diff.onlyLeft, std::size_t{1});
        QCOMPARE(diff.onlyRight, std::size_t{1});
        QCOMPARE(diff.sums, sums);
    }

    // The source is renamed and permuted on its way into GGUF: values are equal all the same. Both ways.
    void folderAndItsGguf() {
        const QString path = folder_.filePath("f32.gguf");
        exportTo(path, fable, "F32");
        const ModelPtr folder = open(fable);
        const ModelPtr gguf = open(path);
        for (const auto& [left, right] : {std::pair(folder, gguf), std::pair(gguf, folder)}) {
            const auto diff = diffModels(left, right, Task());
            QVERIFY2(diff, diff ? "" : diff.error().describe().c_str());
            QCOMPARE((*diff)->different, std::size_t{0});
            QCOMPARE((*diff)->equalBytes + (*diff)->equalValues, gguf->tensors.size());
            QCOMPARE((*diff)->onlyLeft + (*diff)->onlyRight, std::size_t{0});
        }
    }

    void quantizedAndAnyThreads() {
        const QString path = folder_.filePath("q4.gguf");
        exportTo(path, fable, "Q4_K_M");
        const ModelPtr gguf = open(path);
        setThreads(1);
        const auto one = diffModels(gguf, open(fable), Task());
        setThreads(2);
        const auto two = diffModels(gguf, open(fable), Task());
        setThreads(0);
        QVERIFY(one && two);
        QCOMPARE((*one)->sums, (*two)->sums);
        const double error = figures((*one)->sums).relativeRmse;
        QVERIFY2(error > 0.02 && error < 0.12, qPrintable(QString::number(error)));
        QVERIFY((*one)->different > 20);
    }

    void canBeCancelled() {
        std::stop_source stop;
        stop.request_stop();
        const auto diff =
            diffModels(open(fable), open(fable), Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!diff);
        QCOMPARE(diff.error().code(), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ModelDiffTest)
#include "tst_model_diff.moc"
