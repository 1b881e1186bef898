// The table and the picture of methods on equal terms, as the page shows them.
#include "methods/registry.h"
#include "models/method_model.h"
#include "models/roles.h"
#include "plots/method_picture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

ComparedMethod row(const char* scheme, double divergence, double seconds) {
    ComparedMethod one;
    one.scheme = *parseScheme(scheme);
    one.bitsPerWeight = 4.125;
    one.weight = {1, 0.01};
    one.output = {1, divergence * divergence};
    LayerError layer;
    layer.weight = "a.weight";
    layer.stored = {1, 0.04};
    layer.output = {1, 0.25 * divergence * divergence};
    one.layers = {layer};
    one.divergence.mean = {divergence, divergence / 100};
    one.divergence.sameTop = {1 - divergence, 0.01};
    one.perplexity = {9, 0.1};
    one.seconds = seconds;
    return one;
}

MethodComparison example() {
    MethodComparison comparison;
    comparison.methods = {row("INT4", 0.04, 1), row("INT4/gptq", 0.02, 2), row("NF4", 0.03, 3)};
    return comparison;
}

} // namespace

class TestMethodsPicture : public QObject {
    Q_OBJECT
private slots:
    void table() {
        MethodModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        MethodComparison comparison = example();
        const ComparedMethod last = comparison.methods.back();
        comparison.methods.pop_back();
        model.show(comparison, {});
        QCOMPARE(model.rowCount(), 2);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.show(comparison, {}); // the very same: whoever selected a row keeps it
        comparison.methods.push_back(last);
        model.show(comparison, {});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(resets.size(), 0);

        const auto data = [&](int at, int column, int role) { return model.index(at, column).data(role); };
        QCOMPARE(data(1, MethodModel::Divergence, BestRole).toInt(), 1);
        QCOMPARE(data(0, MethodModel::Divergence, BestRole).toInt(), 0);
        QCOMPARE(data(1, MethodModel::SameTop, BestRole).toInt(), 1); // there, more is better
        QCOMPARE(data(0, MethodModel::Time, BestRole).toInt(), 1);
        QCOMPARE(data(2, MethodModel::Divergence, BestRole).toInt(), 0); // alone in its format
        QCOMPARE(data(0, MethodModel::Divergence, FractionRole).toDouble(), 1.0);
        QCOMPARE(data(1, MethodModel::Divergence, FractionRole).toDouble(), 0.5);
        QCOMPARE(data(1, MethodModel::OutputError, DataRole).toDouble(), 2.0);
        QCOMPARE(methods()[std::size_t(data(1, MethodModel::MethodName, SlotRole).toInt())]->info().id,
                 std::string("gptq"));
        QCOMPARE(model.rowOf("NF4"), 2);

        model.show(comparison, "a.weight");
        QCOMPARE(data(1, MethodModel::OutputError, DataRole).toDouble(), 1.0);
        QVERIFY(!data(1, MethodModel::Divergence, DataRole).isValid());
        model.show(comparison, "another.weight");
        QCOMPARE(data(1, MethodModel::OutputError, Qt::DisplayRole).toString(), QString("–"));
    }

    void failedRows() {
        MethodComparison comparison = example();
        comparison.methods[1] = {};
        comparison.methods[1].scheme = *parseScheme("INT4/gptq");
        comparison.methods[1].failure = Error(ErrorCode::Numeric, Text{"broken moments", {}});
        MethodModel model;
        model.show(comparison, {});
        const QModelIndex cell = model.index(1, MethodModel::Divergence);
        QCOMPARE(cell.data().toString(), QString("–"));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains("broken moments"));
        QVERIFY(cell.data(SortRole).toDouble() >
                model.index(0, MethodModel::Divergence).data(SortRole).toDouble());
        QCOMPARE(methodPicture(comparison, MethodFigure::Divergence, {}, -1).series.size(), std::size_t(1));
    }

    void picture() {
        const MethodComparison comparison = example();
        const Picture picture = methodPicture(comparison, MethodFigure::Divergence, {}, 1);
        QCOMPARE(picture.categories, (std::vector<QString>{"INT4", "NF4"}));
        QVERIFY(picture.logY);
        QCOMPARE(picture.series.size(), std::size_t(2)); // rtn and gptq
        QCOMPARE(picture.series[0].name, QString("rtn"));
        QCOMPARE(picture.series[0].x, (std::vector<double>{0, 1}));
        QCOMPARE(picture.series[0].y, (std::vector<double>{0.04, 0.03}));
        QCOMPARE(picture.series[1].y, (std::vector<double>{0.02}));
        QVERIFY(picture.series[1].strong && picture.highlight == 0);
        // A click finds its row.
        for (std::size_t i = 0; i < comparison.methods.size(); ++i) {
            const int series = int(slotOf(*comparison.methods[i].scheme.method)) + 1;
            QCOMPARE(methodRowAt(comparison, series, i == 2 ? 1.2 : -0.3), int(i));
        }
        QCOMPARE(methodRowAt(comparison, 0, 0), -1);
        QCOMPARE(methodRowAt(comparison, 999, 0), -1);
        QCOMPARE(methodRowAt(comparison, 1, 7), -1);
        const Picture one = methodPicture(comparison, MethodFigure::WeightError, "a.weight", -1);
        QCOMPARE(one.series[0].y, (std::vector<double>{20, 20}));
    }
};

QTEST_GUILESS_MAIN(TestMethodsPicture)
#include "tst_methods_picture.moc"
