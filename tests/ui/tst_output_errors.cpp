// Weight errors beside output errors: rows, cells, order, texts for files, and the picture.
#include "models/output_error_model.h"
#include "models/roles.h"
#include "models/table_text.h"
#include "plots/output_error_picture.h"
#include "plots/plot_widget.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

using Model_ = OutputErrorModel;
constexpr double infinite = std::numeric_limits<double>::infinity();

std::shared_ptr<const Tensor> tensor(const char* name, Role role) {
    auto made = std::make_shared<Tensor>();
    made->name = name;
    made->place.role = role;
    return made;
}

/// Errors as ratios of a signal of 1.
LayerError layer(const char* name, const char* weight, double stored, double output) {
    LayerError error;
    error.layer = name;
    error.weight = weight;
    error.tokens = 64;
    error.stored = {1, stored * stored};
    error.output = {1, output * output};
    return error;
}

Model model() {
    Model made;
    made.tensors = {tensor("blk.0.attn_q.weight", Role::AttentionQ),
                    tensor("blk.0.ffn_down.weight", Role::FeedForwardDown),
                    tensor("token_embd.weight", Role::TokenEmbedding)};
    return made;
}

/// Hit where it matters, alike, hardly, exact, broken, and of a weight that is no tensor of the file.
std::vector<OutputErrorRow> example(int slot = 1) {
    std::vector<LayerError> layers{layer("blk.0.attn_q", "blk.0.attn_q.weight", 0.03125, 0.125),
                                   layer("blk.0.ffn_down", "blk.0.ffn_down.weight", 0.0625, 0.0625),
                                   layer("output", "token_embd.weight", 0.0625, 0.015625),
                                   layer("exact", "blk.0.attn_q.weight", 0, 0),
                                   layer("broken", "blk.0.ffn_down.weight", 0.5, 0),
                                   layer("split", "derived", 0.25, 0.5)};
    layers[4].output = {0, 3};
    return outputErrorRows(layers, model(), slot);
}

QStringList column(const QAbstractItemModel& shown, int column, int role = Qt::DisplayRole) {
    QStringList cells;
    for (int row = 0; row < shown.rowCount(); ++row)
        cells << shown.index(row, column).data(role).toString();
    return cells;
}

} // namespace

class TestOutputErrors : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void modelKeepsTheRules();
    void cells();
    void names();
    void bars();
    void sorts();
    void textForFiles();
    void markersTellRoles_data();
    void markersTellRoles();
    void explains_data();
    void explains();
    void picture();
    void pictureOfNothing();
    void clickGivesTheRow();
};

