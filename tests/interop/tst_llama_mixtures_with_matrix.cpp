// llama.cpp's llama_model_quantize and our export, both with an importance matrix: the same file. Some
// mixtures choose other types then, and some cannot be made without.
#include "support/llama_quantize.h"
#include "support/quick_ggml_init.h"

using namespace mantissa;
using namespace mantissa::support;

class LlamaMixturesWithMatrix : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString path(const QString& name) const { return folder_.filePath(name); }

    void compare(const QString& model, const std::string& mixture, bool pure) {
        const QString source = path(model + QStringLiteral(".gguf"));
        LlamaJob job{findMixture(mixture)->ggufFileType, pure, {}};
        job.importance = madeUpImportance(*open(source));
        quantizeBoth(folder_, source, job, pure ? mixture + "\npure" : mixture);
    }

private slots:
    void initTestCase() {
        const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
        if (!reason)
            QSKIP("llama.cpp's library crashes while it is loaded");
        if (!reason->isEmpty())
            QSKIP(reason->constData());
        exportTo(path("fable.gguf"), QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable"), "BF16");
        exportTo(path("tinystories.gguf"), QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k"), "F16");
        writeThin(path("deep.gguf"), 24, 16, 2, 0, "llama");
        writeThin(path("grouped by two.gguf"), 16, 8, 4, 0, "llama");
        writeThin(path("experts.gguf"), 9, 8, 4, 8, "llama");
        writeThin(path("fused experts.gguf"), 9, 8, 4, 8, "llama", true);
        writeThin(path("tall.gguf"), 80, 8, 4, 0, "qwen2"); // 80 layers make it a "70B"
    }

    void mixture_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("mixture");
        for (const char* model : {"tinystories", "deep", "grouped by two", "experts"}) {
            for (const MixtureInfo& mixture : mixtures())
                QTest::addRow("%s as %s", model, mixture.id.c_str()) << model << mixture.id.c_str();
        }
        for (const char* mixture : {"Q4_K_M", "Q2_K_S"})
            QTest::addRow("fable as %s", mixture) << "fable" << mixture;
        for (const char* mixture : {"Q4_K_M", "IQ3_XXS", "IQ2_M", "IQ1_S", "Q4_0"})
            QTest::addRow("fused experts as %s", mixture) << "fused experts" << mixture;
        // Many layers take long; these look at them.
        for (const char* mixture : {"IQ3_XXS", "IQ3_XS", "Q2_K_S", "Q3_K_M", "Q4_K_M", "IQ2_M", "IQ1_S"})
            QTest::addRow("tall as %s", mixture) << "tall" << mixture;
    }

    void mixture() {
        QFETCH(QString, model);
        QFETCH(QString, mixture);
        compare(model, mixture.toStdString(), false);
    }

    void pure_data() {
        QTest::addColumn<QString>("mixture");
        for (const char* mixture : {"Q4_K_M", "IQ3_XXS", "IQ2_M", "IQ1_M"})
            QTest::newRow(mixture) << mixture;
    }

    void pure() {
        QFETCH(QString, mixture);
        compare("experts", mixture.toStdString(), true);
    }
};

QTEST_APPLESS_MAIN(LlamaMixturesWithMatrix)
#include "tst_llama_mixtures_with_matrix.moc"
