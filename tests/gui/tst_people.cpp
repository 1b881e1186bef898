// For everybody: the tour, what is read out, what is not cut, what is about the program.
#include "dialogs/about_dialog.h"
#include "panels/tour.h"
#include "support/stage.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";

bool isControl(const QWidget& widget) {
    if (widget.property("companion").toBool() || qobject_cast<const QScrollBar*>(&widget) ||
        qobject_cast<const QHeaderView*>(&widget))
        return false;
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget) ||
           qobject_cast<const QAbstractItemView*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
           qobject_cast<const QPlainTextEdit*>(&widget) || qobject_cast<const QTabBar*>(&widget) ||
           qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget);
}

/// Qt's own parts of larger controls, which speak for them.
bool isPart(const QWidget& widget) {
    const QWidget* parent = widget.parentWidget();
    while (parent && (!parent->isWindow() || parent->inherits("QComboBoxPrivateContainer"))) {
        if (parent->inherits("QComboBoxPrivateContainer") || qobject_cast<const QComboBox*>(parent) ||
            qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QTabBar*>(parent) ||
            qobject_cast<const QAbstractItemView*>(parent) || qobject_cast<const QLineEdit*>(parent))
            return true;
        parent = parent->parentWidget();
    }
    return widget.objectName().startsWith("qt_");
}

QString nameOf(const QWidget& widget) {
    QString words = widget.accessibleName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget); button && words.isEmpty())
        words = button->text();
    return words;
}

QString where(const QWidget& widget) {
    QStringList path;
    for (const QWidget* one = &widget; one; one = one->parentWidget())
        path.prepend(one->objectName().isEmpty() ? one->metaObject()->className() : one->objectName());
    return path.join('/');
}

/// What the widget's words need beyond its size; empty if nothing.
QString cut(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            return {};
        const int needed =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() + 1 < needed)
            return QStringLiteral("%1 high, wants %2: %3")
                .arg(label->height())
                .arg(needed)
                .arg(label->text());
        if (!label->wordWrap() && label->width() + 1 < label->sizeHint().width())
            return QStringLiteral("%1 wide, wants %2: %3")
                .arg(label->width())
                .arg(label->sizeHint().width())
                .arg(label->text());
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        if (button->text().isEmpty() || qobject_cast<const QToolButton*>(button))
            return {};
        const int words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width();
        const int room = button->width() - (button->inherits("QCheckBox") ? 18 : 6);
        if (room < words)
            return QStringLiteral("%1 wide, wants %2: %3").arg(room).arg(words).arg(button->text());
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        const int words = box->fontMetrics().horizontalAdvance(box->currentText());
        // A box for file names is as wide as its maker said, and its tooltip has them whole.
        const bool fixed = box->sizeAdjustPolicy() == QComboBox::AdjustToMinimumContentsLengthWithIcon;
        if (box->width() - 24 < words && !box->isEditable() && !fixed)
            return QStringLiteral("%1 wide, wants %2: %3")
                .arg(box->width() - 24)
                .arg(words)
                .arg(box->currentText());
    }
    if (const auto* bar = qobject_cast<const QTabBar*>(&widget)) {
        for (int i = 0; i < bar->count(); ++i)
            if (bar->tabRect(i).width() <
                bar->fontMetrics().size(Qt::TextShowMnemonic, bar->tabText(i)).width())
                return bar->tabText(i);
        if (bar->count() > 0 && bar->isVisible() && bar->tabRect(bar->count() - 1).right() > bar->width())
            return QStringLiteral("tabs beyond the end: %1").arg(bar->tabText(bar->count() - 1));
    }
    return {};
}

} // namespace

class tst_people : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void everythingHasANameAndIsReached();
    void nothingIsCut_data();
    void nothingIsCut();
    void tourByKeyboard();
    void tourComesOnce();
    void tourFollowsTheWindow();
    void about();
};

