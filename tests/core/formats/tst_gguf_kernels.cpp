// The vector kernels against the scalar specification: the same bytes and floats on every target of this CPU.
#include "support/sample_weights.h"
#include "support/targets.h"

#include "formats/gguf/gguf_formats.h"
#include "formats/gguf/kernels/coders.h"
#include "formats/gguf/reference/coders.h"
#include "formats/gguf/reference/lattice_blocks.h"

#include <QTest>

#include <cstring>

using namespace mantissa;

class TestGgufKernels : public QObject {
    Q_OBJECT

private slots:
    void encode_data() { formatRows(); }
    void encode();
    void decode_data() { formatRows(); }
    void decode();

private:
    static void formatRows();
};

namespace {

constexpr Encoder encoders[] = {Encoder::Rtn, Encoder::Ggml, Encoder::Search};

const FormatEntry& entryNamed(const QString& id) {
    return *findFormat(id.toStdString());
}

/// Row counts that leave remainders for any number of lanes.
constexpr std::int64_t rowCounts[] = {1, 5, 19};

QString where(Encoder encoder, const std::string& kind, bool weighted, std::int64_t rows) {
    return QStringLiteral("%1 %2%3, %4 rows, %5")
        .arg(name(encoder).data(), kind.c_str(), weighted ? " weighted" : "")
        .arg(rows)
        .arg(hwy::TargetName(hwy::SupportedTargets()));
}

} // namespace

void TestGgufKernels::formatRows() {
    QTest::addColumn<QString>("id");
    for (const FormatEntry* entry : gguf::ggufFormats())
        QTest::addRow("%s", entry->info.id.c_str()) << QString::fromStdString(entry->info.id);
}

void TestGgufKernels::encode() {
    QFETCH(QString, id);
    const FormatEntry& entry = entryNamed(id);
    const gguf::Coder& reference = gguf::reference::coder(*entry.info.dtype);
    const gguf::Coder& kernel = gguf::kernels::coder(*entry.info.dtype);
    const std::int64_t columns = 512;
    const std::vector<float> importance = sample::importance(columns);
    for (const std::string& kind : sample::distributions()) {
        for (const std::int64_t rows : rowCounts) {
            const std::vector<float> values =
                sample::weights(kind, static_cast<std::size_t>(rows * columns), 21);
            for (const Encoder encoder : encoders) {
                // Those that are the specification itself need no second run.
                if (kernel.encoder(encoder) == reference.encoder(encoder))
                    continue;
                if (encoder == Encoder::Search && rows != 5) // slow as a specification
                    continue;
                const bool codebook = gguf::latticeLayout(*entry.info.dtype) != nullptr; // slow as well
                if (codebook && rows == 19 && kind != "mixed" && kind != "sparse")
                    continue;
                for (const bool weighted : {false, true}) {
                    const gguf::Rows job{values.data(), rows, columns,
                                         weighted ? importance.data() : nullptr};
                    std::vector<std::uint8_t> wanted(*byteSize(*entry.info.dtype, values.size()));
                    reference.encoder(encoder)(job, wanted.data());
                    QString wrong;
                    test::onEveryTarget([&] {
                        std::vector<std::uint8_t> got(wanted.size(), 0xaa);
                        kernel.encoder(encoder)(job, got.data());
                        if (got != wanted && wrong.isEmpty())
                            wrong = where(encoder, kind, weighted, rows);
                    });
                    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
                }
            }
        }
    }
}

void TestGgufKernels::decode() {
    QFETCH(QString, id);
    const FormatEntry& entry = entryNamed(id);
    const gguf::Coder& reference = gguf::reference::coder(*entry.info.dtype);
    const gguf::Coder& kernel = gguf::kernels::coder(*entry.info.dtype);
    const DTypeInfo& layout = info(*entry.info.dtype);
    for (const std::int64_t blocks : {1, 7, 64, 401}) {
        sample::Random random(static_cast<std::uint64_t>(blocks));
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(blocks * layout.blockBytes));
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(random.bits());
        std::vector<float> wanted(static_cast<std::size_t>(blocks * layout.blockElements));
        reference.decode(bytes.data(), blocks, wanted.data());
        QString wrong;
        test::onEveryTarget([&] {
            std::vector<float> got(wanted.size(), 7.0F);
            kernel.decode(bytes.data(), blocks, got.data());
            for (std::size_t i = 0; i < got.size() && wrong.isEmpty(); ++i) {
                const bool bothNan = std::isnan(got[i]) && std::isnan(wanted[i]);
                if (!bothNan && std::memcmp(&got[i], &wanted[i], sizeof(float)) != 0)
                    wrong = QStringLiteral("element %1 of %2 blocks is %3 instead of %4, %5")
                                .arg(i)
                                .arg(blocks)
                                .arg(got[i])
                                .arg(wanted[i])
                                .arg(hwy::TargetName(hwy::SupportedTargets()));
            }
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

QTEST_GUILESS_MAIN(TestGgufKernels)
#include "tst_gguf_kernels.moc"
