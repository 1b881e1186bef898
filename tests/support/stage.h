#pragma once
// The real window with settings of its own, and ways to drive it by object names as a person would.
#include "files/model.h"
#include "main_window.h"

#include <QComboBox>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// How long a test waits for what it expects, in milliseconds. Sanitizers slow everything down.
#ifdef MANTISSA_SANITIZED
constexpr int patience = 120000;
#else
constexpr int patience = 30000;
#endif

/// Everything goes in the right order when it ends.
struct Stage {
    QTemporaryDir folder;
    mantissa::ui::Settings settings{folder.filePath("settings.ini")};
    mantissa::ui::Language language;
    mantissa::ui::Workbench workbench;
    std::unique_ptr<mantissa::ui::MainWindow> window;

    explicit Stage(const QStringList& schemes = {"Q8_0", "Q4_0", "INT4"}) {
        workbench.setStartingSchemes(schemes);
        window = std::make_unique<mantissa::ui::MainWindow>(workbench, settings, &language);
        window->show();
    }

    template <class T>
    T* find(const char* name) {
        T* widget = window->findChild<T*>(name);
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
    void trigger(const char* action) { find<QAction>(action)->trigger(); }
    void choose(const char* name, const QString& text) {
        auto* box = find<QComboBox>(name);
        const int index = box->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }
    bool settled() {
        return QTest::qWaitFor([this] { return workbench.model() && window->settled(); }, patience);
    }
    bool settle(const QString& model) {
        workbench.open(model);
        return settled();
    }
};

inline void click(QWidget* widget) {
    QTest::mouseClick(widget, Qt::LeftButton);
}