void TestOutputErrors::modelKeepsTheRules() {
    OutputErrorModel shown;
    QAbstractItemModelTester tester(&shown, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&shown, &QAbstractItemModel::modelReset);
    shown.retranslate(); // while it is empty
    shown.setRows(example());
    QCOMPARE(shown.rowCount(), 6);
    QCOMPARE(shown.rowCount(shown.index(0, 0)), 0);
    QCOMPARE(shown.columnCount(), int(Model_::ColumnCount));
    shown.retranslate();
    shown.setRows({});
    QCOMPARE(shown.rowCount(), 0);
    QCOMPARE(resets.size(), 2);
    QVERIFY(!shown.data({}).isValid());
    QVERIFY(!shown.headerData(Model_::ColumnCount, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!shown.headerData(-1, Qt::Horizontal, Qt::ToolTipRole).isValid());
}

void TestOutputErrors::cells() {
    OutputErrorModel shown;
    shown.setRows(example());
    QCOMPARE(column(shown, Model_::Layer),
             (QStringList{"blk.0.attn_q", "blk.0.ffn_down", "output", "exact", "broken", "split"}));
    QCOMPARE(shown.index(2, Model_::Weight).data().toString(), QString("token_embd.weight"));
    QCOMPARE(column(shown, Model_::WeightError).first(3), (QStringList{"3.13", "6.25", "6.25"}));
    QCOMPARE(column(shown, Model_::OutputError).first(3), (QStringList{"12.5", "6.25", "1.56"}));
    QCOMPARE(column(shown, Model_::Sqnr).first(3), (QStringList{"18.1", "24.1", "36.1"}));
    QCOMPARE(column(shown, Model_::Ratio), (QStringList{"4.00", "1.00", "0.25", "–", "∞", "2.00"}));
    QCOMPARE(shown.index(3, Model_::Sqnr).data(SortRole).toDouble(), infinite);
    for (int head = 0; head < Model_::ColumnCount; ++head)
        QVERIFY(!shown.headerData(head, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    QCOMPARE(shown.rowOf("blk.0.ffn_down.weight"), 1);
    QCOMPARE(shown.rowOf("nothing"), -1);
}

// Short where the layer is called as its weight is; whole for files.
void TestOutputErrors::names() {
    Model made = model();
    const auto placed = std::make_shared<Tensor>(*made.tensors.front());
    placed->place.layer = 0;
    made.tensors.front() = placed;
    OutputErrorModel shown;
    shown.setRows(outputErrorRows({layer("blk.0.attn_q", "blk.0.attn_q.weight", 0.1, 0.1),
                                   layer("shared", "blk.0.attn_q.weight", 0.1, 0.1)},
                                  made, 1));
    QCOMPARE(column(shown, Model_::Layer), (QStringList{"0 · attn_q", "shared"}));
    QCOMPARE(column(shown, Model_::Layer, DataRole), (QStringList{"blk.0.attn_q", "shared"}));
    QCOMPARE(outputErrorPicture(shown.rows(), 0).series.back().name, QString("shared"));
}

// Of one scale, so that the two columns can be compared; what is not finite does not shrink the others.
void TestOutputErrors::bars() {
    OutputErrorModel shown;
    shown.setRows(example());
    QCOMPARE(shown.index(0, Model_::WeightError).data(FractionRole).toDouble(), 0.0625);
    QCOMPARE(shown.index(0, Model_::OutputError).data(FractionRole).toDouble(), 0.25);
    QCOMPARE(shown.index(3, Model_::OutputError).data(FractionRole).toDouble(), 0.0);
    QCOMPARE(shown.index(4, Model_::OutputError).data(FractionRole).toDouble(), 1.0);
    QCOMPARE(shown.index(5, Model_::OutputError).data(FractionRole).toDouble(), 1.0);
    QVERIFY(!shown.index(0, Model_::Ratio).data(FractionRole).isValid());
    shown.setRows({example()[3]});
    QVERIFY(!shown.index(0, Model_::OutputError).data(FractionRole).isValid());
}

void TestOutputErrors::sorts() {
    OutputErrorModel shown;
    shown.setRows(example());
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&shown);
    sorted.setSortRole(SortRole);
    sorted.sort(Model_::OutputError, Qt::DescendingOrder);
    QCOMPARE(column(sorted, Model_::Layer),
             (QStringList{"broken", "split", "blk.0.attn_q", "blk.0.ffn_down", "output", "exact"}));
    sorted.sort(Model_::Ratio, Qt::AscendingOrder); // where there is none comes first
    QCOMPARE(column(sorted, Model_::Layer),
             (QStringList{"exact", "output", "blk.0.ffn_down", "split", "blk.0.attn_q", "broken"}));
    sorted.sort(Model_::Layer, Qt::AscendingOrder); // as the network runs
    QCOMPARE(column(sorted, Model_::Layer), column(shown, Model_::Layer));
}

void TestOutputErrors::textForFiles() {
    OutputErrorModel shown;
    shown.setRows(example());
    const QStringList lines = csvOf(shown).split('\n');
    QCOMPARE(lines[0], QString("Layer,Weight,Weights (%),Outputs (%),SQNR (dB),Output ÷ weight"));
    QCOMPARE(lines[1], QString("blk.0.attn_q,blk.0.attn_q.weight,3.125,12.5,18.06179974,4"));
    QCOMPARE(lines[4], QString("exact,blk.0.attn_q.weight,0,0,,")); // no number for infinity and NaN
    QVERIFY(tabbedText(shown, {}).contains("output\ttoken_embd.weight\t6.25\t1.5625\t"));
}

void TestOutputErrors::markersTellRoles_data() {
    QTest::addColumn<int>("slot");
    for (const int slot : {0, 1, 7, 8, 13, 64})
        QTest::addRow("slot %d", slot) << slot;
}

// One marker a role under every scheme; the colour stays the scheme's.
void TestOutputErrors::markersTellRoles() {
    QFETCH(int, slot);
    const std::vector<OutputErrorRow> rows = example(slot);
    QCOMPARE(schemeMarker(rows[0].slot), Marker::Circle);
    QCOMPARE(schemeMarker(rows[1].slot), Marker::Cross);
    QCOMPARE(schemeMarker(rows[2].slot), Marker::Star);
    QCOMPARE(schemeMarker(rows[5].slot), Marker::Star);
    for (const OutputErrorRow& row : rows)
        QCOMPARE(schemeColor(row.slot, lightPalette()), schemeColor(slot, lightPalette()));
    QCOMPARE(rows[1].role, Role::FeedForwardDown);
    QCOMPARE(rows[5].role, Role::Other);
}

void TestOutputErrors::explains_data() {
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("harder") << 0 << "The output is hit harder than the weight";
    QTest::newRow("alike") << 1 << "Output and weight are hit alike.";
    QTest::newRow("less") << 2 << "The output is hit less than the weight";
    QTest::newRow("broken") << 4 << "The output is hit harder than the weight";
}

void TestOutputErrors::explains() {
    QFETCH(int, row);
    QFETCH(QString, verdict);
    const QStringList lines = explained(example()[std::size_t(row)]).split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines[3].startsWith(verdict), qPrintable(lines[3]));
    QCOMPARE(explained(example()[3]).split('\n').size(), 3); // nothing to say of what is exact
    QCOMPARE(explained(example()[0]).split('\n')[1],
             QString("Weight error 3.13 %, output error 12.5 % (SQNR 18.1 dB)"));
}

void TestOutputErrors::picture() {
    std::vector<OutputErrorRow> rows = example();
    for (int i = 0; i < 6; ++i)
        rows.push_back(
            outputErrorRows({layer("small", "token_embd.weight", 0.01, 0.001 * (i + 1))}, model(), 1)
                .front());
    const Picture drawn = outputErrorPicture(rows, 2);
    QVERIFY(drawn.logX && drawn.logY);
    QCOMPARE(drawn.series.size(), std::size_t(11)); // the diagonal; neither the exact nor the broken one
    const Series& diagonal = drawn.series.front();
    QVERIFY(diagonal.style == SeriesStyle::Front);
    QCOMPARE(diagonal.x, diagonal.y);
    QCOMPARE(diagonal.x.front(), 1.0 / 1.02); // as wide as the weights' errors, whatever the outputs' are
    QCOMPARE(diagonal.x.back(), 25.0 * 1.02);
    QStringList labelled;
    for (const Series& series : drawn.series) {
        if (series.style != SeriesStyle::Markers)
            continue;
        const OutputErrorRow& row = rows[std::size_t(series.id - 1)];
        QCOMPARE(series.x.front(), 100 * row.weight());
        QCOMPARE(series.y.front(), 100 * row.output());
        QCOMPARE(series.note, explained(row));
        QCOMPARE(series.strong, series.id == 3);
        if (series.labelled)
            labelled << series.name;
    }
    QCOMPARE(labelled, (QStringList{"blk.0.attn_q", "blk.0.ffn_down", "output", "split", "small"}));
    QVERIFY(outputErrorPicture(rows, 6).series[5].labelled); // the selected one, small as it is
}

void TestOutputErrors::pictureOfNothing() {
    QVERIFY(outputErrorPicture({}, -1).series.empty());
    QVERIFY(outputErrorPicture({example()[3], example()[4]}, 0).series.empty());
    QCOMPARE(outputErrorPicture({example()[0]}, -1).series.size(), std::size_t(2));
}

void TestOutputErrors::clickGivesTheRow() {
    QTemporaryDir folder;
    PlotWidget plot(QStringLiteral("outputs"));
    plot.resize(600, 400);
    plot.show();
    plot.setPicture(outputErrorPicture(example(), -1));
    QCoreApplication::processEvents();
    QVERIFY(plot.readOut(3.125, 12.5).startsWith("blk.0.attn_q · 3.125 · 12.5"));
    for (const char* name : {"a.png", "a.svg", "a.csv"})
        QVERIFY(plot.save(folder.filePath(name)));
}

QTEST_MAIN(TestOutputErrors)
#include "tst_output_errors.moc"
