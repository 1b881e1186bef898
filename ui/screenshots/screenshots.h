#pragma once
// Grabs every view of the window in both themes and the wanted sizes, once everything shows exact figures.
#include "main_window.h"

#include <QObject>
#include <QTimer>

#include <functional>

class QApplication;

namespace mantissa::ui {

struct ScreenshotWish {
    QString folder;
    QList<QSize> sizes;
    QStringList themes; ///< "light", "dark"
};

class Screenshots : public QObject {
    Q_OBJECT
public:
    Screenshots(QApplication& application, MainWindow& window, ScreenshotWish wish,
                QObject* parent = nullptr);
    void start();

signals:
    /// How many pictures were written; negative when one could not be.
    void finished(int pictures);

private:
    void step();
    bool grab(const QString& name);

    QApplication& application_;
    MainWindow& window_;
    ScreenshotWish wish_;
    QTimer timer_;
    struct Shot {
        QString theme;
        QSize size;
        int view = 0;
    };
    QList<Shot> shots_;
    qsizetype next_ = 0;
    bool prepared_ = false;
};

} // namespace mantissa::ui
