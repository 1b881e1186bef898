#include "session/demo.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace mantissa::ui {

QString demoFolder() {
    const QDir program(QCoreApplication::applicationDirPath());
    const QString installed = program.absoluteFilePath(QStringLiteral("../share/mantissa/demo/fable"));
    if (QFileInfo(installed).isDir())
        return QDir::cleanPath(installed);
    // build/release/app/mantissa and build/release/tests/tst_x lie three folders below the source tree.
    QDir folder = program;
    for (int i = 0; i < 5; ++i) {
        const QString inTree = folder.absoluteFilePath(QStringLiteral("resources/demo/fable"));
        if (QFileInfo(inTree).isDir())
            return QDir::cleanPath(inTree);
        if (!folder.cdUp())
            break;
    }
    return {};
}

} // namespace mantissa::ui
