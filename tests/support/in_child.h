#pragma once
// Runs something in a child process and brings its bytes back: foreign libraries may abort, leak or change
// global state without harm to the test.
#include <QByteArray>
#include <QFile>
#include <QTemporaryFile>

#include <functional>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

/// Nothing when the child crashed or aborted.
inline std::optional<QByteArray> inChild(const std::function<QByteArray()>& body) {
    QTemporaryFile result;
    if (!result.open())
        return std::nullopt;
    const pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == nullptr || freopen("/dev/null", "w", stdout) == nullptr)
            _exit(2);
        const QByteArray bytes = body();
        _exit(result.write(bytes) == bytes.size() && result.flush() ? 0 : 3);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return std::nullopt;
    QFile file(result.fileName());
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}
