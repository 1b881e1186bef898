// Exports: sizes to the byte, what is in the file, the certificate, and what happens when something is wrong.
#include "analysis/error_figures.h"
#include "base/parallel.h"
#include "base/sha256.h"
#include "formats/decode.h"
#include "formats/registry.h"
#include "methods/quantize.h"
#include "pipeline/llama_conversion.h"
#include "support/exporting.h"
#include "support/gguf_maker.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>
#include <thread>

using namespace mantissa;
using namespace mantissa::support;

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
const QString tinyStories = QStringLiteral(MANTISSA_TEST_DATA "/tinystories-656k");
const QString stories = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");

std::vector<float> decoded(const std::shared_ptr<const RowSource>& rows) {
    std::vector<float> values(rows->elements());
    if (!rows->read(0, rows->rows(), values))
        qFatal("cannot read rows");
    return values;
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const QString& name) const { return folder_.filePath(name); }
    /// Everything in the folder, hidden files too.
    QStringList files() const {
        return QDir(folder_.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    }

private slots:
    void init() {
        for (const QString& name : files())
            QVERIFY(QFile::remove(path(name)));
    }

    void recipes_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("target");
        const auto row = [](const char* name, const QString& source, const char* recipe, const char* target) {
            QTest::addRow("%s, %s, %s", name, recipe, target) << source << recipe << target;
        };
        for (const char* recipe : {"Q4_K_M", "Q8_0", "BF16", "F32", "Q6_K/rtn", "F16\nffn_down=Q5_K"})
            row("fable", fable, recipe, "a.gguf");
        for (const char* recipe : {"Q4_K_M", "Q4_0", "F16"})
            row("tinystories", tinyStories, recipe, "a.gguf");
        for (const char* recipe : {"Q5_K_S", "Q8_0", "F32"})
            row("stories260k", stories, recipe, "a.gguf");
        row("fable", fable, "Q4_K_M", "a.safetensors");
        row("stories260k", stories, "Q4_0", "a.safetensors");
        row("silero", QStringLiteral(MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors"), "Q8_0",
            "a.safetensors");
    }

    void recipes() {
        QFETCH(QString, source);
        QFETCH(QString, recipe);
        QFETCH(QString, target);
        const ModelPtr model = open(source);
        const ExportOptions options = exportOptions(path(target), recipe.toStdString());
        const auto before = preflight(model, options);
        QVERIFY2(before, before ? "" : before.error().describe().c_str());
        auto progress = std::make_shared<Progress>();
        const auto certificate = exportModel(model, options, Task({}, progress));
        QVERIFY2(certificate, certificate ? "" : certificate.error().describe().c_str());
        QVERIFY(certificate->valid());
        QCOMPARE(files(), QStringList{target});
        QCOMPARE(certificate->bytes, before->fileBytes);
        QCOMPARE(static_cast<std::uint64_t>(QFile(path(target)).size()), before->fileBytes);
        QVERIFY(progress->total > 0);
        QVERIFY(progress->done <= progress->total);
        QVERIFY(10 * progress->done >= 9 * progress->total);
        checkTensors(*before, *certificate);
        checkHashes(*certificate);
    }

    // The bytes are those that quantizing the source's rows in memory gives.
    void encodesWhatTheSourceHolds() {
        const ModelPtr model = open(fable);
        const auto certificate = exportModel(model, exportOptions(path("a.gguf"), "Q4_K_M"), Task());
        QVERIFY(certificate);
        const ModelPtr written = open(path("a.gguf"));
        const auto source = ggufSourceOf(model);
        QVERIFY(source);
        for (std::size_t i = 0; i < source->tensors.size(); ++i) {
            const GgufSourceTensor& tensor = source->tensors[i];
            const auto stored = written->tensor(tensor.name);
            QVERIFY(stored);
            const auto rows = openRows(tensor);
            QVERIFY(rows);
            if (!isBlock(stored->dtype)) {
                QCOMPARE(stored->dtype, DType::F32); // norms
                QCOMPARE(decoded(*openRows(stored)), decoded(*rows));
                continue;
            }
            const auto scheme = parseScheme(info(stored->dtype).name);
            const auto expected = quantize(*scheme, {*rows, {}}, Task());
            QVERIFY(expected);
            QVERIFY(std::equal(stored->bytes.begin(), stored->bytes.end(), (*expected)->bytes().begin(),
                               (*expected)->bytes().end()));
            const auto original = decoded(*rows);
            const auto now = decoded(*openRows(stored));
            const double rmse = figures(errorSums(original, now, 0, (*rows)->columns())).relativeRmse;
            QVERIFY(std::abs(certificate->tensors[i].relativeRmse - rmse) <= 1e-12);
        }
        QCOMPARE(written->metadata.integer("general.file_type", -1), 15);
        QCOMPARE(written->metadata.integer("general.quantization_version", -1), 2);
    }

    void simulatedWeights_data() {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("dtype");
        for (const char* scheme : {"Q4_K", "INT4,group=128"})
            QTest::newRow(scheme) << scheme << int(DType::F32);
        QTest::newRow("F16") << "F16" << int(DType::F16);
        QTest::newRow("BF16") << "BF16" << int(DType::BF16);
    }

    // Simulated weights: exactly what the scheme decodes to, under the source's names. The source is BF16,
    // which would round most of them again.
    void simulatedWeights() {
        QFETCH(QString, scheme);
        QFETCH(int, dtype);
        const ModelPtr model = open(fable);
        const ExportOptions options = exportOptions(path("a.safetensors"), scheme.toStdString() + "\npure");
        const auto before = preflight(model, options);
        QVERIFY(before);
        const auto certificate = exportModel(model, options, Task());
        QVERIFY(certificate && certificate->valid());
        const ModelPtr written = open(path("a.safetensors"));
        QCOMPARE(written->tensors.size(), model->tensors.size());
        for (std::size_t i = 0; i < model->tensors.size(); ++i) {
            const auto& tensor = model->tensors[i];
            const auto stored = written->tensor(tensor->name);
            QVERIFY(stored);
            QCOMPARE(stored->shape, tensor->shape);
            QCOMPARE(stored->dtype, before->tensors[i].dtype);
            QCOMPARE(stored->bytes.size(), before->tensors[i].bytes);
            if (!quantizable(*tensor) || tensor->dtype == static_cast<DType>(dtype)) { // BF16 stays BF16
                QCOMPARE(stored->dtype, tensor->dtype);
                QVERIFY(std::ranges::equal(stored->bytes, tensor->bytes));
                continue;
            }
            QCOMPARE(int(stored->dtype), dtype);
            const auto expected =
                quantize(*parseScheme(scheme.toStdString()), {*openRows(tensor), {}}, Task());
            QVERIFY(expected);
            const auto want = decoded(*expected);
            const auto found = decoded(*openRows(stored));
            QCOMPARE(found.size(), want.size());
            QVERIFY(std::memcmp(found.data(), want.data(), want.size() * sizeof(float)) == 0);
            const auto& proof = certificate->tensors[i];
            QCOMPARE(proof.name, tensor->name);
            QVERIFY(proof.decodesEqual);
        }
    }

    // A kernel's rows in a GGUF file are ggml's, however long a channel is.
    void kernelsInGguf() {
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("x"));
        maker.add("a.conv.weight", {8, 4, 32});
        maker.add("b.conv.weight", {8, 64, 3});
        QVERIFY(maker.write(path("source.gguf").toStdString()));
        const ModelPtr model = open(path("source.gguf"));
        QCOMPARE(model->tensors[0]->place.role, Role::Convolution);
        const ExportOptions options = exportOptions(path("a.gguf"), "Q8_0");
        const auto plan = preflight(model, options);
        QVERIFY2(plan, plan ? "" : plan.error().describe().c_str());
        QCOMPARE(plan->tensors[0].dtype, DType::Q8_0);
        QVERIFY(!plan->tensors[0].fellBack());
        QCOMPARE(plan->tensors[1].dtype, DType::F16); // 192 columns would fit, rows of 3 do not
        QVERIFY(plan->tensors[1].fellBack());
        const auto certificate = exportModel(model, options, Task());
        QVERIFY2(certificate, certificate ? "" : certificate.error().describe().c_str());
        QVERIFY(certificate->valid());
        const ModelPtr written = open(path("a.gguf"));
        QCOMPARE(written->tensors[0]->dtype, DType::Q8_0);
        QCOMPARE(written->tensors[0]->shape, (Shape{8, 4, 32}));
    }

    // GGUF names are bytes, JSON's are not: known before the work.
    void namesThatAreNoText() {
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("x"));
        maker.add("blk.0.\xff\xfe.weight", {4, 256});
        QVERIFY(maker.write(path("source.gguf").toStdString()));
        const ModelPtr model = open(path("source.gguf"));
        const auto refused = preflight(model, exportOptions(path("a.safetensors"), "Q8_0"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
        QCOMPARE(refused.error().tensor(), model->tensors[0]->name);
        QVERIFY(exportModel(model, exportOptions(path("a.gguf"), "Q8_0"), Task()));
    }

    void schemeThatGgufCannotHold() {
        const ModelPtr model = open(fable);
        for (const char* recipe : {"INT4", "Q4_K_M\nffn_down=INT4,group=128"}) {
            const auto refused = preflight(model, exportOptions(path("a.gguf"), recipe));
            QVERIFY(!refused);
            QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
            QVERIFY(refused.error().describe().find("INT4") != std::string::npos);
            QVERIFY(!refused.error().tensor().empty());
            QVERIFY(!exportModel(model, exportOptions(path("a.gguf"), recipe), Task()));
        }
        QVERIFY(files().isEmpty());
        QVERIFY(preflight(model, exportOptions(path("a.safetensors"), "INT4")));
    }

    void ggufNeedsAKnownArchitecture() {
        const ModelPtr model = open(QStringLiteral(MANTISSA_TEST_DATA "/silero/silero_vad_16k.safetensors"));
        const auto refused = preflight(model, exportOptions(path("a.gguf"), "Q8_0"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Unsupported);
    }

    void neverOverTheSource_data() {
        QTest::addColumn<QString>("target");
        QTest::newRow("itself") << "source.gguf";
        QTest::newRow("by another way") << "./sub/../source.gguf";
        QTest::newRow("symbolic link") << "link.gguf";
        QTest::newRow("hard link") << "hard.gguf";
    }

    void neverOverTheSource() {
        QFETCH(QString, target);
        QVERIFY(QFile::copy(stories, path("source.gguf")));
        QVERIFY(QDir(folder_.path()).mkpath("sub"));
        QVERIFY(QFile::link(path("source.gguf"), path("link.gguf")));
        std::filesystem::create_hard_link(path("source.gguf").toStdString(), path("hard.gguf").toStdString());
        const ModelPtr model = open(path("source.gguf"));
        const auto refused = exportModel(model, exportOptions(path(target), "Q8_0"), Task());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
        QVERIFY(!preflight(model, exportOptions(path(target), "Q8_0")));
        QCOMPARE(QFile(path("source.gguf")).size(), QFile(stories).size());
    }

    void neverOverAFolderModel() {
        for (const char* name :
             {"config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"})
            QVERIFY(QFile::copy(fable + "/" + name, path(name)));
        const ModelPtr model = open(folder_.path());
        for (const char* name : {"config.json", "model.safetensors"}) {
            ExportOptions options = exportOptions(path("a.gguf"), "Q8_0");
            options.target = path(name).toStdString();
            const auto refused = exportModel(model, options, Task());
            QVERIFY(!refused);
            QCOMPARE(refused.error().code(), ErrorCode::InvalidArgument);
        }
        QVERIFY(exportModel(model, exportOptions(path("a.gguf"), "Q8_0"), Task()));
    }

    void badTargets() {
        const ModelPtr model = open(stories);
        ExportOptions options = exportOptions(path("a.gguf"), "Q8_0");
        options.target = folder_.path().toStdString();
        QCOMPARE(exportModel(model, options, Task()).error().code(), ErrorCode::CannotWrite);
        options.target = path("nowhere/a.gguf").toStdString();
        QCOMPARE(exportModel(model, options, Task()).error().code(), ErrorCode::CannotWrite);
        QVERIFY(!containerOf("model.bin"));
        QCOMPARE(containerOf("model.bin").error().code(), ErrorCode::InvalidArgument);
    }

    void anOlderFileIsReplacedOnlyBySuccess() {
        QFile older(path("a.gguf"));
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older");
        older.close();
        std::stop_source stop;
        stop.request_stop();
        const auto cancelled = exportModel(open(stories), exportOptions(path("a.gguf"), "Q8_0"),
                                           Task(stop.get_token(), std::make_shared<Progress>()));
        QCOMPARE(cancelled.error().code(), ErrorCode::Cancelled);
        QCOMPARE(QFile(path("a.gguf")).size(), qint64{5});
        QVERIFY(exportModel(open(stories), exportOptions(path("a.gguf"), "Q8_0"), Task()));
        QVERIFY(QFile(path("a.gguf")).size() > 5);
        QCOMPARE(files(), QStringList{"a.gguf"});
    }

    // Stopped at many points of the way: an error, and nothing left behind.
    void cancelled() {
        const ModelPtr model = open(fable);
        int stopped = 0;
        for (int percent = 0; percent <= 90; percent += 15) {
            std::stop_source stop;
            auto progress = std::make_shared<Progress>();
            const Task task(stop.get_token(), progress);
            std::jthread watcher([&](const std::stop_token& end) {
                while (!end.stop_requested()) {
                    if (progress->total > 0 && 100 * progress->done >= percent * progress->total)
                        stop.request_stop();
                    std::this_thread::yield();
                }
            });
            const auto result = exportModel(model, exportOptions(path("a.gguf"), "Q8_0"), task);
            if (result) { // came too late
                QVERIFY(QFile::remove(path("a.gguf")));
                continue;
            }
            ++stopped;
            QCOMPARE(result.error().code(), ErrorCode::Cancelled);
            QVERIFY2(files().isEmpty(), qPrintable(files().join(' ')));
        }
        QVERIFY(stopped > 0);
    }

    void weightsThatAreNoNumbers_data() {
        QTest::addColumn<float>("value");
        QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN();
        QTest::newRow("infinity") << std::numeric_limits<float>::infinity();
    }

    void weightsThatAreNoNumbers() {
        QFETCH(float, value);
        GgufMaker maker;
        maker.addLlama(1, 256, 256, 4, 2);
        maker.value = [value](const std::string& tensor, std::uint64_t index) {
            return tensor == "blk.0.attn_k.weight" && index == 1000 ? value : 0.01F;
        };
        QVERIFY(maker.write(path("source.gguf").toStdString()));
        const auto result =
            exportModel(open(path("source.gguf")), exportOptions(path("a.gguf"), "Q4_K_M"), Task());
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Numeric);
        QCOMPARE(result.error().tensor(), std::string("blk.0.attn_k.weight"));
        QCOMPARE(files(), QStringList{"source.gguf"});
    }

    void sameBytesWhateverTheThreads() {
        std::string digest;
        for (const int count : {1, 2, 5}) {
            setThreads(count);
            const auto certificate =
                exportModel(open(tinyStories), exportOptions(path("a.gguf"), "Q4_K_M"), Task());
            setThreads(0);
            QVERIFY(certificate);
            if (!digest.empty())
                QCOMPARE(certificate->sha256, digest);
            digest = certificate->sha256;
        }
    }

    void quantizedSource() {
        QVERIFY(exportModel(open(fable), exportOptions(path("a.gguf"), "Q8_0"), Task()));
        const ModelPtr eight = open(path("a.gguf"));
        const auto before = preflight(eight, exportOptions(path("b.gguf"), "Q4_K_M"));
        QVERIFY(before);
        QVERIFY(before->requantizes);
        QVERIFY(!before->warnings.empty());
        QVERIFY(exportModel(eight, exportOptions(path("b.gguf"), "Q4_K_M"), Task())->valid());
        // What has the type already is copied: the same file again.
        const auto same = exportModel(eight, exportOptions(path("c.gguf"), "Q8_0"), Task());
        QVERIFY(same);
        QCOMPARE(same->sha256, same->sourceSha256);
    }

    void rulesThatFitNothingAreTold() {
        const auto before =
            preflight(open(fable), exportOptions(path("a.gguf"), "Q8_0\nffn_down=F16\nnothing=F16"));
        QVERIFY(before);
        QCOMPARE(before->warnings.size(), std::size_t{1});
        QVERIFY(translated(before->warnings[0]).find("nothing") != std::string::npos);
    }

    void memoryBelowOneRow() {
        ExportOptions options = exportOptions(path("a.gguf"), "Q4_K_M");
        options.maxMemory = 100;
        const auto refused = exportModel(open(fable), options, Task());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::TooLarge);
        QVERIFY(files().isEmpty());
    }

    void emptyTensorsAndNoTensors() {
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("llama"));
        maker.add("blk.0.attn_q.weight", {0, 256});
        maker.add("blk.0.attn_norm.weight", {7});
        QVERIFY(maker.write(path("source.gguf").toStdString()));
        const auto certificate =
            exportModel(open(path("source.gguf")), exportOptions(path("a.gguf"), "Q4_K_M"), Task());
        QVERIFY2(certificate, certificate ? "" : certificate.error().describe().c_str());
        QVERIFY(certificate->valid());
    }

