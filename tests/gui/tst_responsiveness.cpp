// How long the window ever fails to answer while it works on a large model, and how soon a slider is
// answered. The rule is 16 ms; what is measured is printed. Held to loose bounds only, because machines that
// run tests do other things at once. MANTISSA_TEST_MIB=1024 makes the model larger.
#include "plots/heat_map.h"
#include "plots/plot_widget.h"
#include "support/large_model.h"
#include "support/stage.h"
#include "support/watchdog.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeView>

using namespace mantissa::ui;

namespace {

WatchedApplication& application() {
    return *static_cast<WatchedApplication*>(qApp);
}

/// Watches from its making to its end, then tells.
class Watch {
public:
    explicit Watch(const char* what) : what_(what) { application().watch(); }
    ~Watch() { finish(); }
    Pause finish() {
        if (what_) {
            application().stopWatching();
            const Pause worst = application().worst();
            qInfo("%s: longest event %.1f ms of the wall's time, %.1f ms of its own (%s), %d events", what_,
                  worst.wall, worst.own, qPrintable(worst.what), application().events());
            int left = 8;
            for (const Pause& pause : application().pauses())
                if (left-- > 0)
                    qInfo("    %.1f ms, %.1f own: %s", pause.wall, pause.own, qPrintable(pause.what));
            what_ = nullptr;
        }
        return application().worst();
    }

private:
    const char* what_;
};

#ifdef MANTISSA_SANITIZED
constexpr double bound = 2000;
#else
constexpr double bound = 250;
#endif

} // namespace

class TestResponsiveness : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void opensAndCompares();
    void worksOnWhileMeasuring();
    void manyTensors();
    void slidersAnswer();
    void mapIsWalkedThrough();

private:
    QTemporaryDir folder_;
    QString large_;
};

void TestResponsiveness::initTestCase() {
    applyTheme(*qApp, ThemeChoice::Light);
    const int mebibytes = qMax(16, qEnvironmentVariableIntValue("MANTISSA_TEST_MIB"));
    LargeModel model;
    model.layers = qMax(1, (qEnvironmentVariableIsSet("MANTISSA_TEST_MIB") ? mebibytes : 200) / 40);
    large_ = QString::fromStdString(model.write(folder_, "large.safetensors").string());
    qInfo("%.0f MiB in %d tensors", static_cast<double>(model.bytes()) / 1048576, model.tensors());
}

void TestResponsiveness::opensAndCompares() {
    Stage stage({"Q8_0", "Q4_0", "INT4"});
    QVERIFY(QTest::qWaitForWindowExposed(stage.window.get()));
    QTest::qWait(50); // drawn once: fonts and styles are loaded
    Watch watch("opening and comparing");
    QVERIFY(stage.settle(large_));
    const Pause worst = watch.finish();
    QVERIFY(application().events() > 10);
    QVERIFY2(worst.own < bound, qPrintable(worst.what));
}

void TestResponsiveness::worksOnWhileMeasuring() {
    Stage stage({"Q8_0", "Q4_K/search", "Q6_K"});
    stage.workbench.open(large_);
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.model(), patience);
    Watch watch("choosing tensors, schemes and views while schemes are measured");
    const auto& tensors = stage.workbench.model()->tensors;
    for (std::size_t i = 0; i < 12; ++i) {
        stage.window->views().setCurrentIndex(static_cast<int>(i) % stage.window->views().count());
        stage.workbench.selection().setTensor(tensors[(5 * i) % tensors.size()]);
        stage.workbench.select(stage.workbench.candidates()[i % 3].id);
        QTest::qWait(60);
    }
    watch.finish();
    stage.workbench.jobs().cancelAll();
    QTRY_VERIFY_WITH_TIMEOUT(!stage.workbench.jobs().busy(), patience);
    Watch again("leaving a large model for another");
    QVERIFY(stage.settle(QString::fromUtf8(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf")));
    QVERIFY(again.finish().own < bound);
}

// A mixture of experts has as many tensors as a hundred other models.
void TestResponsiveness::manyTensors() {
    const int many = qEnvironmentVariableIsSet("MANTISSA_TEST_TENSORS")
                         ? qEnvironmentVariableIntValue("MANTISSA_TEST_TENSORS")
                         : 20000;
    LargeModel model;
    model.layers = 40;
    model.experts = qMax(1, (many / model.layers - 4) / 3);
    model.width = 32;
    model.forward = 32;
    const QString path = QString::fromStdString(model.write(folder_, "many.safetensors").string());
    Stage stage({"Q8_0", "Q4_0"});
    QVERIFY(QTest::qWaitForWindowExposed(stage.window.get()));
    QTest::qWait(50);
    qInfo("%d tensors", model.tensors());
    Watch watch("opening and comparing many tensors");
    QVERIFY(stage.settle(path));
    QVERIFY(watch.finish().own < bound);
    Watch filter("filtering many tensors");
    QTest::keyClicks(stage.find<QLineEdit>("tensorFilter"), "mlp.up");
    stage.find<QLineEdit>("tensorFilter")->clear();
    QTest::qWait(50);
    filter.finish();
    for (int view = 0; view < stage.window->views().count(); ++view) {
        Watch turning("turning to a view of many tensors");
        stage.window->views().setCurrentIndex(view);
        QTest::qWait(50);
    }
}

// The demo's largest weight, as a person drags the group size and the width from end to end.
void TestResponsiveness::slidersAnswer() {
    Stage stage({"INT4"});
    QVERIFY(stage.settle(large_));
    auto* plot = stage.find<PlotWidget>("values");
    auto* slider = stage.find<QSlider>("format-groupSlider");
    double slowest = 0;
    double slowestExact = 0;
    Watch watch("dragging the group size on a large weight");
    for (int place = slider->minimum(); place <= slider->maximum(); ++place) {
        if (place == slider->value())
            continue;
        const Picture before = plot->picture();
        QElapsedTimer clock;
        clock.start();
        slider->setValue(place);
        QTRY_VERIFY_WITH_TIMEOUT(plot->picture() != before, patience);
        slowest = qMax(slowest, static_cast<double>(clock.nsecsElapsed()) / 1e6);
        QVERIFY(stage.settled());
        slowestExact = qMax(slowestExact, static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    watch.finish();
    qInfo("slowest answer of the histogram to the slider: %.1f ms from a sample, %.1f ms exact", slowest,
          slowestExact);
    QVERIFY(slowest < 20 * bound);
}

// From the whole of a large weight down to single ones and across, tiles coming in all the while.
void TestResponsiveness::mapIsWalkedThrough() {
    Stage stage({"Q4_K"});
    QVERIFY(stage.settle(large_));
    stage.find<QTabBar>("tensorPages")->setCurrentIndex(1);
    auto* map = stage.find<HeatMap>("heatMap");
    stage.choose("mapValue", "Error");
    Watch watch("zooming and panning the heat map of a large weight");
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY_WITH_TIMEOUT(map->complete(), patience);
    qInfo("the error of all its weights was there after %lld ms", clock.elapsed());
    for (int i = 0; i < 24; ++i) {
        QTest::keyClick(map, i < 10 ? Qt::Key_Plus : Qt::Key_Right);
        QTest::qWait(15);
    }
    QTRY_VERIFY_WITH_TIMEOUT(map->complete(), patience);
    QVERIFY(watch.finish().own < bound);
}

int main(int argc, char** argv) {
    WatchedApplication app(argc, argv);
    TestResponsiveness test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_responsiveness.moc"
