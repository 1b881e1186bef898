// Several windows, each with a model of its own: made, closed, called back, left and restored.
#include "dialogs/command_palette.h"
#include "files/model.h"
#include "main_window.h"
#include "panels/banner.h"
#include "support/accuracy_stage.h"
#include "theme/theme.h"
#include "windows.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

using accuracy_stage::fable;
using accuracy_stage::stories;

struct Several {
    Settings settings;
    Windows windows{settings, nullptr};

    explicit Several(const QTemporaryDir& place) : settings(place.filePath("settings.ini")) {
        windows.setStartingSchemes({"Q8_0", "Q4_0"});
    }
    MainWindow& at(std::size_t place) { return *windows.all().at(place); }
    void trigger(MainWindow& window, const char* action) { window.findChild<QAction*>(action)->trigger(); }
    QString nameOf(MainWindow& window) {
        const ModelPtr& model = windows.workbenchOf(window).model();
        return model ? QString::fromStdString(model->path.filename().string()) : QString();
    }
    bool shows(MainWindow& window, const QString& name) {
        return QTest::qWaitFor([&] { return nameOf(window) == name && window.settled(); }, patience);
    }
    /// Both models, a window each.
    void openBoth() {
        windows.add().openPath(fable);
        trigger(at(0), "newWindow");
        at(1).openPath(stories);
        QVERIFY(shows(at(0), "fable") && shows(at(1), "stories260K.gguf"));
    }
    bool count(std::size_t wanted) {
        return QTest::qWaitFor([&] { return windows.all().size() == wanted; }, patience);
    }
};

QStringList keptFiles(const QTemporaryDir& place) {
    return QDir(place.path()).entryList({"*.mantissa"}, QDir::Files, QDir::Name);
}

void drop(MainWindow& window, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(9, 9), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &event);
}

} // namespace

class TestWindows : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void eachHasItsModel();
    void settingsAreShared();
    void closedOneComesBack();
    void whatWasOpenAtQuitIsOpenAgain();
    void afterACrashAllComeBack();
    void severalFilesDropped();
    void paletteListsTheOthers();
};

void TestWindows::initTestCase() {
    QApplication::setQuitOnLastWindowClosed(false); // the tests go on
    applyTheme(*qApp, ThemeChoice::Light);
}

void TestWindows::eachHasItsModel() {
    const QTemporaryDir place;
    Several several(place);
    several.openBoth();
    QVERIFY(several.at(0).windowTitle().contains("fable"));
    QVERIFY(several.at(1).windowTitle().contains("stories260K"));
    QVERIFY(several.at(0).pos() != several.at(1).pos());
    Workbench& first = several.windows.workbenchOf(several.at(0));
    Workbench& second = several.windows.workbenchOf(several.at(1));
    const std::size_t before = second.candidates().size();
    first.remove(first.candidates().front().id);
    QCOMPARE(first.candidates().size(), before - 1);
    QCOMPARE(second.candidates().size(), before);
}

void TestWindows::settingsAreShared() {
    const QTemporaryDir place;
    Several several(place);
    several.windows.add();
    several.windows.add();
    several.trigger(several.at(0), "theme-dark");
    QVERIFY(several.at(1).findChild<QAction*>("theme-dark")->isChecked());
    several.trigger(several.at(1), "theme-light");
    QVERIFY(several.at(0).findChild<QAction*>("theme-light")->isChecked());
    several.at(0).openPath(stories);
    QVERIFY(several.shows(several.at(0), "stories260K.gguf"));
    const auto recent = [&](MainWindow& window) {
        QStringList names;
        for (const QAction* action : window.findChildren<QAction*>())
            names << action->text();
        return names.contains("stories260K.gguf");
    };
    QVERIFY(recent(several.at(0)) && recent(several.at(1)));
}

void TestWindows::closedOneComesBack() {
    const QTemporaryDir place;
    Several several(place);
    several.openBoth();
    several.windows.workbenchOf(several.at(1)).add(*parseScheme("INT3,group=64"));
    several.trigger(several.at(1), "closeWindow");
    QVERIFY(several.count(1));
    QVERIFY(keptFiles(place).contains("closed.mantissa") && !keptFiles(place).contains("session-2.mantissa"));
    several.trigger(several.at(0), "reopenWindow");
    QVERIFY(several.count(2) && several.shows(several.at(1), "stories260K.gguf"));
    QVERIFY(several.windows.workbenchOf(several.at(1)).candidateNamed("INT3,group=64"));
    QVERIFY(!QFile::exists(place.filePath("closed.mantissa")));
    QVERIFY(!several.windows.reopenClosed()); // once
    QCOMPARE(several.windows.all().size(), std::size_t{2});
}

void TestWindows::whatWasOpenAtQuitIsOpenAgain() {
    const QTemporaryDir place;
    {
        Several several(place);
        several.openBoth();
        several.trigger(several.at(1), "quit");
        QVERIFY(several.count(0));
        QCOMPARE(keptFiles(place).size(), 2);
    }
    Several next(place);
    QCOMPARE(next.windows.restore(), 2);
    QVERIFY(next.shows(next.at(0), "fable") && next.shows(next.at(1), "stories260K.gguf"));
    QVERIFY(!next.at(0).findChild<Banner*>("banner-recovered"));
    // One by one, the last is what is left.
    next.trigger(next.at(0), "closeWindow");
    QVERIFY(next.count(1));
    next.trigger(next.at(0), "closeWindow");
    QVERIFY(next.count(0));
    Several third(place);
    QCOMPARE(third.windows.restore(), 1);
    QVERIFY(third.shows(third.at(0), "stories260K.gguf"));
}

void TestWindows::afterACrashAllComeBack() {
    const QTemporaryDir place;
    {
        Several several(place);
        several.openBoth();
        several.windows.quit();
    }
    const QStringList kept = keptFiles(place);
    QCOMPARE(kept.size(), 2);
    for (const QString& file : kept) { // as a process leaves it that is no more
        QFile lock(place.filePath(file) + ".lock");
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write("4194303\nmantissa\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    }
    Several next(place);
    QCOMPARE(next.windows.restore(), 2);
    for (MainWindow* window : next.windows.all())
        QVERIFY(window->findChild<Banner*>("banner-recovered"));
    QVERIFY(next.shows(next.at(0), "fable") && next.shows(next.at(1), "stories260K.gguf"));
}

void TestWindows::severalFilesDropped() {
    const QTemporaryDir place;
    Several several(place);
    several.windows.add();
    drop(several.at(0), {stories, fable});
    QVERIFY(several.count(2));
    QVERIFY(several.shows(several.at(0), "stories260K.gguf") && several.shows(several.at(1), "fable"));
}

void TestWindows::paletteListsTheOthers() {
    const QTemporaryDir place;
    Several several(place);
    several.openBoth();
    several.at(1).hide();
    several.at(1).showMinimized();
    several.trigger(several.at(0), "palette");
    auto* palette = several.at(0).findChild<CommandPalette*>();
    QVERIFY(palette);
    QTest::keyClicks(palette->findChild<QLineEdit*>(), "stories260K.gguf");
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!several.at(1).isMinimized(), patience);
    several.at(1).showMinimized();
    several.trigger(several.at(0), "nextWindow");
    QTRY_VERIFY_WITH_TIMEOUT(!several.at(1).isMinimized(), patience);
}

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
