// What llama.cpp's own llama_model_quantize makes of a file, and what our export makes of it: the same file.
// With an importance matrix: tst_llama_mixtures_with_matrix.
#include "support/llama_quantize.h"
#include "support/quick_ggml_init.h"

using namespace mantissa;
using namespace mantissa::support;

class LlamaMixtures : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString path(const QString& name) const { return folder_.filePath(name); }

    void makeModels() {
        exportTo(path("fable.gguf"), QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable"), "BF16");
        exportTo(path("tinystories.gguf"), QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k"), "F16");
        QVERIFY(QFile::copy(QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf"),
                            path("stories260k.gguf")));
        writeThin(path("deep.gguf"), 24, 16, 2, 0, "llama");
        writeThin(path("experts.gguf"), 9, 8, 4, 8, "llama");
        writeThin(path("fused experts.gguf"), 9, 8, 4, 8, "llama", true);
        writeThin(path("tall.gguf"), 80, 8, 4, 0, "qwen2"); // 80 layers make it a "70B"
    }

    void both(const QString& model, const LlamaJob& job, const std::string& recipe) {
        quantizeBoth(folder_, path(model), job, recipe);
    }

private slots:
    void initTestCase() {
        const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
        if (!reason)
            QSKIP("llama.cpp's library crashes while it is loaded");
        if (!reason->isEmpty())
            QSKIP(reason->constData());
        makeModels();
    }

    // The numbers of general.file_type that llama.cpp quantizes to, and our mixtures: the same list.
    void wholeList() {
        constexpr int beyondAll = 128;
        for (int fileType = 0; fileType < beyondAll; ++fileType) {
            LlamaJob job{fileType, false, {}};
            job.dryRun = true;
            const auto done = inChild([&] { return quantizeWithLlama(path("deep.gguf"), path("no"), job); });
            QVERIFY2(done, "llama.cpp crashed");
            const bool known = std::any_of(mixtures().begin(), mixtures().end(), [&](const auto& mixture) {
                return mixture.ggufFileType == fileType;
            });
            QVERIFY2(known == (*done == "done"), qPrintable(QString::number(fileType)));
        }
    }

    void mixture_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("mixture");
        // The large one with the most used mixtures only.
        for (const char* mixture :
             {"Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_K_S", "Q4_0", "Q3_K_M", "Q2_K", "F16"})
            QTest::addRow("fable as %s", mixture) << "fable" << mixture;
        for (const char* model : {"tinystories", "deep", "experts", "tall"}) {
            for (const MixtureInfo& mixture : mixtures())
                QTest::addRow("%s as %s", model, mixture.id.c_str()) << model << mixture.id.c_str();
        }
        for (const char* mixture : {"Q4_K_M", "Q2_K", "IQ3_S", "MXFP4_MOE"})
            QTest::addRow("fused experts as %s", mixture) << "fused experts" << mixture;
        // Rows of 172 make llama.cpp give up on types of 32; K types become F16.
        for (const char* mixture : {"F32", "F16", "BF16"})
            QTest::addRow("stories260k as %s", mixture) << "stories260k" << mixture;
    }

    void mixture() {
        QFETCH(QString, model);
        QFETCH(QString, mixture);
        const std::string id = mixture.toStdString();
        both(model + ".gguf", {findMixture(id)->ggufFileType, false, {}}, id);
    }

    void pure_data() {
        QTest::addColumn<QString>("mixture");
        for (const char* mixture : {"Q4_K_M", "Q4_0", "Q8_0", "Q5_K_S"})
            QTest::newRow(mixture) << mixture;
    }

    void pure() {
        QFETCH(QString, mixture);
        const std::string id = mixture.toStdString();
        both("fable.gguf", {findMixture(id)->ggufFileType, true, {}}, id + "\npure");
    }

    // --tensor-type: the first expression that is found decides, and takes the tensor out of the mixture's
    // count.
    void rules() {
        const auto id = [](DType dtype) { return info(dtype).ggufId; };
        const LlamaJob job = {static_cast<int>(FileType::Q4_K_S),
                              false,
                              {{"attn_v", id(DType::Q8_0)},
                               {"blk\\.[01]\\.", id(DType::Q5_1)},
                               {"ffn_down", id(DType::F16)},
                               {"attn", id(DType::Q6_K)},
                               {nullptr, 0}}};
        const std::string recipe = "Q4_K_S\nATTN_V=q8_0\nblk\\.[01]\\.=Q5_1\nffn_down=f16\nattn=Q6_K";
        both("deep.gguf", job, recipe);
        both("tinystories.gguf", job, recipe);
    }

    // Already quantized input is decoded and quantized again; what has its type stays.
    void requantized() {
        exportTo(path("eight.gguf"), path("fable.gguf"), "Q8_0");
        both("eight.gguf", {static_cast<int>(FileType::Q4_K_M), false, {}}, "Q4_K_M");
        both("eight.gguf", {static_cast<int>(FileType::Q8_0), false, {}}, "Q8_0");
    }
};

QTEST_APPLESS_MAIN(LlamaMixtures)
#include "tst_llama_mixtures.moc"
