// Mapped files and atomic files: what is mapped stays what it is, and a file appears whole or not at all.
#include "base/atomic_file.h"
#include "base/mapped_file.h"
#include "pipeline/staged_folder.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <sys/stat.h>
#include <vector>

using namespace mantissa;

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
}

void put(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestFilesOnDisk : public QObject {
    Q_OBJECT

private slots:
    void releasedPagesReadBack() {
        const QTemporaryDir folder;
        const QByteArray bytes(1 << 20, 'm');
        put(folder.filePath("f"), bytes);
        const auto file = MappedFile::open(folder.filePath("f").toStdString());
        QVERIFY(file.has_value());
        MappedFile::release((*file)->bytes());
        QCOMPARE(QByteArray(reinterpret_cast<const char*>((*file)->bytes().data()), bytes.size()), bytes);
    }

    void ordinaryMemoryIsNotReleased() {
        const std::vector<std::byte> memory(1 << 20, std::byte{7});
        MappedFile::release(memory);
        QVERIFY(std::all_of(memory.begin(), memory.end(), [](std::byte b) { return b == std::byte{7}; }));
    }

    void whatCannotBeMapped_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nothing there") << "absent" << ErrorCode::NotFound;
        QTest::newRow("a folder") << "folder" << ErrorCode::CannotRead;
        QTest::newRow("a pipe that nobody writes") << "pipe" << ErrorCode::CannotRead;
    }

    void whatCannotBeMapped() {
        QFETCH(QString, name);
        QFETCH(ErrorCode, code);
        const QTemporaryDir folder;
        QDir(folder.path()).mkdir("folder");
        QCOMPARE(::mkfifo(folder.filePath("pipe").toLocal8Bit().constData(), 0600), 0);
        const auto file = MappedFile::open(folder.filePath(name).toStdString());
        QVERIFY(!file);
        QCOMPARE(file.error().code(), code);
        QCOMPARE(file.error().file(), std::filesystem::path(folder.filePath(name).toStdString()));
    }

    // Made under a temporary name for its owner alone, given to whom the person's umask allows.
    void asReadableAsAnythingElse_data() {
        QTest::addColumn<uint>("mask");
        QTest::newRow("all") << 0U;
        QTest::newRow("usual") << 0022U;
        QTest::newRow("group") << 0027U;
        QTest::newRow("owner") << 0077U;
    }
    void asReadableAsAnythingElse() {
        QFETCH(uint, mask);
        const mode_t before = ::umask(mask);
        const auto reset = qScopeGuard([&] { ::umask(before); });
        const QTemporaryDir folder;
        const QString filePath = folder.filePath("file");
        const QString folderPath = folder.filePath("folder");
        auto file = AtomicFile::create(filePath.toStdString());
        QVERIFY(file && file->commit());
        auto staged = StagedFolder::create(folderPath.toStdString());
        QVERIFY(staged && staged->commit());
        const auto modeOf = [](const QString& path) {
            struct stat state = {};
            return ::stat(path.toLocal8Bit().constData(), &state) == 0 ? state.st_mode & 0777U : 0U;
        };
        QCOMPARE(modeOf(filePath), 0666U & ~mask);
        QCOMPARE(modeOf(folderPath), 0777U & ~mask);
        const mode_t after = ::umask(mask);
        QCOMPARE(uint(after), mask);
    }

    void appearsOnlyWhenCommitted() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("out.bin");
        {
            auto file = AtomicFile::create(path.toStdString());
            QVERIFY(file.has_value());
            QVERIFY(file->write(std::string_view("half")).has_value());
            QVERIFY(!QFile::exists(path));
        }
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden)); // and no neighbour is left
        auto file = AtomicFile::create(path.toStdString());
        QVERIFY(file.has_value());
        QVERIFY(file->write(std::string_view("whole")).has_value());
        QVERIFY(file->commit().has_value());
        QCOMPARE(contents(path), QByteArray("whole"));
    }

    void aLinkStaysALink() {
        const QTemporaryDir folder;
        put(folder.filePath("real"), "old");
        QVERIFY(QFile::link(folder.filePath("real"), folder.filePath("link")));
        auto file = AtomicFile::create(folder.filePath("link").toStdString());
        QVERIFY(file.has_value());
        QVERIFY(file->write(std::string_view("new")).has_value());
        QVERIFY(file->commit().has_value());
        QVERIFY(QFileInfo(folder.filePath("link")).isSymLink());
        QCOMPARE(contents(folder.filePath("real")), QByteArray("new"));
    }

    void devicesAndPipesAreNotReplaced() {
        const QTemporaryDir folder;
        QCOMPARE(::mkfifo(folder.filePath("pipe").toLocal8Bit().constData(), 0600), 0);
        const auto file = AtomicFile::create(folder.filePath("pipe").toStdString());
        QVERIFY(!file);
        QCOMPARE(file.error().code(), ErrorCode::CannotWrite);
    }
};

QTEST_GUILESS_MAIN(TestFilesOnDisk)
#include "tst_files_on_disk.moc"
