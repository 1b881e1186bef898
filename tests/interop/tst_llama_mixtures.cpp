// What llama.cpp's own llama_model_quantize makes of a file, and what our export makes of it: the same type
// for every tensor, the same bytes in it, the same size of the file.
#include "support/exporting.h"
#include "support/gguf_maker.h"
#include "support/in_child.h"
#include "support/llama_library.h"
#include "support/quick_ggml_init.h"
#include "tradeoff/mixture_types.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;
using namespace mantissa::support;

namespace {

struct Job {
    int fileType = 0;
    bool pure = false;
    std::vector<LlamaTensorOverride> overrides; ///< ends with a null pattern where there are any
};

QByteArray quantizeWithLlama(const QString& from, const QString& to, const Job& job) {
    LlamaLibrary llama;
    if (!llama.load().isEmpty())
        return "cannot load";
    LlamaQuantizeParams params = llama.quantizeDefaults();
    params.threads = 1;
    params.fileType = job.fileType;
    params.allowRequantize = true;
    params.pure = job.pure;
    params.tensorTypes = job.overrides.empty() ? nullptr : job.overrides.data();
    const QByteArray source = from.toUtf8();
    const QByteArray target = to.toUtf8();
    const auto code =
        llama.call<std::uint32_t>("llama_model_quantize", source.constData(), target.constData(),
                                  static_cast<const LlamaQuantizeParams*>(&params));
    return code == 0 ? "done" : "refused";
}

} // namespace

class LlamaMixtures : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString path(const QString& name) const { return folder_.filePath(name); }

    /// Types depend on names and hyperparameters; few rows keep the test short.
    void writeThin(const char* name, int layers, int heads, int keyValueHeads, int experts,
                   const std::string& architecture) {
        GgufMaker maker;
        maker.addLlama(layers, 256, 256, heads, keyValueHeads, experts, architecture);
        for (PlannedTensor& tensor : maker.tensors) {
            if (tensor.shape.size() > 1)
                tensor.shape[tensor.shape.size() - 2] = 3;
        }
        QVERIFY(maker.write(path(name).toStdString()));
    }

    void makeModels() {
        exportTo(path("fable.gguf"), QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable"), "BF16");
        exportTo(path("tinystories.gguf"), QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k"), "F16");
        QVERIFY(QFile::copy(QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf"),
                            path("stories260k.gguf")));
        writeThin("deep.gguf", 24, 16, 2, 0, "llama");
        writeThin("experts.gguf", 9, 8, 4, 8, "llama");
        writeThin("tall.gguf", 80, 8, 4, 0, "qwen2"); // 80 layers make it a "70B"
    }

    void compareFiles(const QString& ours, const QString& theirs) {
        const ModelPtr left = open(ours);
        const ModelPtr right = open(theirs);
        QCOMPARE(left->tensors.size(), right->tensors.size());
        for (const auto& tensor : left->tensors) {
            const auto other = right->tensor(tensor->name);
            QVERIFY2(other, tensor->name.c_str());
            QVERIFY2(tensor->dtype == other->dtype,
                     qPrintable(QStringLiteral("%1: %2, llama.cpp: %3")
                                    .arg(tensor->name.c_str(), info(tensor->dtype).name.data(),
                                         info(other->dtype).name.data())));
            QCOMPARE(tensor->shape, other->shape);
            QVERIFY2(std::equal(tensor->bytes.begin(), tensor->bytes.end(), other->bytes.begin(),
                                other->bytes.end()),
                     tensor->name.c_str());
        }
        for (const char* key : {"general.file_type", "general.quantization_version"})
            QCOMPARE(left->metadata.integer(key, -1), right->metadata.integer(key, -2));
        QCOMPARE(left->metadata.entries().size(), right->metadata.entries().size());
        QCOMPARE(QFile(ours).size(), QFile(theirs).size());
    }

    void quantizeBoth(const QString& source, const Job& job, const std::string& recipe) {
        const QString theirs = path("theirs.gguf");
        const auto done = inChild([&] { return quantizeWithLlama(source, theirs, job); });
        QVERIFY2(done, "llama.cpp crashed");
        if (*done == "refused" && (recipe.starts_with("IQ") || recipe == "Q2_K_S"))
            QSKIP("llama.cpp wants an importance matrix for this mixture");
        QCOMPARE(*done, QByteArray("done"));
        const QString ours = path("ours.gguf");
        QVERIFY(exportTo(ours, source, recipe).valid());
        compareFiles(ours, theirs);
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
        // Rows of 172 make llama.cpp give up on types of 32; K types become F16.
        for (const char* mixture : {"F32", "F16", "BF16"})
            QTest::addRow("stories260k as %s", mixture) << "stories260k" << mixture;
    }

    void mixture() {
        QFETCH(QString, model);
        QFETCH(QString, mixture);
        const std::string id = mixture.toStdString();
        quantizeBoth(path(model + ".gguf"), {findMixture(id)->ggufFileType, false, {}}, id);
    }

    void pure_data() {
        QTest::addColumn<QString>("mixture");
        for (const char* mixture : {"Q4_K_M", "Q4_0", "Q8_0", "Q5_K_S"})
            QTest::newRow(mixture) << mixture;
    }

    void pure() {
        QFETCH(QString, mixture);
        const std::string id = mixture.toStdString();
        quantizeBoth(path("fable.gguf"), {findMixture(id)->ggufFileType, true, {}}, id + "\npure");
    }

    // --tensor-type: the first expression that is found decides, and takes the tensor out of the mixture's
    // count.
    void rules() {
        const auto id = [](DType dtype) { return info(dtype).ggufId; };
        const Job job = {static_cast<int>(FileType::Q4_K_S),
                         false,
                         {{"attn_v", id(DType::Q8_0)},
                          {"blk\\.[01]\\.", id(DType::Q5_1)},
                          {"ffn_down", id(DType::F16)},
                          {"attn", id(DType::Q6_K)},
                          {nullptr, 0}}};
        const std::string recipe = "Q4_K_S\nATTN_V=q8_0\nblk\\.[01]\\.=Q5_1\nffn_down=f16\nattn=Q6_K";
        quantizeBoth(path("deep.gguf"), job, recipe);
        quantizeBoth(path("tinystories.gguf"), job, recipe);
    }

    // Already quantized input is decoded and quantized again; what has its type stays.
    void requantized() {
        exportTo(path("eight.gguf"), path("fable.gguf"), "Q8_0");
        quantizeBoth(path("eight.gguf"), {static_cast<int>(FileType::Q4_K_M), false, {}}, "Q4_K_M");
        quantizeBoth(path("eight.gguf"), {static_cast<int>(FileType::Q8_0), false, {}}, "Q8_0");
    }
};

QTEST_APPLESS_MAIN(LlamaMixtures)
#include "tst_llama_mixtures.moc"
