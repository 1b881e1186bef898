#pragma once
// Grabs every view and page of the window in the wanted languages, themes and sizes, and each dialog in the
// wanted languages and themes, once everything shows exact figures.
#include "main_window.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>

class QApplication;

namespace mantissa::ui {

struct ScreenshotWish {
    QString folder;
    QList<QSize> sizes;
    QStringList themes;    ///< "light", "dark"
    QStringList languages; ///< "en", "de", ...; with several, each has a folder of its own
};

class Screenshots : public QObject {
    Q_OBJECT
public:
    Screenshots(QApplication& application, MainWindow& window, Language& language, ScreenshotWish wish,
                QObject* parent = nullptr);
    void start();

signals:
    /// How many pictures were written; negative when one could not be.
    void finished(int pictures);

private:
    void step();
    struct Shot {
        QString name; ///< of a view or page, or of one of the others that prepare() knows
        QString language;
        QString theme;
        QSize size;
        int view = -1;
        int page = 0; ///< of the view
    };
    void plan(const QString& language);
    QWidget* pageOf(const Shot& shot) const; ///< of the Accuracy view; null for anything else
    void advance();
    bool anyFindings() const;
    QWidget* dockOf(const Shot& shot) const; ///< null where it is no dock
    void prepare(const Shot& shot);
    QWidget* subject(const Shot& shot) const;
    bool ready(const Shot& shot);
    bool grab(const Shot& shot);
    void tidy(const Shot& shot);

    QApplication& application_;
    MainWindow& window_;
    Language& language_;
    ScreenshotWish wish_;
    QTimer timer_;
    QTemporaryDir exported_; ///< where the certificate's file goes
    QList<Shot> shots_;
    qsizetype next_ = 0;
    int taken_ = 0;
    bool prepared_ = false;
    bool seenReady_ = false;
    int waited_ = 0; ///< steps for the picture that is being prepared
};

} // namespace mantissa::ui
