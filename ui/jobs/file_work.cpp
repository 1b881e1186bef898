#include "jobs/file_work.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

#include <memory>

namespace mantissa::ui {

namespace {

QThreadPool& pool() {
    static QThreadPool instance;
    instance.setMaxThreadCount(1); // in order
    return instance;
}

/// What went wrong; nothing if all is well.
QString problemOf(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() ||
        !file.commit())
        return file.errorString();
    return {};
}

} // namespace

void onFileThread(QObject* context, std::function<void()> work, std::function<void()> done) {
    // The message goes to the application, which outlives the work; only there it is safe to ask for context.
    pool().start([work = std::move(work), done = std::move(done), context = QPointer<QObject>(context)] {
        work();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [done, context] {
                if (context)
                    done();
            },
            Qt::QueuedConnection);
    });
}

void writeFile(QObject* context, const QString& path, const QByteArray& bytes,
               std::function<void(const QString& problem)> done) {
    writeFile(
        context, path, [bytes] { return bytes; }, std::move(done));
}

void writeFile(QObject* context, const QString& path, BytesMaker bytes,
               std::function<void(const QString& problem)> done) {
    const auto problem = std::make_shared<QString>();
    onFileThread(
        context, [path, bytes = std::move(bytes), problem] { *problem = problemOf(path, bytes()); },
        [problem, done = std::move(done)] { done(*problem); });
}

bool writeFileNow(const QString& path, const QByteArray& bytes) {
    return problemOf(path, bytes).isEmpty();
}

void finishFileWork() {
    pool().waitForDone();
}

} // namespace mantissa::ui
