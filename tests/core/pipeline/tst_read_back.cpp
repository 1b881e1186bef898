// The proof must notice: a byte changed on the disk, a value that decodes otherwise, a tensor that is
// missing.
#include "pipeline/export_plan.h"
#include "pipeline/read_back.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;

namespace {

/// A written but still hidden file and all that is known of it.
struct Written {
    ExportPlan plan;
    ExportFile file;
    std::vector<WrittenTensor> tensors;

    std::vector<Proof> proofs() const {
        std::vector<Proof> result;
        for (std::size_t i = 0; i < tensors.size(); ++i)
            result.push_back({plan.tensors[i], tensors[i], plan.file.tensors[plan.tensors[i].index]});
        return result;
    }
};

Result<Written> writeHidden(const std::filesystem::path& target) {
    MANTISSA_TRY(const ModelPtr model, openModel(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf"));
    MANTISSA_TRY(const Recipe recipe, parseRecipe("Q4_0"));
    MANTISSA_TRY(ExportPlan plan, planExport(model, {target, ExportContainer::Gguf, recipe}));
    MANTISSA_TRY(ExportFile file, ExportFile::create(target, plan.file));
    std::vector<WrittenTensor> tensors;
    for (const StoredTensor& stored : plan.tensors) {
        MANTISSA_TRY(tensors.emplace_back(), writeTensor(stored, file, Task()));
    }
    MANTISSA_CHECK(file.finish());
    return Written{std::move(plan), std::move(file), std::move(tensors)};
}

void flipByte(const std::filesystem::path& path, std::uint64_t position) {
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(static_cast<qint64>(position)));
    char byte = 0;
    QVERIFY(file.read(&byte, 1) == 1);
    byte = static_cast<char>(byte ^ 1);
    QVERIFY(file.seek(static_cast<qint64>(position)));
    QVERIFY(file.write(&byte, 1) == 1);
}

} // namespace

class ReadBackTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

private slots:
    void untouched() {
        const auto written = writeHidden(folder_.filePath("a.gguf").toStdString());
        QVERIFY(written);
        const auto certified = readBack(written->file.hidden(), written->proofs(), Task());
        QVERIFY(certified);
        for (const CertifiedTensor& tensor : *certified)
            QVERIFY(tensor.bytesEqual && tensor.decodesEqual);
    }

    void everyTensorsFirstAndLastByteCounts() {
        const auto written = writeHidden(folder_.filePath("a.gguf").toStdString());
        QVERIFY(written);
        const std::vector<Proof> proofs = written->proofs();
        for (std::size_t i = 0; i < proofs.size(); ++i) {
            const PlannedTensor& planned = proofs[i].planned;
            for (const std::uint64_t position : {planned.offset, planned.offset + planned.bytes - 1}) {
                flipByte(written->file.hidden(), position);
                const auto certified = readBack(written->file.hidden(), proofs, Task());
                flipByte(written->file.hidden(), position);
                QVERIFY(certified);
                for (std::size_t k = 0; k < proofs.size(); ++k)
                    QCOMPARE((*certified)[k].bytesEqual, k != i);
            }
        }
    }

    // Bytes may be equal while the reading path sees other values: here the proof is told so.
    void decodedValuesCount() {
        auto written = writeHidden(folder_.filePath("a.gguf").toStdString());
        QVERIFY(written);
        written->tensors[3].pieces[0].decodedChecksum.value() ^= 1;
        const auto certified = readBack(written->file.hidden(), written->proofs(), Task());
        QVERIFY(certified);
        QVERIFY((*certified)[3].bytesEqual);
        QVERIFY(!(*certified)[3].decodesEqual);
        QVERIFY((*certified)[2].decodesEqual);
    }

    void aTensorTooMany() {
        const auto written = writeHidden(folder_.filePath("a.gguf").toStdString());
        QVERIFY(written);
        std::vector<Proof> proofs = written->proofs();
        proofs.pop_back();
        const auto certified = readBack(written->file.hidden(), proofs, Task());
        QVERIFY(!certified);
        QCOMPARE(certified.error().code(), ErrorCode::Mismatch);
    }

    void certificateNeedsEveryTensor() {
        Certificate certificate;
        certificate.bytes = certificate.planned = 10;
        certificate.sha256 = "x";
        certificate.tensors = {{"a", "F32", "", 4, "", true, true, 0},
                               {"b", "F32", "", 4, "", true, true, 0}};
        QVERIFY(certificate.valid());
        certificate.tensors[1].decodesEqual = false;
        QVERIFY(!certificate.valid());
        certificate.tensors[1] = {"b", "F32", "", 4, "", false, true, 0};
        QVERIFY(!certificate.valid());
        certificate.tensors[1].bytesEqual = true;
        certificate.planned = 11;
        QVERIFY(!certificate.valid());
    }
};

QTEST_APPLESS_MAIN(ReadBackTest)
#include "tst_read_back.moc"
