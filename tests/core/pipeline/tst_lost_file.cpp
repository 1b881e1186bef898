// A file that is cut short while it is mapped: an error, no crash, nothing half made. Each in a process of
// its own, because the handler is one a process and a signal that it misses kills.
#include "support/exporting.h"
#include "support/gguf_maker.h"
#include "support/in_child.h"

#include "analysis/comparison.h"
#include "base/mapped_file.h"
#include "formats/decode.h"
#include "pipeline/verify.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace mantissa;
using namespace mantissa::support;

namespace {

void writeModel(const QString& path) {
    GgufMaker maker;
    maker.addLlama(2, 512, 512, 4, 4);
    const auto written = maker.write(path.toStdString());
    QVERIFY(written.has_value());
}

QByteArray said(const Error& error) {
    return error.code() == ErrorCode::Truncated ? QByteArray("truncated ") + error.file().filename().c_str()
                                                : QByteArray(error.describe().c_str());
}

void cut(const QString& path, std::uintmax_t size) {
    std::filesystem::resize_file(path.toStdString(), size);
}

using Work = std::optional<Error> (*)(const ModelPtr& model, const QString& folder);

template <class T>
std::optional<Error> errorOf(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error());
}

std::optional<Error> exporting(const ModelPtr& model, const QString& folder) {
    return errorOf(exportModel(model, exportOptions(folder + "/out.gguf", "Q4_0"), Task()));
}
std::optional<Error> copying(const ModelPtr& model, const QString& folder) {
    return errorOf(exportModel(model, exportOptions(folder + "/out.gguf", "F32"), Task()));
}
std::optional<Error> verifying(const ModelPtr& model, const QString&) {
    return errorOf(verify(model, nullptr, Task()));
}
std::optional<Error> comparing(const ModelPtr& model, const QString&) {
    return errorOf(compare(model, {*parseScheme("Q8_0")}, {}, Task()));
}

} // namespace

class LostFile : public QObject {
    Q_OBJECT

private slots:
    void cutBeforeTheWork_data() {
        QTest::addColumn<int>("work");
        QTest::addColumn<double>("left");
        const char* const works[] = {"export", "copy", "verify", "compare"};
        for (int work = 0; work < 4; ++work) {
            // To a page, inside of a page (zeros without any signal), to nothing.
            QTest::addRow("%s, half", works[work]) << work << 0.5;
            QTest::addRow("%s, the last bytes", works[work]) << work << 0.99999;
            QTest::addRow("%s, all", works[work]) << work << 0.0;
        }
    }

    void cutBeforeTheWork() {
        QFETCH(int, work);
        QFETCH(double, left);
        const QTemporaryDir folder;
        const QString source = folder.filePath("source.gguf");
        writeModel(source);
        const auto answer = inChild([&]() -> QByteArray {
            constexpr Work works[] = {exporting, copying, verifying, comparing};
            const ModelPtr model = open(source);
            cut(source, static_cast<std::uintmax_t>(static_cast<double>(QFileInfo(source).size()) * left));
            const auto error = works[work](model, folder.path());
            return error ? said(*error) : QByteArray("no error");
        });
        QVERIFY2(answer, "the process died");
        QCOMPARE(*answer, QByteArray("truncated source.gguf"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"source.gguf"});
    }

    void cutDuringAnExport() {
        const QTemporaryDir folder;
        const QString source = folder.filePath("source.gguf");
        writeModel(source);
        const auto answer = inChild([&]() -> QByteArray {
            const ModelPtr model = open(source);
            const auto progress = std::make_shared<Progress>();
            std::stop_source stop;
            const std::jthread cutter([&](const std::stop_token& ended) {
                while (progress->done < 100'000 && !ended.stop_requested())
                    std::this_thread::yield();
                cut(source, 50'000);
            });
            const auto result = exportModel(model, exportOptions(folder.filePath("out.gguf"), "Q6_K/search"),
                                            Task(stop.get_token(), progress));
            return result ? QByteArray("no error") : said(result.error());
        });
        QVERIFY2(answer, "the process died");
        QCOMPARE(*answer, QByteArray("truncated source.gguf"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"source.gguf"});
    }

    // Of the same length still, but of two versions: what was made of it is thrown away.
    void writtenToDuringAnExport() {
        const QTemporaryDir folder;
        const QString source = folder.filePath("source.gguf");
        writeModel(source);
        const auto answer = inChild([&]() -> QByteArray {
            const ModelPtr model = open(source);
            const auto progress = std::make_shared<Progress>();
            std::stop_source stop;
            const std::jthread writer([&](const std::stop_token& ended) {
                while (progress->done < 100'000 && !ended.stop_requested())
                    std::this_thread::yield();
                std::fstream file(source.toStdString(), std::ios::in | std::ios::out | std::ios::binary);
                file.seekp(-1, std::ios::end);
                file.put('x');
            });
            const auto result = exportModel(model, exportOptions(folder.filePath("out.gguf"), "Q6_K/search"),
                                            Task(stop.get_token(), progress));
            return result ? QByteArray("no error") : said(result.error());
        });
        QVERIFY2(answer, "the process died");
        QVERIFY2(answer->contains("written to while it was in use"), answer->constData());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"source.gguf"});
    }

    // What was lost stays lost, though the file grows again; other files and a new opening are not concerned.
    void onlyThatOpeningIsLost() {
        const QTemporaryDir folder;
        const QString source = folder.filePath("source.gguf");
        const QString other = folder.filePath("other.gguf");
        writeModel(source);
        writeModel(other);
        const auto answer = inChild([&]() -> QByteArray {
            const auto size = static_cast<std::uintmax_t>(QFileInfo(source).size());
            const ModelPtr model = open(source);
            const ModelPtr untouched = open(other);
            cut(source, 0);
            std::vector<float> row(512);
            const auto rows = *openRows(model->tensors.back());
            if (rows->read(0, 1, row))
                return "read";
            cut(source, size);
            if (rows->read(0, 1, row))
                return "read after all";
            if (!(*openRows(untouched->tensors.back()))->read(0, 1, row))
                return "the other is lost too";
            std::filesystem::copy_file(other.toStdString(), source.toStdString(),
                                       std::filesystem::copy_options::overwrite_existing);
            return (*openRows(open(source)->tensors.back()))->read(0, 1, row) ? "fine" : "still lost";
        });
        QVERIFY2(answer, "the process died");
        QCOMPARE(*answer, QByteArray("fine"));
    }

    // A bus error that is not ours ends the process as it always did.
    void otherBusErrorsStillKill() {
        const QTemporaryDir folder;
        const QString source = folder.filePath("source.gguf");
        writeModel(source);
        const auto answer = inChild([&]() -> QByteArray {
            std::signal(SIGBUS, SIG_DFL); // instead of Qt Test's own, which waits for its parent
            const ModelPtr model = open(source);
            std::raise(SIGBUS);
            return "alive";
        });
        QVERIFY(!answer);
    }
};

QTEST_APPLESS_MAIN(LostFile)
#include "tst_lost_file.moc"
