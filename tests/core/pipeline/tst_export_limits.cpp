// What the system allows: a full disk and bounded memory. Each in a process of its own.
#include "support/exporting.h"
#include "support/gguf_maker.h"
#include "support/in_child.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <sys/resource.h>

using namespace mantissa;
using namespace mantissa::support;

namespace {

/// Kilobytes; "VmHWM:" is the largest resident set so far, "VmRSS:" the present one.
long memoryFigure(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        long number = 0;
        if (word == key && status >> number)
            return number;
    }
    return -1;
}

} // namespace

class ExportLimits : public QObject {
    Q_OBJECT

private slots:
    // The limit on file sizes stands for a full disk: the write fails half way.
    void fullDisk_data() {
        QTest::addColumn<int>("limit");
        for (const int limit : {0, 1000, 40'000, 700'000})
            QTest::addRow("%d bytes", limit) << limit;
    }

    void fullDisk() {
        QFETCH(int, limit);
        QTemporaryDir folder;
        const QString target = folder.filePath("a.gguf");
        const auto said = inChild([&]() -> QByteArray {
            const auto model = openModel(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit now = {static_cast<rlim_t>(limit), RLIM_INFINITY};
            setrlimit(RLIMIT_FSIZE, &now);
            const auto result = exportModel(*model, exportOptions(target, "F32"), Task());
            const rlimit off = {RLIM_INFINITY, RLIM_INFINITY};
            setrlimit(RLIMIT_FSIZE, &off); // the answer must get out
            if (result)
                return "written";
            return result.error().code() == ErrorCode::NoSpace ? "no space"
                                                               : result.error().describe().c_str();
        });
        QVERIFY(said);
        QCOMPARE(*said, QByteArray("no space"));
        QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    // What a format keeps of a whole tensor counts, and stays a small part of it.
    void plansCount() {
        QTemporaryDir folder;
        const QString source = folder.filePath("wide.gguf");
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("llama"));
        maker.add("blk.0.ffn_up.weight", {2048, 2048});
        maker.value = [](const std::string&, std::uint64_t index) {
            return static_cast<float>(index * 2654435761U % 2001U) * 1e-4F - 0.1F;
        };
        QVERIFY(maker.write(source.toStdString()));
        const auto grown = inChild([&]() -> QByteArray {
            const auto model = openModel(source.toStdString());
            ExportOptions options = exportOptions(folder.filePath("a.safetensors"), "NF4,double=true");
            options.maxMemory = 100'000;
            const auto refused = exportModel(*model, options, Task());
            if (refused || refused.error().code() != ErrorCode::TooLarge)
                return "not refused";
            options.maxMemory = 4u << 20;
            std::ofstream("/proc/self/clear_refs") << "5";
            const long before = memoryFigure("VmRSS:");
            const auto certificate = exportModel(*model, options, Task());
            if (!certificate || !certificate->valid())
                return "failed";
            return QByteArray::number(static_cast<qlonglong>(memoryFigure("VmHWM:") - before));
        });
        QVERIFY(grown);
        bool isNumber = false;
        const int kilobytes = grown->toInt(&isNumber);
        QVERIFY2(isNumber, grown->constData());
        qInfo("peak memory beyond the start: %d kB", kilobytes);
#ifdef MANTISSA_SANITIZED
        QSKIP("sanitizers hold memory of their own");
#endif
        QVERIFY(kilobytes > 0);
        QVERIFY(kilobytes < 16 * 1024); // it was 22 MB when whole tensors stayed mapped
    }

    // 200 MB of weights go through a working set that is far smaller.
    void boundedMemory() {
        QTemporaryDir folder;
        const QString source = folder.filePath("large.gguf");
        GgufMaker maker;
        maker.metadata.set("general.architecture", std::string("llama"));
        for (int layer = 0; layer < 25; ++layer)
            maker.add("blk." + std::to_string(layer) + ".ffn_up.weight", {2048, 1024});
        maker.value = [](const std::string&, std::uint64_t index) {
            return static_cast<float>(index * 2654435761U % 2001U) * 1e-4F - 0.1F;
        };
        QVERIFY(maker.write(source.toStdString()));
        QVERIFY(QFile(source).size() > 200'000'000);
        const auto grown = inChild([&]() -> QByteArray {
            const auto model = openModel(source.toStdString());
            ExportOptions options = exportOptions(folder.filePath("a.gguf"), "Q8_0");
            options.maxMemory = 16u << 20;
            std::ofstream("/proc/self/clear_refs") << "5"; // the peak counts from here
            const long before = memoryFigure("VmRSS:");
            const auto certificate = exportModel(*model, options, Task());
            if (!certificate || !certificate->valid())
                return "failed";
            return QByteArray::number(static_cast<qlonglong>(memoryFigure("VmHWM:") - before));
        });
        QVERIFY(grown);
        bool isNumber = false;
        const int kilobytes = grown->toInt(&isNumber);
        QVERIFY2(isNumber, grown->constData());
        qInfo("peak memory beyond the start: %d kB", kilobytes);
#ifdef MANTISSA_SANITIZED
        QSKIP("sanitizers hold memory of their own");
#endif
        QVERIFY(kilobytes > 0);
        QVERIFY(kilobytes < 64 * 1024);
    }
};

QTEST_APPLESS_MAIN(ExportLimits)
#include "tst_export_limits.moc"
