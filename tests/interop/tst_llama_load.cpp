// Our exports in llama.cpp's own library: it loads them, decodes the values that we decode, and predicts what
// the original predicts.
#include "formats/decode.h"
#include "support/exporting.h"
#include "support/ggml_oracle.h"
#include "support/in_child.h"
#include "support/loaded_llama.h"
#include "support/measured_table.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mantissa;
using namespace mantissa::support;

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
const QString tinyStories = QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k");
const QString stories = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::size_t argMax(std::span<const float> row) {
    return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
}

} // namespace

class LlamaLoad : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString path(const QString& name) const { return folder_.filePath(name); }

private slots:
    void initTestCase() {
        const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
        if (!reason)
            QSKIP("llama.cpp's library crashes while it is loaded");
        if (!reason->isEmpty())
            QSKIP(reason->constData());
    }

    void decodesAsWeDo_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("recipe");
        for (const char* recipe :
             {"Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "F16", "Q4_K_M/search"}) {
            QTest::addRow("fable, %s", recipe) << fable << recipe;
            QTest::addRow("tinystories, %s", recipe) << tinyStories << recipe;
        }
        QTest::newRow("stories260k, Q4_K_M") << stories << "Q4_K_M";
    }

    // ggml's own decoder on the bytes in our file against our reading path, and llama.cpp loads the file.
    void decodesAsWeDo() {
        QFETCH(QString, source);
        QFETCH(QString, recipe);
        const QString file = path("a.gguf");
        exportTo(file, source, recipe.toStdString());
        const auto loaded = inChild([&] { return QByteArray(LoadedLlama(file).ok() ? "yes" : "no"); });
        QVERIFY(loaded);
        QCOMPARE(*loaded, QByteArray("yes"));
        const GgmlOracle ggml;
        int blocks = 0;
        const ModelPtr model = open(file);
        for (const auto& tensor : model->tensors) {
            if (!isBlock(tensor->dtype))
                continue;
            ++blocks;
            const auto rows = openRows(tensor);
            std::vector<float> ours(tensor->elements());
            QVERIFY((*rows)->read(0, (*rows)->rows(), ours));
            const auto theirs = ggml.dequantize(tensor->dtype, tensor->bytes, tensor->elements());
            QVERIFY2(std::memcmp(ours.data(), theirs.data(), ours.size() * sizeof(float)) == 0,
                     tensor->name.c_str());
        }
        QCOMPARE(blocks > 0, recipe != "F16");
    }

    void predictsTheReference_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<int>("mayDiffer");
        QTest::newRow("BF16") << "BF16" << 0;
        QTest::newRow("F16") << "F16" << 0;
        QTest::newRow("Q8_0") << "Q8_0" << 0;
        QTest::newRow("Q6_K") << "Q6_K" << 1;
        QTest::newRow("Q4_K_M") << "Q4_K_M" << 2;
        QTest::newRow("Q4_K_M/search") << "Q4_K_M/search" << 2;
    }

    // Same tokens, and at every position the same most likely next one (a few may tip over at four bits).
    void predictsTheReference() {
        QFETCH(QString, recipe);
        QFETCH(int, mayDiffer);
        const QString file = path("a.gguf");
        exportTo(file, fable, recipe.toStdString());
        const auto reference =
            QJsonDocument::fromJson(contents(MANTISSA_TEST_DATA "/fable/reference.json")).object();
        const auto answer = inChild([&]() -> QByteArray {
            LoadedLlama model(file);
            const auto ids = model.tokens(reference["text"].toString().toUtf8());
            const auto logits = model.logits(ids);
            const auto width = static_cast<std::size_t>(model.vocabularySize());
            QJsonArray found;
            QJsonArray next;
            for (std::size_t i = 0; i < ids.size() && !logits.empty(); ++i) {
                found.append(ids[i]);
                next.append(static_cast<int>(argMax(std::span(logits).subspan(i * width, width))));
            }
            return QJsonDocument(QJsonArray{found, next}).toJson();
        });
        QVERIFY2(answer, "llama.cpp crashed");
        const QJsonArray both = QJsonDocument::fromJson(*answer).array();
        QCOMPARE(both[0].toArray(), reference["ids_with_bos"].toArray());
        const QJsonArray next = both[1].toArray();
        const QJsonArray expected = reference["argmax_next"].toArray();
        QCOMPARE(next.size(), expected.size());
        int different = 0;
        for (qsizetype i = 0; i < next.size(); ++i)
            different += next[i] == expected[i] ? 0 : 1;
        QVERIFY2(different <= mayDiffer, qPrintable(QStringLiteral("%1 positions differ").arg(different)));
    }

    // Our file differs from the measured one in its metadata only, and by the same bytes for every type.
    void sizesOfTheTable() {
        const qint64 apart =
            static_cast<qint64>(exportTo(path("a.gguf"), fable, "BF16").bytes) - measured("BF16").first;
        for (const char* type :
             {"Q8_0", "Q6_K", "Q5_K_M", "Q5_K_S", "Q5_1", "Q5_0", "Q4_K_M", "Q4_K_S", "Q4_1", "Q4_0"}) {
            const auto before = preflight(open(fable), exportOptions(path("a.gguf"), type));
            QVERIFY(before);
            QCOMPARE(static_cast<qint64>(before->fileBytes) - measured(type).first, apart);
        }
        qInfo("our metadata takes %lld bytes more", static_cast<long long>(apart));
        QVERIFY(std::abs(apart) < 4096);
    }
};

QTEST_APPLESS_MAIN(LlamaLoad)
#include "tst_llama_load.moc"
