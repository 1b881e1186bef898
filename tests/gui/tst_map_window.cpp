// Heat map and block inspector of the Tensor view, driven as a person would.
#include "models/block_fields_model.h"
#include "models/block_values_model.h"
#include "plots/heat_map.h"
#include "plots/plot_widget.h"
#include "plots/study_pictures.h"
#include "support/stage.h"
#include "theme/theme.h"
#include "views/map_panel.h"
#include "views/tensor_view.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <qcustomplot.h>

#include <cmath>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";

struct MapStage : Stage {
    MapStage() : Stage({"Q4_K", "Q8_0", "INT4"}) {
        window->resize(1280, 800);
        if (!settle(fable))
            qFatal("the demo does not open");
        find<QTabBar>("tensorPages")->setCurrentIndex(1);
        if (!arrived())
            qFatal("no map");
    }
    TensorView& view() { return *window->findChild<TensorView*>(); }
    HeatMap& map() { return *find<HeatMap>("heatMap"); }
    /// So near that every weight can be hit.
    void comeNear() {
        map().showWeights({30, 96, 40, 12});
        if (!arrived())
            qFatal("no map");
    }
    /// Every tile and whatever else was asked for is there.
    bool arrived() {
        return QTest::qWaitFor([this] { return window->settled() && view().settled() && map().complete(); },
                               patience);
    }
    QString caption() { return find<QLabel>("mapCaption")->text(); }
    QPoint centreOf(qint64 row, qint64 column) {
        const QRectF seen = map().visibleWeights();
        return QPointF((static_cast<double>(column) + 0.5 - seen.left()) / seen.width() * map().width(),
                       (static_cast<double>(row) + 0.5 - seen.top()) / seen.height() * map().height())
            .toPoint();
    }
};

void drag(QWidget* widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 4; ++i) {
        const QPoint place = from + (to - from) * i / 4;
        QMouseEvent move(QEvent::MouseMove, place, widget->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton,
                         modifiers);
        QCoreApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
}

} // namespace

class TestMapWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void colours();
    void showsTheTensor();
    void zoomsAndPans();
    void readsOut();
    void regionIsInTheHistogram();
    void rangeIsInTheMap();
    void pickedBlockIsInspected();
    void followsTheScheme();
    void vector();
};

// From zero to either end colours only get darker (lighter on a dark ground), and the ends differ.
void TestMapWindow::colours() {
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        applyTheme(*qApp, theme);
        const QPalette palette = QApplication::palette();
        const auto lightness = [&](double value) { return qGray(divergingColor(value, palette)); };
        for (const int sign : {-1, 1}) {
            int before = lightness(0);
            for (double at = 0.1; at < 1.01; at += 0.1) {
                const int now = lightness(sign * at);
                QVERIFY(theme == ThemeChoice::Light ? now <= before : now >= before);
                before = now;
            }
            QVERIFY(std::abs(lightness(sign) - lightness(0)) > 100);
        }
        QVERIFY(divergingColor(-1, palette) != divergingColor(1, palette));
        QCOMPARE(divergingColor(7, palette), divergingColor(1, palette)); // beyond the end
    }
    applyTheme(*qApp, ThemeChoice::Light);
}

void TestMapWindow::showsTheTensor() {
    MapStage stage;
    const auto tensor = stage.workbench.selection().tensor();
    QCOMPARE(stage.map().visibleWeights(),
             QRectF(0, 0, static_cast<double>(tensor->shape[1]), static_cast<double>(tensor->shape[0])));
    // The picture is of these weights: a pixel in the middle of a weight has its colour.
    stage.map().showWeights({0, 0, 16, 8});
    QVERIFY(stage.arrived());
    const QImage picture = stage.map().grab().toImage();
    const auto pair = [&] {
        stage.view().driver().probe(5);
        if (!QTest::qWaitFor([&] { return stage.view().driver().row(5) != nullptr; }, patience))
            qFatal("no row");
        return stage.view().driver().row(5);
    }();
    const double limit = stage.map().limit();
    for (const qint64 column : {2, 7, 13}) {
        const QPoint place = stage.centreOf(5, column);
        const QRgb expected = divergingColor(
            std::round(static_cast<double>(pair->original[static_cast<std::size_t>(column)]) / limit * 256) /
                256,
            stage.map().palette());
        const QRgb got = picture.pixel(place);
        QVERIFY2(std::abs(qRed(got) - qRed(expected)) < 6 && std::abs(qBlue(got) - qBlue(expected)) < 6,
                 qPrintable(QStringLiteral("%1 for %2").arg(got, 0, 16).arg(expected, 0, 16)));
    }
}

void TestMapWindow::zoomsAndPans() {
    MapStage stage;
    auto& map = stage.map();
    const QRectF all = map.visibleWeights();
    QTest::keyClick(&map, Qt::Key_Plus);
    QVERIFY(map.visibleWeights().width() < all.width());
    const QRectF near = map.visibleWeights();
    QTest::keyClick(&map, Qt::Key_Right);
    QVERIFY(map.visibleWeights().left() > near.left());
    QTest::keyClick(&map, Qt::Key_Up);
    QVERIFY(map.visibleWeights().top() < near.top());
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(&map, Qt::Key_Plus); // it ends at weights that are large enough to hit
    QVERIFY(map.visibleWeights().width() > 4);
    QCOMPARE(map.rowsPerCell(), std::int64_t{1});
    QVERIFY(stage.arrived());
    QVERIFY(stage.caption().startsWith("Every weight by itself"));
    drag(&map, {300, 100}, {250, 100}, Qt::NoModifier);
    QTest::mouseDClick(&map, Qt::LeftButton, Qt::NoModifier, {50, 50});
    QCOMPARE(map.visibleWeights(), all);
    click(stage.find<QToolButton>("mapZoomIn"));
    QVERIFY(map.visibleWeights().width() < all.width());
    QTest::keyClick(&map, Qt::Key_Home);
    QCOMPARE(map.visibleWeights(), all);
}

