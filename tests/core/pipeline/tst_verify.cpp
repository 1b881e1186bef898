#include "pipeline/verify.h"
#include "support/exporting.h"
#include "support/gguf_maker.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <limits>

using namespace mantissa;
using namespace mantissa::support;

namespace {

const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");

bool says(const Verification& verification, FindingKind kind, const std::string& tensor,
          const std::string& words) {
    for (const Finding& finding : verification.findings) {
        if (finding.kind == kind && finding.tensor == tensor &&
            translated(finding.what).find(words) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

class VerifyTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString path(const QString& name) const { return folder_.filePath(name); }

    /// One tensor of 4 x 256 stored as Q8_0 (a half as scale, then 32 codes, in each block), all codes 1.
    QString made(const std::function<void(std::size_t block, std::byte* bytes)>& change) {
        Metadata metadata;
        metadata.set("general.architecture", std::string("llama"));
        auto plan = planGguf(metadata, {{"blk.0.attn_q.weight", DType::Q8_0, {4, 256}}});
        auto file = PlannedFile::create(path("made.gguf").toStdString(), *plan);
        std::vector<std::byte> bytes(4 * 8 * 34, std::byte{1});
        for (std::size_t block = 0; block < 32; ++block) {
            bytes[block * 34] = std::byte{0};
            bytes[block * 34 + 1] = std::byte{0x3c}; // 1.0
            change(block, bytes.data() + block * 34);
        }
        if (!file->write(bytes) || !file->commit())
            qFatal("cannot write");
        return path("made.gguf");
    }

private slots:
    void soundExportAgainstItsSource() {
        const ModelPtr source = open(fable);
        exportTo(path("a.gguf"), fable, "Q4_K_M");
        const auto result = verify(open(path("a.gguf")), source, Task());
        QVERIFY2(result, result ? "" : result.error().describe().c_str());
        for (const Finding& finding : result->findings)
            QVERIFY2(finding.kind == FindingKind::Note, translated(finding.what).c_str());
        QVERIFY(result->sound());
        QCOMPARE(result->sha256.size(), std::size_t{64});
        for (const VerifiedTensor& tensor : result->tensors) {
            QVERIFY(tensor.sums); // every tensor is found under its GGUF name, permuted rows and all
            QVERIFY2(figures(*tensor.sums).relativeRmse < 0.12, tensor.name.c_str());
        }
        QVERIFY(figures(*result->tensors[0].sums).relativeRmse > 0.001);
    }

    void alone() {
        const auto result =
            verify(open(QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf")), nullptr, Task());
        QVERIFY(result);
        QVERIFY(result->sound());
        QVERIFY(!result->tensors[0].sums);
    }

    void notNumbers() {
        GgufMaker maker;
        maker.addLlama(1, 64, 64, 4, 2);
        maker.value = [](const std::string& tensor, std::uint64_t index) {
            if (tensor == "blk.0.ffn_up.weight" && (index == 130 || index == 140))
                return std::numeric_limits<float>::quiet_NaN();
            return index == 7 && tensor == "output_norm.weight" ? std::numeric_limits<float>::infinity()
                                                                : 0.5F;
        };
        QVERIFY(maker.write(path("nan.gguf").toStdString()));
        const auto result = verify(open(path("nan.gguf")), nullptr, Task());
        QVERIFY(result);
        QVERIFY(!result->sound());
        QVERIFY(says(*result, FindingKind::Problem, "blk.0.ffn_up.weight", "Not a number: 2 weights"));
        QVERIFY(says(*result, FindingKind::Problem, "blk.0.ffn_up.weight", "row 2, column 2"));
        QVERIFY(says(*result, FindingKind::Problem, "output_norm.weight", "infinite: 1;"));
    }

    void scales() {
        const auto broken = verify(open(made([](std::size_t block, std::byte* bytes) {
                                       bytes[5] = std::byte{static_cast<unsigned char>(block)};
                                       if (block == 3)
                                           bytes[1] = std::byte{0x7e}; // NaN
                                       if (block == 4)
                                           bytes[1] = std::byte{0}; // zero
                                   })),
                                   nullptr, Task());
        QVERIFY(broken);
        QVERIFY(!broken->sound());
        QVERIFY(says(*broken, FindingKind::Problem, "blk.0.attn_q.weight", "1 of 32 blocks have a scale"));
        QVERIFY(
            says(*broken, FindingKind::Warning, "blk.0.attn_q.weight", "1 of 32 blocks have the scale 0"));
    }

    void collapsed() {
        const ModelPtr model = open(made([](std::size_t, std::byte*) {}));
        const auto alone = verify(model, nullptr, Task());
        QVERIFY(alone);
        QVERIFY(alone->sound());
        QVERIFY(says(*alone, FindingKind::Warning, "blk.0.attn_q.weight", "collapsed"));
        GgufMaker original;
        original.metadata = model->metadata;
        original.add("blk.0.attn_q.weight", {4, 256});
        QVERIFY(original.write(path("original.gguf").toStdString()));
        const auto against = verify(model, open(path("original.gguf")), Task());
        QVERIFY(against);
        QVERIFY(!against->sound());
        QVERIFY(says(*against, FindingKind::Problem, "blk.0.attn_q.weight", "collapsed"));
        QVERIFY(says(*against, FindingKind::Warning, "blk.0.attn_q.weight", "times the size"));
    }

    void missingMisshapenAndExtraTensors() {
        GgufMaker original;
        original.addLlama(1, 64, 64, 4, 2);
        QVERIFY(original.write(path("original.gguf").toStdString()));
        GgufMaker changed = original;
        changed.tensors.erase(changed.tensors.begin() + 3);
        const std::string missing = original.tensors[3].name;
        changed.tensors[1].shape = {32};
        changed.add("extra.weight", {4, 4});
        QVERIFY(changed.write(path("changed.gguf").toStdString()));
        const auto result = verify(open(path("changed.gguf")), open(path("original.gguf")), Task());
        QVERIFY(result);
        QVERIFY(!result->sound());
        QVERIFY(says(*result, FindingKind::Problem, missing, "the file has not"));
        QVERIFY(says(*result, FindingKind::Problem, changed.tensors[1].name, "shape"));
        QVERIFY(says(*result, FindingKind::Note, "extra.weight", "no such tensor"));
    }

    void cancelled() {
        std::stop_source stop;
        stop.request_stop();
        const auto result =
            verify(open(fable), nullptr, Task(stop.get_token(), std::make_shared<Progress>()));
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(VerifyTest)
#include "tst_verify.moc"
