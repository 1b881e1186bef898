// Sensitivity as it is drawn: order, colours, texts, and the widget that shows it.
#include "plots/matrix_map.h"
#include "plots/sensitivity_pictures.h"
#include "theme/readable_ink.h"
#include "theme/theme.h"

#include <QImageReader>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace mantissa;
using namespace mantissa::ui;

class SensitivityPicturesTest : public QObject {
    Q_OBJECT

private slots:
    void order();
    void picture();
    void scale();
    void colorsGrow_data();
    void colorsGrow();
    void keysAndClicks();
    void manyRows();
    void saved_data();
    void saved();
};

namespace {

TensorGroup group(const char* name, int layer) {
    auto tensor = std::make_shared<Tensor>();
    tensor->name = name;
    tensor->place.layer = layer;
    return {name, layer, {tensor}, 1000, 4000};
}

GroupMeasurement cell(double divergence, int chunks = 3) {
    GroupMeasurement measured;
    measured.cell.chunks = chunks;
    measured.cell.figures.divergence = {divergence, divergence / 10};
    measured.cell.figures.deltaPerplexity = {0.5, 0.25};
    measured.cell.figures.sameTop = {0.75, 0};
    measured.bytes = 500;
    return measured;
}

/// Head, layer 1, layer 0, under two schemes; one cell is open, one failed, one fell back.
ModelSensitivity example() {
    ModelSensitivity result;
    result.schemes = {"Q4_0", "Q2_K"};
    result.groups = {group("output.weight", -1), group("blk.1.ffn_down.weight", 1),
                     group("blk.0.attn_q.weight", 0)};
    result.cells = {cell(0.01), cell(0.5), cell(0.02), cell(0, 0), cell(1e-9), cell(0.03)};
    result.cells[4].fallback = sentence("Rows do not fit.");
    result.cells[5].cell.failure = Error(ErrorCode::Numeric, sentence("It broke."));
    return result;
}

MatrixPicture large(int rows) {
    MatrixPicture picture;
    picture.legend = "KL";
    picture.columns = {"Q8_0", "Q4_K", "INT4,group=64"};
    picture.slots_ = {0, 1, 2};
    for (int row = 0; row < rows; ++row) {
        picture.rows << QString("%1 · mlp.down_proj").arg(row);
        for (int column = 0; column < 3; ++column) {
            picture.values.push_back(1e-4 * (row + 1) * std::pow(10.0, column));
            picture.texts << "0.01";
            picture.tips << QString("row %1, column %2").arg(row).arg(column);
        }
    }
    return picture;
}

} // namespace

void SensitivityPicturesTest::order() {
    const ModelSensitivity sensitivity = example();
    QCOMPARE(sensitivityOrder(sensitivity, SensitivityOrder::Network), (std::vector<std::size_t>{2, 1, 0}));
    QCOMPARE(sensitivityOrder(sensitivity, SensitivityOrder::Worst), (std::vector<std::size_t>{0, 2, 1}));
}

void SensitivityPicturesTest::picture() {
    const ModelSensitivity sensitivity = example();
    const MatrixPicture picture = SensitivityPictures::picture(sensitivity, {2, 1, 0}, {4, 5});
    QCOMPARE(picture.rows, (QStringList{"0 · attn_q", "1 · ffn_down", "output"}));
    QCOMPARE(picture.columns, (QStringList{"Q4_0", "Q2_K"}));
    QCOMPARE(picture.values[0], 1e-9);
    QVERIFY(std::isnan(picture.values[1]) && std::isnan(picture.values[3]));
    QCOMPARE(picture.values[5], 0.5);
    QVERIFY(picture.texts[0].endsWith('*'));
    QCOMPARE(picture.texts[1], QString("✕"));
    QCOMPARE(picture.texts[3], QString());
    QVERIFY(picture.tips[1].contains("It broke."));
    QVERIFY(picture.tips[0].contains("Rows do not fit."));
    QVERIFY(picture.tips[5].contains("0.500 ± 0.050") && picture.tips[5].contains("+0.500 ± 0.25"));
    QVERIFY(picture.tips[5].startsWith("output.weight  ·  Q2_K\n"));
}

