// What forensics sees in files that were damaged on purpose, and what it leaves alone.
#include "support/exporting.h"
#include "support/gguf_maker.h"
#include "support/sample_weights.h"

#include "analysis/forensics/forensics.h"
#include "analysis/forensics/judge_file.h"
#include "analysis/forensics/judge_tensor.h"
#include "base/parallel.h"
#include "formats/decode.h"
#include "formats/registry.h"
#include "methods/quantize.h"
#include "pipeline/gguf_file_type.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace mantissa;
using namespace mantissa::support;

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
constexpr std::int64_t rows = 64;
constexpr std::int64_t columns = 1024;

std::shared_ptr<Tensor> tensorOf(DType dtype, std::int64_t height, std::int64_t width,
                                 std::vector<std::byte> bytes) {
    auto held = std::make_shared<std::vector<std::byte>>(std::move(bytes));
    auto tensor = std::make_shared<Tensor>();
    tensor->name = "blk.0.ffn_up.weight";
    tensor->place = {Role::FeedForwardUp, 0};
    tensor->dtype = dtype;
    tensor->shape = {height, width};
    tensor->bytes = *held;
    tensor->owner = held;
    return tensor;
}

/// Stored as this type: "F32", or the id of a format or scheme.
std::shared_ptr<Tensor> stored(const std::string& scheme, std::int64_t height, std::int64_t width,
                               const std::vector<float>& values) {
    if (scheme == "F32") {
        std::vector<std::byte> bytes(values.size() * sizeof(float));
        std::memcpy(bytes.data(), values.data(), bytes.size());
        return tensorOf(DType::F32, height, width, std::move(bytes));
    }
    const auto parsed = parseScheme(scheme);
    const auto quantized =
        quantize(*parsed, {std::make_shared<MatrixRows>(height, width, values), {}}, Task());
    if (!quantized)
        qFatal("%s", quantized.error().describe().c_str());
    const auto bytes = (*quantized)->bytes();
    return tensorOf(*parsed->format->info().dtype, height, width, {bytes.begin(), bytes.end()});
}

std::vector<float> decoded(const std::shared_ptr<Tensor>& tensor) {
    std::vector<float> values(tensor->elements());
    if (!(*openRows(std::shared_ptr<const Tensor>(tensor)))->read(0, tensor->shape[0], values))
        qFatal("cannot decode");
    return values;
}

std::vector<Finding> judged(const std::shared_ptr<Tensor>& tensor) {
    const auto counts = tally(tensor, nullptr, Task());
    if (!counts)
        qFatal("%s", counts.error().describe().c_str());
    return judgeTensor(*tensor, *counts, false);
}

QString listed(const std::vector<Finding>& findings) {
    QString text;
    for (const Finding& finding : findings)
        text += QString::fromStdString(std::string(name(finding.id)) + ": " + finding.tensor + ": " +
                                       translated(finding.what) + "\n");
    return text;
}

const Finding* find(const std::vector<Finding>& findings, FindingId id) {
    const auto at =
        std::find_if(findings.begin(), findings.end(), [id](const Finding& f) { return f.id == id; });
    return at == findings.end() ? nullptr : &*at;
}

/// What weights look like: bell-shaped, heavy-tailed, with outliers, shifted, pruned, spread evenly, or in
/// two heaps.
std::vector<float> weights(const std::string& kind) {
    if (kind != "uniform" && kind != "two heaps")
        return sample::weights(kind, rows * columns, 5);
    sample::Random random(17);
    std::vector<float> values(rows * columns);
    for (float& value : values) {
        const double even = 2 * random.uniform() - 1;
        value =
            static_cast<float>(kind == "uniform" ? even : (even > 0 ? 0.5 : -0.5) + 0.1 * random.normal());
    }
    return values;
}

} // namespace

class TestForensics : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }

    QString made(const char* recipe) {
        const QString target = folder_.filePath(QStringLiteral("made.gguf"));
        exportTo(target, fable, recipe);
        return target;
    }