private:
    void checkTensors(const Preflight& before, const Certificate& certificate) {
        const ModelPtr written = open(QString::fromStdString(certificate.file.string()));
        QCOMPARE(certificate.tensors.size(), before.tensors.size());
        std::uint64_t data = 0;
        for (std::size_t i = 0; i < before.tensors.size(); ++i) {
            const CertifiedTensor& certified = certificate.tensors[i];
            const TensorPlan& plan = before.tensors[i];
            QCOMPARE(certified.name, before.names[i]);
            const auto tensor = written->tensor(certified.name);
            QVERIFY(tensor);
            QCOMPARE(tensor->bytes.size(), plan.bytes);
            QCOMPARE(tensor->dtype, plan.dtype);
            QCOMPARE(certified.bytes, plan.bytes);
            QCOMPARE(certified.sha256, sha256(tensor->bytes));
            if (plan.scheme)
                QVERIFY(certified.relativeRmse >= 0 && certified.relativeRmse < 0.2);
            else
                QCOMPARE(certified.relativeRmse, 0.0);
            data += plan.bytes;
        }
        QCOMPARE(before.dataBytes, data);
    }

    void checkHashes(const Certificate& certificate) {
        QFile file(QString::fromStdString(certificate.file.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QCOMPARE(certificate.sha256, sha256(std::as_bytes(std::span(bytes.data(), bytes.size()))));
        QCOMPARE(certificate.sourceSha256.size(), std::size_t{64});
    }
};

QTEST_APPLESS_MAIN(ExportTest)
#include "tst_export.moc"
