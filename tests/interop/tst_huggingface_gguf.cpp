// The GGUF parser of Hugging Face's website reads our files: the same tensors at the same places.
#include "support/exporting.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

class HuggingFaceGguf : public QObject {
    Q_OBJECT

    QString modules_ = qEnvironmentVariable(
        "MANTISSA_NODE_MODULES", QStringLiteral(MANTISSA_SOURCE_DIR "/tests/interop/node_modules"));

private slots:
    void initTestCase() {
        if (QStandardPaths::findExecutable("node").isEmpty())
            QSKIP("node is not installed");
        if (!QFile::exists(modules_ + "/@huggingface/gguf/package.json"))
            QSKIP("@huggingface/gguf is not installed");
    }

    void parses_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("recipe");
        QTest::newRow("fable") << QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable") << "Q4_K_M";
        QTest::newRow("tinystories") << QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k")
                                     << "Q5_K_S\noutput=F16";
        QTest::newRow("stories260k") << QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf")
                                     << "Q8_0";
    }

    void parses() {
        QFETCH(QString, source);
        QFETCH(QString, recipe);
        const QTemporaryDir folder;
        const QString file = folder.filePath("a.gguf");
        exportTo(file, source, recipe.toStdString());
        QProcess node;
        node.start("node",
                   {QStringLiteral(MANTISSA_SOURCE_DIR "/tests/interop/parse_gguf.mjs"), modules_, file});
        QVERIFY2(node.waitForFinished(60'000), "node did not finish");
        QVERIFY2(node.exitCode() == 0, node.readAllStandardError().constData());
        const QJsonObject found = QJsonDocument::fromJson(node.readAllStandardOutput()).object();

        const ModelPtr model = open(file);
        const QJsonArray tensors = found["tensorInfos"].toArray();
        QCOMPARE(static_cast<std::size_t>(tensors.size()), model->tensors.size());
        const double start = found["tensorDataOffset"].toDouble();
        for (std::size_t i = 0; i < model->tensors.size(); ++i) {
            const Tensor& ours = *model->tensors[i];
            const QJsonObject theirs = tensors[static_cast<qsizetype>(i)].toObject();
            QCOMPARE(theirs["name"].toString().toStdString(), ours.name);
            QCOMPARE(theirs["dtype"].toInt(-1), info(ours.dtype).ggufId);
            QCOMPARE(start + theirs["offset"].toDouble(), static_cast<double>(ours.offset));
            Shape shape;
            for (const QJsonValue& extent : theirs["shape"].toArray())
                shape.insert(shape.begin(), static_cast<std::int64_t>(extent.toDouble()));
            QCOMPARE(shape, ours.shape);
        }
        const QJsonObject metadata = found["metadata"].toObject();
        QCOMPARE(metadata["general.file_type"].toInt(-1),
                 static_cast<int>(model->metadata.integer("general.file_type", -2)));
        QCOMPARE(metadata["general.architecture"].toString(), QString("llama"));
        const auto* tokens = model->metadata.array<std::string>("tokenizer.ggml.tokens");
        QVERIFY(tokens);
        QCOMPARE(static_cast<std::size_t>(metadata["tokenizer.ggml.tokens"].toArray().size()),
                 tokens->size());
    }
};

QTEST_APPLESS_MAIN(HuggingFaceGguf)
#include "tst_huggingface_gguf.moc"
