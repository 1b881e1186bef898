#pragma once
// Reading and writing of small files off the window's thread, one after another in the order of asking. What
// was begun is finished even when the window closes meanwhile: a document that was saved is saved.
#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace mantissa::ui {

/// Does `work` on a worker, then `done` in the window's thread unless `context` is gone by then.
void onFileThread(QObject* context, std::function<void()> work, std::function<void()> done);

/// Replaces the file as a whole, or leaves it as it was; `done` hears what went wrong, nothing if all is
/// well.
void writeFile(QObject* context, const QString& path, const QByteArray& bytes,
               std::function<void(const QString& problem)> done);

/// The same for bytes that take a while to make, such as a picture's: `bytes` runs on the worker, too. No
/// bytes: they could not be made, and nothing is written.
using BytesMaker = std::function<QByteArray()>;
void writeFile(QObject* context, const QString& path, BytesMaker bytes,
               std::function<void(const QString& problem)> done);

/// At once, for whoever may wait; false when it failed.
bool writeFileNow(const QString& path, const QByteArray& bytes);

/// Waits for what was begun: before the program ends, or where a test looks at the file.
void finishFileWork();

} // namespace mantissa::ui