void TestMapWindow::readsOut() {
    MapStage stage;
    stage.comeNear();
    QTest::mouseMove(&stage.map(), stage.centreOf(100, 37));
    auto* readOut = stage.find<QLabel>("mapReadOut");
    QTRY_VERIFY_WITH_TIMEOUT(readOut->text().contains("decoded"), patience);
    QVERIFY2(readOut->text().startsWith("row 100, column 37"), qPrintable(readOut->text()));
}

void TestMapWindow::regionIsInTheHistogram() {
    MapStage stage;
    auto* values = stage.find<PlotWidget>("values");
    const std::size_t before = values->picture().series.size();
    drag(&stage.map(), stage.centreOf(10, 20), stage.centreOf(60, 90), Qt::ShiftModifier);
    QVERIFY(stage.view().driver().region());
    QTRY_COMPARE_WITH_TIMEOUT(values->picture().series.size(), before + 1, patience);
    const auto region = *stage.view().driver().region();
    QVERIFY(region.rows >= 48 && region.rows <= 54 && region.columns >= 68 && region.columns <= 74);
    QCOMPARE(values->picture().series[1].slot, markedSlot);
    const Histogram counted = *stage.view().driver().regionHistogram();
    QCOMPARE(counted.total(), static_cast<std::uint64_t>(region.rows * region.columns));
    QVERIFY(stage.caption().contains("Marked"));
    QTest::keyClick(&stage.map(), Qt::Key_Escape);
    QVERIFY(!stage.view().driver().region());
    QTRY_COMPARE(values->picture().series.size(), before);
}

void TestMapWindow::rangeIsInTheMap() {
    MapStage stage;
    const QImage before = stage.map().grab().toImage();
    auto* values = stage.find<PlotWidget>("values");
    QCustomPlot& plot = values->plot();
    const QRect inside = plot.axisRect()->rect();
    drag(&plot, {inside.center().x() + 40, inside.center().y()}, {inside.right() - 4, inside.center().y()},
         Qt::ShiftModifier);
    const auto range = stage.view().driver().range();
    QVERIFY(range && range->first > 0 && range->second > range->first);
    QCOMPARE(values->picture().band->first, static_cast<double>(range->first));
    QVERIFY(stage.arrived());
    QVERIFY(stage.map().grab().toImage() != before);
    QVERIFY(stage.caption().contains("full colour"));
    click(stage.find<QToolButton>("mapClear"));
    QVERIFY(!stage.view().driver().range());
    QVERIFY(!values->picture().band);
    QVERIFY(stage.arrived());
    QCOMPARE(stage.map().grab().toImage(), before);
}

void TestMapWindow::pickedBlockIsInspected() {
    MapStage stage;
    stage.comeNear();
    QTest::mouseClick(&stage.map(), Qt::LeftButton, Qt::NoModifier, stage.centreOf(100, 37));
    QCOMPARE(stage.find<QTabBar>("tensorPages")->currentIndex(), 2);
    QVERIFY(stage.arrived());
    QCOMPARE(stage.find<QSpinBox>("blockRow")->value(), 100);
    auto* values = stage.find<QTableView>("blockValues")->model();
    auto* fields = stage.find<QTableView>("blockFields")->model();
    QAbstractItemModelTester first(values, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester second(fields, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(values->rowCount(), 256); // Q4_K
    QCOMPARE(fields->rowCount(), 4);
    int bytes = 0;
    for (int row = 0; row < fields->rowCount(); ++row)
        bytes +=
            static_cast<int>(fields->index(row, BlockFieldsModel::Bytes).data().toString().split(' ').size());
    QCOMPARE(bytes, 144);
    QVERIFY(stage.find<QLabel>("blockFacts")->text().contains("dmin"));
    stage.find<QSpinBox>("blockRow")->setValue(101);
    QTRY_COMPARE_WITH_TIMEOUT(stage.view().driver().block()->row, std::int64_t{101}, patience);
}

void TestMapWindow::followsTheScheme() {
    MapStage stage;
    stage.find<QTabBar>("tensorPages")->setCurrentIndex(2);
    QVERIFY(stage.arrived());
    QVERIFY(stage.view().driver().block());
    stage.workbench.select(stage.workbench.candidateNamed("Q8_0")->id);
    QVERIFY(stage.arrived());
    QTRY_COMPARE_WITH_TIMEOUT(stage.find<QTableView>("blockValues")->model()->rowCount(), 32, patience);
    // Another tensor, while tiles are on their way; then away and back.
    stage.find<QTabBar>("tensorPages")->setCurrentIndex(1);
    for (const auto& tensor : stage.workbench.model()->tensors)
        stage.workbench.selection().setTensor(tensor);
    stage.window->views().setCurrentIndex(2);
    stage.window->views().setCurrentIndex(0);
    stage.workbench.selection().setTensor(
        stage.workbench.model()->tensor("model.layers.1.mlp.down_proj.weight"));
    QVERIFY(stage.arrived());
    QCOMPARE(stage.view().driver().columns(), std::int64_t{768});
}

// A norm is one row.
void TestMapWindow::vector() {
    MapStage stage;
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("model.norm.weight"));
    QVERIFY(stage.arrived());
    QTRY_COMPARE_WITH_TIMEOUT(stage.view().driver().rows(), std::int64_t{1}, patience);
    QVERIFY(stage.arrived());
    QCOMPARE(stage.map().visibleWeights().height(), 1.0);
}

QTEST_MAIN(TestMapWindow)
#include "tst_map_window.moc"
