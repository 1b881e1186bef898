#pragma once
// Runs the real mantissa-cli and keeps what it said.
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <utility>

struct CliRun {
    int code = -1; ///< -1: it crashed or hung
    QByteArray out;
    QByteArray error;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

inline QString inData(const char* name) {
    return QStringLiteral(MANTISSA_TEST_DATA "/") + name;
}

inline CliRun runCli(const QStringList& arguments, const QStringList& environment = {}) {
    QProcess process;
    QStringList variables = QProcess::systemEnvironment();
    variables += environment;
    process.setEnvironment(variables);
    process.start(QStringLiteral(MANTISSA_CLI), arguments);
    CliRun run;
    if (!process.waitForFinished(120'000))
        process.kill();
    else if (process.exitStatus() == QProcess::NormalExit)
        run.code = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.error = process.readAllStandardError();
    return run;
}