private slots:
    // ---- a coarser grid

    void requantized_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const char* const pairs[][2] = {
            {"Q4_0", "Q8_0"},        {"Q4_1", "Q8_0"},   {"Q5_0", "Q8_0"},  {"Q4_K", "Q8_0"},
            {"Q5_K", "Q8_0"},        {"Q6_K", "Q8_0"},   {"Q2_K", "Q8_0"},  {"Q3_K", "Q8_0"},
            {"IQ4_NL", "Q8_0"},      {"IQ4_XS", "Q8_0"}, {"MXFP4", "Q8_0"}, {"NVFP4", "Q8_0"},
            {"NF4", "Q8_0"},         {"INT4", "Q8_0"},   {"Q4_K", "Q6_K"},  {"Q4_0", "Q6_K"},
            {"Q3_K", "Q6_K"},        {"Q2_K", "Q6_K"},   {"Q5_K", "Q6_K"},  {"Q4_K", "Q6_K/search"},
            {"Q4_0", "Q8_0/search"}, {"Q3_K", "Q5_K"},   {"Q2_K", "Q4_K"},  {"Q2_K", "Q5_0"},
            {"Q4_0", "F16"},         {"Q4_K", "F16"},    {"Q6_K", "F16"},   {"Q4_K", "BF16"},
            {"Q4_0", "BF16"},        {"Q8_0", "F32"},    {"Q4_K", "F32"},   {"Q6_K", "F32"},
        };
        for (const auto& pair : pairs)
            QTest::addRow("%s to %s", pair[0], pair[1]) << QString(pair[0]) << QString(pair[1]);
    }

    void requantized() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        for (const char* kind : {"normal", "small", "heavy", "outlier", "uniform"}) {
            const auto parsed = *parseScheme(before.toStdString());
            const auto first =
                quantize(parsed, {std::make_shared<MatrixRows>(rows, columns, weights(kind)), {}}, Task());
            QVERIFY(first);
            std::vector<float> values(rows * columns);
            QVERIFY((*first)->read(0, rows, values));
            const auto again = stored(after.toStdString(), rows, columns, values);
            const auto findings = judged(again);
            const auto counts = *tally(again, nullptr, Task());
            const auto& pairs = isBlock(again->dtype) ? counts.codes : counts.numbers.fitting();
            const Finding* found = find(findings, FindingId::CoarserGrid);
            qInfo("%s: adjacency %.3f of %llu pairs", kind,
                  static_cast<double>(pairs.counts[1]) / (2.0 * static_cast<double>(pairs.counts[0])),
                  static_cast<unsigned long long>(pairs.counts[0]));
            if (pairs.counts[0] < 64 && std::string(kind) == "outlier")
                continue; // an outlier leaves too few codes for the others
            QVERIFY2(found != nullptr, kind);
            QCOMPARE(found->kind, FindingKind::Warning);
            QVERIFY(found->advice.source[0] != '\0');
        }
    }

    void theStepsAreThose() {
        // 16 levels of Q4_0 over -127 .. 127
        const auto once = stored("Q4_0", rows, columns, weights("normal"));
        const auto found =
            coarserGrid(tally(stored("Q8_0", rows, columns, decoded(once)), nullptr, Task())->codes);
        QVERIFY(found);
        QVERIFY2(found->steps == 16 || found->steps == 15, qPrintable(QString::number(found->steps)));
        QVERIFY(found->adjacency < 0.05);
    }

    /// Every type that is judged, from originals of every precision that models are published in.
    void firstQuantization_data() {
        QTest::addColumn<QString>("format");
        QTest::newRow("F32") << "F32";
        for (const FormatEntry* entry : formats()) {
            // Not what wants an importance matrix.
            const auto scheme = *parseScheme(entry->info.id);
            if (entry->info.dtype &&
                quantize(scheme, {std::make_shared<MatrixRows>(1, 256, std::vector<float>(256, 1.0F)), {}},
                         Task()))
                QTest::newRow(entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
        }
    }

    void firstQuantization() {
        QFETCH(QString, format);
        const std::string id = format.toStdString();
        double least = HUGE_VAL;
        for (const char* kind : {"normal", "small", "heavy", "sparse", "positive", "offset", "outlier",
                                 "mixed", "uniform", "two heaps"}) {
            for (const char* original : {"F32", "F16", "BF16"}) {
                if (std::string(kind) == "mixed" && id == "NVFP4")
                    continue; // refuses it: beyond its range
                // 5 +- 0.1 has few numbers in BF16, and of weights down to 1e-8 F16 holds many as denormals:
                // coarser grids indeed.
                if (std::string(kind) == "offset" && std::string(original) == "BF16")
                    continue;
                if (std::string(kind) == "mixed" && (std::string(original) == "F16" || id == "F16"))
                    continue;
                const auto source = stored(original, rows, columns, weights(kind));
                for (const std::string& scheme :
                     id == "F32" ? std::vector{id} : std::vector{id, id + "/search"}) {
                    const auto tensor = stored(scheme, rows, columns, decoded(source));
                    const auto findings = judged(tensor);
                    const auto counts = *tally(tensor, nullptr, Task());
                    const auto& pairs = isBlock(tensor->dtype) ? counts.codes : counts.numbers.fitting();
                    if (pairs.counts[0] >= 64)
                        least = std::min(least, static_cast<double>(pairs.counts[1]) /
                                                    (2.0 * static_cast<double>(pairs.counts[0])));
                    for (const FindingId id_ : {FindingId::CoarserGrid, FindingId::Clipped,
                                                FindingId::NotFinite, FindingId::BadScales}) {
                        QVERIFY2(
                            find(findings, id_) == nullptr,
                            qPrintable(
                                QStringLiteral("%1 from %2 as %3: ").arg(kind, original, scheme.c_str()) +
                                listed(findings)));
                    }
                }
            }
        }
        qInfo("least adjacency %.3f", least);
    }

    void realWeights_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("again");
        QTest::newRow("Q8_0") << "Q8_0"
                              << "";
        QTest::newRow("Q6_K") << "Q6_K"
                              << "";
        QTest::newRow("Q4_K_M") << "Q4_K_M"
                                << "";
        QTest::newRow("F16") << "F16"
                             << "";
        QTest::newRow("Q4_0 to Q8_0") << "Q4_0\npure"
                                      << "Q8_0\npure";
        QTest::newRow("Q4_K to Q6_K") << "Q4_K\npure"
                                      << "Q6_K\npure";
    }

    void realWeights() {
        QFETCH(QString, recipe);
        QFETCH(QString, again);
        QString file = made(recipe.toUtf8().constData());
        if (!again.isEmpty()) {
            exportTo(path("again.gguf"), file, again.toStdString());
            file = path("again.gguf");
        }
        const ModelPtr model = open(file);
        const auto findings = examine(*model, Task());
        QVERIFY(findings);
        std::size_t coarse = 0;
        std::size_t weightTensors = 0;
        for (const Finding& finding : *findings) {
            coarse += finding.id == FindingId::CoarserGrid ? 1 : 0;
            if (again.isEmpty())
                QVERIFY2(finding.kind == FindingKind::Note, qPrintable(listed(*findings)));
        }
        for (const auto& tensor : model->tensors)
            weightTensors += isBlock(tensor->dtype) ? 1 : 0;
        if (again.isEmpty())
            QCOMPARE(coarse, std::size_t{0});
        else
            QCOMPARE(coarse, weightTensors);
    }

    void sameWhateverTheThreads() {
        const ModelPtr model = open(made("Q4_K_M"));
        setThreads(1);
        const auto one = examine(*model, Task());
        setThreads(0);
        const auto all = examine(*model, Task());
        QVERIFY(one && all);
        QCOMPARE(listed(*one), listed(*all));
    }

    // ---- codes

    void collapsedAndConstant() {
        const auto zeros = judged(stored("Q4_K", 4, 256, std::vector<float>(1024, 0.0F)));
        QVERIFY2(find(zeros, FindingId::Collapsed), qPrintable(listed(zeros)));
        QVERIFY(find(zeros, FindingId::ZeroScales));
        const auto constant = judged(stored("F16", 4, 256, std::vector<float>(1024, 0.25F)));
        QVERIFY(find(constant, FindingId::Collapsed));
        auto norm = stored("F32", 1, 256, std::vector<float>(256, 1.0F));
        norm->shape = {256};
        norm->name = "output_norm.weight";
        norm->place = {Role::Norm, -1};
        QVERIFY(judged(norm).empty());
    }

    void clipped() {
        std::vector<float> values = weights("normal");
        QVERIFY(judged(stored("Q8_0", rows, columns, values)).empty());
        for (float& value : values)
            value = std::clamp(value, -0.7F, 0.7F);
        for (const char* format : {"Q8_0", "Q6_K", "Q5_K"}) {
            const auto findings = judged(stored(format, rows, columns, values));
            QVERIFY2(find(findings, FindingId::Clipped),
                     qPrintable(format + QStringLiteral(": ") + listed(findings)));
        }
    }

    void unusedCodes() {
        std::vector<float> few(rows * columns);
        for (std::size_t i = 0; i < few.size(); ++i)
            few[i] = static_cast<float>(static_cast<int>(i * 7919 % 3) - 1);
        const auto findings = judged(stored("Q8_0", rows, columns, few));
        QVERIFY2(find(findings, FindingId::UnusedCodes), qPrintable(listed(findings)));
    }

    // ---- the file

    void padding() {
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("llama"));
        maker.add("blk.0.attn_norm.weight", {33}); // 132 bytes, padded to 160
        maker.add("blk.0.ffn_norm.weight", {33});
        const QString file = path("padding.gguf");
        QVERIFY(maker.write(file.toStdString()));
        const ModelPtr sound = open(file);
        QVERIFY(judgeFile(*sound)->empty());
        const auto end = static_cast<qint64>(sound->tensors[0]->offset + 132);
        const qint64 size = QFileInfo(file).size();

        QFile bytes(file);
        QVERIFY(bytes.open(QIODevice::ReadWrite));
        bytes.seek(end + 3);
        bytes.write("x");
        bytes.flush();
        auto findings = *judgeFile(*open(file));
        const Finding* dirty = find(findings, FindingId::PaddingNotZero);
        QVERIFY(dirty);
        QCOMPARE(dirty->tensor, std::string("blk.0.attn_norm.weight"));
        QVERIFY(translated(dirty->what).find("1 of 28 bytes") != std::string::npos);
        bytes.seek(end + 3);
        bytes.write("\0", 1);

        bytes.seek(size);
        bytes.write("behind");
        bytes.flush();
        findings = *judgeFile(*open(file));
        QVERIFY2(find(findings, FindingId::TrailingBytes), qPrintable(listed(findings)));
        QVERIFY(translated(findings[0].what).find("6 bytes follow") != std::string::npos);

        QVERIFY(bytes.resize(size - 10));
        findings = *judgeFile(*open(file));
        QVERIFY2(find(findings, FindingId::PaddingMissing), qPrintable(listed(findings)));
    }

    void pureFormat_data() {
        QTest::addColumn<QString>("format");
        for (const FormatEntry* entry : formats()) {
            if (entry->info.dtype)
                QTest::addRow("%s", entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
        }
    }

    /// What we write and label ourselves is never said to be mislabelled.
    void pureFormat() {
        QFETCH(QString, format);
        // ggml's own encoders of these want a matrix; what the types are called does not depend on it.
        const bool needsMatrix =
            format.startsWith(QLatin1String("IQ1")) || format.startsWith(QLatin1String("IQ2"));
        const QString recipe = format + (needsMatrix ? "/search\npure" : "\npure");
        const auto findings = *judgeFile(*open(made(recipe.toUtf8().constData())));
        QVERIFY2(!find(findings, FindingId::OtherMixture) && !find(findings, FindingId::FewOtherTypes),
                 qPrintable(listed(findings)));
    }

    /// The mixture of this name is mostly another type.
    void pureIsNotTheMixture() {
        QCOMPARE(fileTypeOf(*parseRecipe("IQ2_S")), FileType::IQ2_S);
        QCOMPARE(fileTypeOf(*parseRecipe("IQ2_S\npure")), FileType::IQ2_M);
        QCOMPARE(fileTypeOf(*parseRecipe("NVFP4")), FileType::NVFP4);
    }

    void declaredMixture_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<int>("declared");
        QTest::addColumn<QByteArray>("finding");
        QTest::newRow("as declared") << "Q4_K_M" << -1 << QByteArray();
        QTest::newRow("plain") << "Q8_0" << -1 << QByteArray();
        QTest::newRow("F16") << "F16" << -1 << QByteArray();
        QTest::newRow("Q2_K called Q6_K") << "Q2_K" << 18 << QByteArray("other-mixture");
        QTest::newRow("Q8_0 called F16") << "Q8_0" << 1 << QByteArray("other-mixture");
        QTest::newRow("pure as llama-quantize") << "IQ2_XS/search\npure" << 28 << QByteArray();
        QTest::newRow("MXFP4") << "MXFP4" << -1 << QByteArray();
        QTest::newRow("NVFP4") << "NVFP4" << -1 << QByteArray();
        QTest::newRow("NVFP4 called F16") << "NVFP4\npure" << 1 << QByteArray("other-mixture");
        QTest::newRow("Q8_0 called NVFP4") << "Q8_0" << 39 << QByteArray("other-mixture");
        QTest::newRow("a few others") << "Q4_K_M\nblk.0.attn_q=Q8_0" << -1 << QByteArray("few-other-types");
        QTest::newRow("no such mixture") << "Q8_0" << 9999 << QByteArray();
    }

    void declaredMixture() {
        QFETCH(QString, recipe);
        QFETCH(int, declared);
        QFETCH(QByteArray, finding);
        Model model = *open(made(recipe.toUtf8().constData()));
        if (declared >= 0)
            model.metadata.set("general.file_type", static_cast<std::uint32_t>(declared));
        const auto findings = *judgeFile(model);
        if (finding.isEmpty()) {
            QVERIFY2(findings.empty(), qPrintable(listed(findings)));
            return;
        }
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(QByteArray(name(findings[0].id).data()), finding);
    }

    void cancelled() {
        std::stop_source stop;
        stop.request_stop();
        const auto result = examine(*open(fable), Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestForensics)
#include "tst_forensics.moc"
