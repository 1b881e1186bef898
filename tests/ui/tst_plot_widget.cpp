#include "plots/plot_widget.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <qcustomplot.h>

using namespace mantissa::ui;

namespace {

Picture histogram() {
    Picture picture;
    picture.xAxis = "value";
    picture.yAxis = "share";
    picture.series.push_back({.name = "original",
                              .slot = -1,
                              .style = SeriesStyle::FilledSteps,
                              .x = {0, 1, 2, 3},
                              .y = {10, 60, 30, 0}});
    picture.series.push_back(
        {.name = "decoded", .slot = 0, .style = SeriesStyle::Steps, .x = {0, 1, 2, 3}, .y = {20, 50, 30, 0}});
    picture.marks = {0.5, 1.5};
    return picture;
}

Picture points() {
    Picture picture;
    picture.xAxis = "size";
    picture.logY = true;
    picture.fromZero = false;
    picture.series.push_back({.name = "A",
                              .slot = 0,
                              .style = SeriesStyle::Markers,
                              .x = {1},
                              .y = {10},
                              .id = 7,
                              .labelled = true});
    picture.series.push_back({.name = "B",
                              .slot = 1,
                              .style = SeriesStyle::Markers,
                              .x = {2},
                              .y = {0.1},
                              .id = 8,
                              .labelled = true});
    return picture;
}

} // namespace

class TestPlotWidget : public QObject {
    Q_OBJECT
private slots:
    void readOut();
    void emptyPicture();
    void zoomStaysWhileDataChanges();
    void clickFindsThePoint();
    void labelsDoNotOverlap();
    void saves_data();
    void saves();
    void followsTheTheme();
};

void TestPlotWidget::readOut() {
    PlotWidget plot("plot");
    plot.resize(400, 300);
    plot.show();
    plot.setPicture(histogram());
    const QString text = plot.readOut(1.5, 20);
    QVERIFY2(text.startsWith("1.5") && text.contains("original 60") && text.contains("decoded 50"),
             qPrintable(text));
    QCOMPARE(plot.readOut(99, 0), QString());
}

void TestPlotWidget::emptyPicture() {
    PlotWidget plot("plot");
    plot.resize(300, 200);
    plot.setEmptyText("nothing yet");
    plot.show();
    plot.setPicture(histogram());
    plot.setPicture({});
    const auto labels = plot.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](QLabel* label) { return label->text() == "nothing yet" && label->isVisible(); }));
}

void TestPlotWidget::zoomStaysWhileDataChanges() {
    PlotWidget plot("plot");
    plot.resize(400, 300);
    plot.show();
    plot.setPicture(histogram());
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    const QCPRange whole = plot.plot().xAxis->range();
    const QPointF middle = plot.plot().axisRect()->rect().center();
    QWheelEvent wheel(middle, plot.plot().mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot.plot(), &wheel);
    const QCPRange zoomed = plot.plot().xAxis->range();
    QVERIFY(zoomed.size() < whole.size());
    Picture other = histogram();
    other.series[1].y[0] = 25;
    plot.setPicture(other, true);
    QCOMPARE(plot.plot().xAxis->range().size(), zoomed.size());
    plot.resetZoom();
    QCOMPARE(plot.plot().xAxis->range().size(), whole.size());
}

void TestPlotWidget::clickFindsThePoint() {
    PlotWidget plot("plot");
    plot.resize(400, 300);
    plot.show();
    plot.setPicture(points());
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.plot().replot();
    QSignalSpy clicked(&plot, &PlotWidget::clicked);
    const QPoint place(qRound(plot.plot().xAxis->coordToPixel(2)),
                       qRound(plot.plot().yAxis->coordToPixel(0.1)));
    QTest::mouseClick(&plot.plot(), Qt::LeftButton, {}, place);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toInt(), 8);
}

void TestPlotWidget::labelsDoNotOverlap() {
    PlotWidget plot("plot");
    plot.resize(500, 300);
    plot.show();
    Picture picture;
    picture.categories = {"0", "1"};
    for (int i = 0; i < 8; ++i) // eight lines that end in almost the same place
        picture.series.push_back({.name = QString("scheme %1").arg(i),
                                  .slot = i,
                                  .style = SeriesStyle::LineAndMarkers,
                                  .x = {0, 1},
                                  .y = {1, 2 + 0.001 * i},
                                  .labelled = true});
    plot.setPicture(picture);
    plot.plot().replot();
    QList<QRectF> boxes;
    for (int i = 0; i < plot.plot().itemCount(); ++i)
        if (auto* text = qobject_cast<QCPItemText*>(plot.plot().item(i)))
            boxes << QRectF(text->topLeft->pixelPosition(), text->bottomRight->pixelPosition());
    QCOMPARE(boxes.size(), 8);
    for (int i = 0; i < 8; ++i) {
        QVERIFY(QRectF(plot.plot().rect()).contains(boxes[i]));
        for (int j = 0; j < i; ++j)
            QVERIFY2(!boxes[i].adjusted(0, 2, 0, -2).intersects(boxes[j].adjusted(0, 2, 0, -2)),
                     qPrintable(QString("%1 and %2").arg(i).arg(j)));
    }
}

void TestPlotWidget::saves_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("magic");
    QTest::newRow("png") << "p.png" << QByteArray("\x89PNG");
    QTest::newRow("svg") << "p.svg" << QByteArray("<?xml");
    QTest::newRow("pdf") << "p.pdf" << QByteArray("%PDF");
    QTest::newRow("csv") << "p.csv" << QByteArray("series,value,share\noriginal,0,10\n");
}

void TestPlotWidget::saves() {
    QFETCH(QString, name);
    QFETCH(QByteArray, magic);
    QTemporaryDir folder;
    PlotWidget plot("plot");
    plot.resize(300, 200);
    plot.setPicture(histogram());
    QVERIFY(plot.save(folder.filePath(name)));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith(magic));
    QVERIFY(!plot.save(folder.filePath("missing/" + name)));
    plot.copyData();
    QVERIFY(QApplication::clipboard()->text().startsWith("series,value,share"));
}

void TestPlotWidget::followsTheTheme() {
    PlotWidget plot("plot");
    plot.resize(300, 200);
    plot.show();
    plot.setPicture(histogram());
    const auto ground = [&] { return plot.grab().toImage().pixelColor(150, 196).lightness(); };
    applyTheme(*qApp, ThemeChoice::Light);
    QTest::qWait(50);
    QVERIFY(ground() > 200);
    applyTheme(*qApp, ThemeChoice::Dark);
    QTest::qWait(50);
    QVERIFY(ground() < 60);
    // Marks of neighbours differ in shape as well as in colour, in both themes.
    for (int slot = 0; slot + 1 < 2 * schemeColors; ++slot)
        QVERIFY(schemeMarker(slot) != schemeMarker(slot + 1) ||
                schemeColor(slot, plot.palette()) != schemeColor(slot + 1, plot.palette()));
    for (int slot = 0; slot < schemeColors; ++slot)
        QVERIFY(schemeMarker(slot) != schemeMarker(slot + schemeColors));
}

QTEST_MAIN(TestPlotWidget)
#include "tst_plot_widget.moc"