void tst_people::everythingHasANameAndIsReached() {
    Stage stage({"Q8_0", "Q4_0"});
    QVERIFY(stage.settle(fable));
    stage.find<QDockWidget>("jobsDock")->show();
    stage.trigger("export");
    stage.trigger("report");
    stage.trigger("collectCalibration");
    stage.trigger("settings");
    stage.trigger("about");
    QStringList silent, lost;
    int controls = 0;
    const auto look = [&] {
        QTest::qWait(30);
        for (QWidget* widget : stage.window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !isControl(*widget) || isPart(*widget))
                continue; // what was never shown may have no words yet
            ++controls;
            if (nameOf(*widget).isEmpty())
                silent << where(*widget);
            const bool dockButton = widget->inherits("QDockWidgetTitleButton");
            if (!(widget->focusPolicy() & Qt::TabFocus) && !widget->inherits("QToolButton") && !dockButton)
                lost << where(*widget);
        }
    };
    for (int view = 0; view < stage.window->views().count(); ++view) {
        stage.window->views().setCurrentIndex(view);
        look();
        for (auto* pages : stage.window->views().widget(view)->findChildren<QTabBar*>())
            for (int page = 0; page < pages->count(); ++page) {
                pages->setCurrentIndex(page);
                look();
            }
    }
    silent.removeDuplicates();
    lost.removeDuplicates();
    QVERIFY(controls > 100);
    QVERIFY2(silent.isEmpty(), qPrintable("no accessible name: " + silent.join("\n")));
    QVERIFY2(lost.isEmpty(), qPrintable("not reached by Tab: " + lost.join("\n")));
}

void tst_people::nothingIsCut_data() {
    QTest::addColumn<QString>("language");
    for (const char* language : {"en", "de", "zh_CN"})
        QTest::newRow(language) << language;
}

void tst_people::nothingIsCut() {
    QFETCH(QString, language);
    Stage stage(Workbench::defaultSchemes());
    stage.language.apply(language);
    stage.window->resize(1280, 800);
    QVERIFY(stage.settle(fable));
    stage.find<QDockWidget>("jobsDock")->show();
    QStringList cuts;
    const auto cutNow = [&] {
        QStringList found;
        for (QWidget* widget : stage.window->findChildren<QWidget*>())
            if (widget->isVisible() && !isPart(*widget))
                if (const QString words = cut(*widget); !words.isEmpty())
                    found << where(*widget) + ": " + words;
        return found;
    };
    // Answers come while we look, and the room for them a moment later: what stays cut counts.
    const auto look = [&] {
        QStringList found;
        for (int tries = 0; tries < 20; ++tries) {
            QTest::qWait(60);
            found = cutNow();
            if (found.isEmpty())
                return;
        }
        cuts << found;
    };
    for (int view = 0; view < stage.window->views().count(); ++view) {
        stage.window->views().setCurrentIndex(view);
        look();
        for (auto* pages : stage.window->views().widget(view)->findChildren<QTabBar*>())
            for (int page = 0; page < pages->count(); ++page) {
                pages->setCurrentIndex(page);
                look();
            }
    }
    for (const char* dialog : {"export", "report", "collectCalibration", "settings", "about"}) {
        stage.trigger(dialog);
        look();
    }
    stage.language.apply("en");
    cuts.removeDuplicates();
    QVERIFY2(cuts.isEmpty(), qPrintable(cuts.join("\n")));
}