void SensitivityPicturesTest::scale() {
    MatrixPicture picture;
    picture.values = {1, 1e-2, 1e-4, 1e-9, 0, -1e-12, std::nan("")};
    QCOMPARE(picture.range()->second, 1.0);
    QVERIFY(std::abs(picture.range()->first - 1e-5) < 1e-15); // five decades, however small the least is
    QCOMPARE(picture.place(1), 1.0);
    QVERIFY(std::abs(picture.place(1e-2) - 0.6) < 1e-9);
    QCOMPARE(picture.place(1e-9), 0.0);
    QCOMPARE(picture.place(-1e-12), 0.0);
    QVERIFY(std::isnan(picture.place(std::nan(""))));
    picture.values = {std::nan(""), 0};
    QVERIFY(!picture.range());
    QCOMPARE(picture.place(0), 0.0);
    picture.values = {0.25}; // one value alone is much, not nothing
    QCOMPARE(picture.place(0.25), 1.0);
}

void SensitivityPicturesTest::colorsGrow_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// Lightness goes one way all along, and what is written on a colour can be read (WCAG AA).
void SensitivityPicturesTest::colorsGrow() {
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    const QPalette palette = qApp->palette();
    const auto luminance = [](QColor color) {
        const auto linear = [](double c) {
            return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
               0.0722 * linear(color.blueF());
    };
    double last = dark ? -1 : 2;
    for (int i = 0; i <= 50; ++i) {
        const QRgb color = sequentialColor(i / 50.0, palette);
        const double now = luminance(QColor(color));
        QVERIFY(dark ? now > last : now < last);
        last = now;
        const double written = luminance(readableOn(color));
        QVERIFY((std::max(now, written) + 0.05) / (std::min(now, written) + 0.05) >= 4.5);
    }
    applyTheme(*qApp, ThemeChoice::Light);
}

void SensitivityPicturesTest::keysAndClicks() {
    MatrixMap map("map");
    map.resize(640, 400);
    map.setPicture(large(9));
    map.show();
    QSignalSpy picked(&map, &MatrixMap::picked);
    QTest::keyClick(&map, Qt::Key_Down); // the first key only shows where one is
    QCOMPARE(*map.current(), QPoint(0, 0));
    QTest::keyClick(&map, Qt::Key_Down);
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(*map.current(), QPoint(1, 1));
    QTest::keyClick(&map, Qt::Key_End);
    QCOMPARE(*map.current(), QPoint(2, 1));
    QTest::keyClick(&map, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(*map.current(), QPoint(2, 8));
    QTest::keyClick(&map, Qt::Key_Down); // there it ends
    QCOMPARE(*map.current(), QPoint(2, 8));
    QCOMPARE(map.accessibleDescription(), QString("row 8, column 2"));
    QCOMPARE(picked.size(), 6);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.cellRect(4, 1).center());
    QCOMPARE(picked.takeLast(), (QVariantList{4, 1}));
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, QPoint(2, 2)); // names are no cells
    QCOMPARE(*map.current(), QPoint(1, 4));
    map.setCurrent(QPoint(7, 7)); // outside
    QVERIFY(!map.current());
    map.setPicture({});
    QTest::keyClick(&map, Qt::Key_Down);
    QVERIFY(!map.current());
}

/// A long list scrolls; the chosen cell is always seen, and painting stays quick.
void SensitivityPicturesTest::manyRows() {
    MatrixMap map("map");
    map.resize(500, 300);
    map.setPicture(large(2000));
    map.show();
    map.setCurrent(QPoint(2, 1500));
    QVERIFY(map.viewport()->rect().contains(map.cellRect(1500, 2)));
    map.setCurrent(QPoint(0, 3));
    QVERIFY(map.viewport()->rect().contains(map.cellRect(3, 0)));
    // Under the head, not behind it.
    QVERIFY(map.cellRect(3, 0).top() >= map.fontMetrics().height());
}

void SensitivityPicturesTest::saved_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("png") << "map.png" << QByteArray("\x89PNG");
    QTest::newRow("svg") << "map.svg" << QByteArray("<?xml");
    QTest::newRow("pdf") << "map.pdf" << QByteArray("%PDF");
}

/// All rows are in the file, those that are scrolled out of sight, too.
void SensitivityPicturesTest::saved() {
    QFETCH(QString, name);
    QFETCH(QByteArray, begins);
    MatrixMap map("map");
    map.resize(500, 200);
    map.setPicture(large(40));
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    QVERIFY(map.save(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith(begins));
    if (name.endsWith("svg"))
        QVERIFY(bytes.contains("39 · mlp.down_proj"));
    if (name.endsWith("png"))
        QVERIFY(QImageReader(path).size().height() > 2 * 40 * map.fontMetrics().height());
    QVERIFY(!map.save("/nowhere/" + name));
}

QTEST_MAIN(SensitivityPicturesTest)
#include "tst_sensitivity_pictures.moc"