void tst_people::tourByKeyboard() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    stage.window->views().setCurrentIndex(3);
    QVERIFY(!stage.window->findChild<Tour*>()); // never by itself
    stage.trigger("tour");
    auto* tour = stage.find<Tour>("tour");
    QVERIFY(tour->isVisible());
    QCOMPARE(tour->size(), stage.window->size());
    stage.trigger("tour"); // once at a time
    QCOMPARE(stage.window->findChildren<Tour*>().size(), 1);
    auto* words = stage.find<QLabel>("tourWords");
    QString before;
    for (int step = 0; step < tour->steps(); ++step) {
        QCOMPARE(tour->step(), step);
        QVERIFY(words->text() != before && words->text().size() > 30);
        QVERIFY(stage.window->rect().contains(words->parentWidget()->geometry()));
        before = words->text();
        if (step == 2) { // and back, and on
            QTest::keyClick(tour, Qt::Key_Left);
            QCOMPARE(tour->step(), 1);
            QTest::keyClick(tour, Qt::Key_Right);
            before.clear();
        }
        if (step + 1 < tour->steps())
            QTest::keyClick(tour, Qt::Key_Return);
    }
    QTest::mouseClick(stage.find<QPushButton>("tourNext"), Qt::LeftButton); // Done
    QTRY_VERIFY(!stage.window->findChild<Tour*>());
    QVERIFY(stage.settings.value(Setting::TourSeen).toBool());
    QCOMPARE(stage.window->views().currentIndex(), 3); // where the person was
}

void tst_people::tourComesOnce() {
    Stage stage({"Q8_0"});
    stage.window->greet(); // as the program does at its start
    auto* tour = stage.find<Tour>("tour");
    QTest::keyClick(tour, Qt::Key_Escape);
    QTRY_VERIFY(!stage.window->findChild<Tour*>());
    stage.window->greet();
    QVERIFY(!stage.window->findChild<Tour*>());
}

void tst_people::tourFollowsTheWindow() {
    Stage stage({"Q8_0"});
    stage.trigger("tour");
    stage.window->resize(1000, 650);
    auto* tour = stage.find<Tour>("tour");
    QTRY_COMPARE(tour->size(), stage.window->size());
    QVERIFY(tour->rect().contains(stage.find<QFrame>("tourBubble")->geometry()));
}

// Every library that the build links is named with its licence.
void tst_people::about() {
    Stage stage({"Q8_0"});
    stage.trigger("about");
    const QString html = stage.find<QTextBrowser>("aboutLibraries")->toHtml();
    for (const AboutDialog::Library& library : AboutDialog::libraries())
        QVERIFY(html.contains(library.name) && html.contains(library.licence) && html.contains(library.link));
    QString built;
    for (const char* path : {"/CMakeLists.txt", "/core/CMakeLists.txt", "/app/CMakeLists.txt"}) {
        QFile file(QStringLiteral(MANTISSA_SOURCE_DIR) + path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        built += QString::fromUtf8(file.readAll());
    }
    const std::pair<const char*, const char*> packages[] = {{"Qt6", "Qt"},
                                                            {"QCustomPlotQt6", "QCustomPlot"},
                                                            {"HWY", "Highway"},
                                                            {"TBB", "oneTBB"},
                                                            {"Eigen3", "Eigen"},
                                                            {"OPENBLAS", "OpenBLAS"},
                                                            {"OpenSSL", "OpenSSL"},
                                                            {"PCRE2", "PCRE2"},
                                                            {"LIBZIP", "libzip"},
                                                            {"CLI11", "CLI11"},
                                                            {"tl-expected", "tl::expected"},
                                                            {"nlohmann_json", "nlohmann/json"},
                                                            {"PkgConfig", ""}};
    static const QRegularExpression asked("(?:find_package|pkg_check_modules)\\((\\w[\\w-]*)");
    for (auto found = asked.globalMatch(built); found.hasNext();) {
        const QString package = found.next().captured(1);
        const auto known = std::find_if(std::begin(packages), std::end(packages),
                                        [&](const auto& one) { return package == one.first; });
        QVERIFY2(known != std::end(packages), qPrintable("About does not know " + package));
        QVERIFY2(html.contains(known->second), known->second);
    }
    QTest::mouseClick(stage.find<QPushButton>("aboutCopy"), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().startsWith("Mantissa " MANTISSA_VERSION ", Qt "));
}

QTEST_MAIN(tst_people)
#include "tst_people.moc"
