#include "models/certificate_model.h"
#include "models/compare_model.h"
#include "models/metadata_model.h"
#include "models/preflight_model.h"
#include "models/roles.h"
#include "models/scheme_model.h"
#include "models/tensor_filter.h"
#include "models/tensor_model.h"
#include "panels/tensor_tree.h"
#include "support/table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

// A tree as lines: groups flush left, tensors indented, so that a test reads like the window.
QStringList printed(const QAbstractItemModel& model, const QModelIndex& parent = {}) {
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines << (parent.isValid() ? QStringLiteral("  ") : QString()) + index.data().toString();
        lines << printed(model, index);
    }
    return lines;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT
private slots:
    void tensorsGrouped_data();
    void tensorsGrouped();
    void tensorCells();
    void tensorErrors();
    void tensorIndexOf();
    void filter_data();
    void filter();
    void sortsByValue();
    void hundredThousandTensors();
    void errorsOfManyReachTheTree();
    void metadata();
    void candidates();
    void preflightAndCertificate();
};

void TestModels::tensorsGrouped_data() {
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QStringList>("tree");
    QTest::newRow("table") << int(Grouping::None)
                           << QStringList{"token_embd.weight", "blk.10.ffn_up.weight", "blk.2.attn_q.weight",
                                          "blk.2.ffn_up.weight", "blk.2.attn_norm.weight"};
    QTest::newRow("layers") << int(Grouping::Layer)
                            << QStringList{"Outside the layers", "  token_embd", "Layer 2",  "  attn_q",
                                           "  ffn_up",           "  attn_norm",  "Layer 10", "  ffn_up"};
    QTest::newRow("roles") << int(Grouping::Role) << QStringList{"Token embedding",
                                                                 "  token_embd.weight",
                                                                 "Attention Q",
                                                                 "  blk.2.attn_q.weight",
                                                                 "FFN up",
                                                                 "  blk.10.ffn_up.weight",
                                                                 "  blk.2.ffn_up.weight",
                                                                 "Norm",
                                                                 "  blk.2.attn_norm.weight"};
    QTest::newRow("types") << int(Grouping::DType)
                           << QStringList{"F16",
                                          "  token_embd.weight",
                                          "  blk.10.ffn_up.weight",
                                          "  blk.2.attn_q.weight",
                                          "  blk.2.ffn_up.weight",
                                          "  blk.2.attn_norm.weight"};
}

void TestModels::tensorsGrouped() {
    QFETCH(int, grouping);
    QFETCH(QStringList, tree);
    TensorModel model;
    QAbstractItemModelTester tester(&model, strict);
    model.setModel(tableModel());
    model.setGrouping(static_cast<Grouping>(grouping));
    QCOMPARE(printed(model), tree);
    model.setErrors({.1, .2, .3, .4, .5});
    model.setModel(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::tensorCells() {
    TensorModel model;
    model.setGrouping(Grouping::None);
    model.setModel(tableModel());
    const auto cell = [&](int row, int column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role);
    };
    QCOMPARE(cell(2, TensorModel::RoleColumn).toString(), QString("Attention Q"));
    QCOMPARE(cell(2, TensorModel::Layer).toInt(), 2);
    QVERIFY(!cell(0, TensorModel::Layer).isValid());
    QCOMPARE(cell(2, TensorModel::ShapeColumn).toString(), QString("32 × 32"));
    QCOMPARE(cell(2, TensorModel::DTypeColumn).toString(), QString("F16"));
    QCOMPARE(cell(2, TensorModel::Size).toString(), QString("2.00 KiB"));
    QCOMPARE(cell(2, TensorModel::Size, SortRole).toULongLong(), 2048ull);
    QCOMPARE(cell(2, TensorModel::Bits).toString(), QString("16.00"));
    QCOMPARE(cell(0, TensorModel::Size, FractionRole).toDouble(), 1.0);
    QVERIFY(!cell(2, TensorModel::Error).isValid());
}

void TestModels::tensorErrors() {
    TensorModel model;
    QAbstractItemModelTester tester(&model, strict);
    model.setModel(tableModel());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const double none = std::numeric_limits<double>::quiet_NaN();
    model.setErrors({0.05, 0.1, 0.02, 0.04, none});
    QCOMPARE(changed.size(), 3); // one run a group
    const QModelIndex layer2 = model.index(1, 0);
    QCOMPARE(model.index(0, TensorModel::Error, layer2).data().toString(), QString("2.00 %"));
    QCOMPARE(model.index(0, TensorModel::Error, layer2).data(FractionRole).toDouble(), 0.2);
    QVERIFY(!model.index(2, TensorModel::Error, layer2).data().isValid());
    // A group sorts by its worst tensor.
    QCOMPARE(model.index(1, TensorModel::Error).data(SortRole).toDouble(), 0.04);
}

void TestModels::tensorIndexOf() {
    const ModelPtr file = tableModel();
    for (const Grouping grouping : {Grouping::None, Grouping::Layer, Grouping::Role, Grouping::DType}) {
        TensorModel model;
        model.setModel(file);
        model.setGrouping(grouping);
        for (const auto& tensor : file->tensors)
            QCOMPARE(model.tensorAt(model.indexOf(*tensor)), tensor);
        QVERIFY(!model.indexOf(Tensor()).isValid());
    }
}

void TestModels::filter_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("regex");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QStringList>("tree");
    QTest::newRow("text") << "ATTN" << false << true << QStringList{"Layer 2", "  attn_q", "  attn_norm"};
    QTest::newRow("role") << "ffn up" << false << true
                          << QStringList{"Layer 2", "  ffn_up", "Layer 10", "  ffn_up"};
    QTest::newRow("dots are dots") << "ffn.up" << false << true << QStringList{};
    QTest::newRow("regex") << "^(attn_q|token)" << true << true
                           << QStringList{"Outside the layers", "  token_embd", "Layer 2", "  attn_q"};
    QTest::newRow("broken regex keeps the old") << "(" << true << false << QStringList{};
}

void TestModels::filter() {
    QFETCH(QString, pattern);
    QFETCH(bool, regex);
    QFETCH(bool, valid);
    QFETCH(QStringList, tree);
    TensorModel model;
    model.setModel(tableModel());
    TensorFilter filter(model);
    QAbstractItemModelTester tester(&filter, strict);
    const QStringList all = printed(filter);
    QCOMPARE(all.size(), 8);
    QCOMPARE(filter.setFilter(pattern, regex), valid);
    QCOMPARE(printed(filter), valid ? tree : all);
    QVERIFY(filter.setFilter(QString(), regex));
    QCOMPARE(printed(filter), all);
}

void TestModels::sortsByValue() {
    TensorModel model;
    model.setGrouping(Grouping::None);
    model.setModel(tableModel());
    TensorFilter filter(model);
    filter.sort(TensorModel::Size,
                Qt::DescendingOrder); // "6.25 KiB" before "512 bytes", which text order would not
    QCOMPARE(filter.index(0, 0).data().toString(), QString("token_embd.weight"));
    QCOMPARE(filter.index(4, 0).data().toString(), QString("blk.2.attn_norm.weight"));
    filter.sort(TensorModel::Layer, Qt::AscendingOrder);
    QCOMPARE(filter.index(4, 0).data().toString(), QString("blk.10.ffn_up.weight"));
    filter.sort(-1);
    QCOMPARE(filter.index(1, 0).data().toString(), QString("blk.10.ffn_up.weight"));
}

void TestModels::hundredThousandTensors() {
    auto file = std::make_shared<Model>();
    for (int i = 0; i < 100'000; ++i) {
        auto tensor = std::make_shared<Tensor>();
        tensor->name = "blk." + std::to_string(i % 400) + ".x" + std::to_string(i);
        tensor->shape = {4, 4};
        tensor->place.layer = i % 400;
        file->tensors.push_back(tensor);
    }
    TensorModel model;
    QElapsedTimer clock;
    clock.start();
    model.setModel(file);
    QCOMPARE(model.rowCount(), 400);
    TensorFilter filter(model);
    QVERIFY(filter.setFilter("x99999", false));
    QCOMPARE(filter.rowCount(), 1);
    // Nothing was known and nothing is: nobody hears of it. Else each group is told of once.
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setErrors({});
    QCOMPARE(changes.count(), 0);
    model.setErrors(std::vector<double>(100'000, 0.1));
    QCOMPARE(changes.count(), 400);
    model.setErrors({});
    QCOMPARE(changes.count(), 800);
    QVERIFY(!model.index(0, TensorModel::Error, model.index(0, 0)).data(FractionRole).isValid());
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
}

// The tree in the window draws errors that come after it was shown, folded away or not, in any order.
void TestModels::errorsOfManyReachTheTree() {
    auto file = std::make_shared<Model>();
    for (int i = 0; i < 600; ++i) {
        auto tensor = std::make_shared<Tensor>();
        tensor->name = "blk." + std::to_string(i % 3) + ".x" + std::to_string(i);
        tensor->shape = {4, 4};
        tensor->place.layer = i % 3;
        file->tensors.push_back(tensor);
    }
    TensorModel model;
    const QAbstractItemModelTester tester(&model, strict);
    TensorFilter filter(model);
    const QAbstractItemModelTester filterTester(&filter, strict);
    TensorTree tree;
    tree.setModel(&filter);
    tree.setUniformRowHeights(true);
    tree.setSortingEnabled(true);
    tree.resize(500, 400);
    tree.show();
    model.setModel(file);
    tree.expand(filter.index(1, 0));
    QCoreApplication::processEvents();
    std::vector<double> errors;
    for (int i = 0; i < 600; ++i)
        errors.push_back(0.001 * ((7 * i) % 600));
    filter.sort(TensorModel::Error, Qt::DescendingOrder);
    const QImage before = tree.viewport()->grab().toImage();
    model.setErrors(errors);
    QCoreApplication::processEvents();
    const QModelIndex layer = filter.index(1, 0);
    for (int row = 1; row < filter.rowCount(layer); ++row)
        QVERIFY(filter.index(row - 1, TensorModel::Error, layer).data(SortRole).toDouble() >=
                filter.index(row, TensorModel::Error, layer).data(SortRole).toDouble());
    QVERIFY(tree.viewport()->grab().toImage() != before);
}

void TestModels::metadata() {
    MetadataModel model;
    QAbstractItemModelTester tester(&model, strict);
    const ModelPtr file = tableModel();
    model.setMetadata({file, &file->metadata});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, MetadataModel::Key).data().toString(), QString("general.name"));
    QVERIFY(model.index(0, MetadataModel::Value).data().toString().contains("table"));
    const QString list = model.index(1, MetadataModel::Value).data().toString();
    QVERIFY2(list.size() <= 300 && list.contains("token"),
             qPrintable(list)); // a thousand are not spelled out
}

void TestModels::candidates() {
    Workbench workbench;
    workbench.setStartingSchemes({"Q8_0", "Q4_0", "Q4_K", "not a scheme"});
    SchemeModel totals(workbench);
    CompareModel tensors(workbench);
    QAbstractItemModelTester first(&totals, strict);
    QAbstractItemModelTester second(&tensors, strict);
    workbench.open(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    QTRY_VERIFY_WITH_TIMEOUT(workbench.model() && workbench.settled(), 20000);
    QCOMPARE(totals.rowCount(), 3);
    QCOMPARE(totals.index(0, SchemeModel::Name).data().toString(), QString("Q8_0"));
    QCOMPARE(totals.index(1, SchemeModel::Name).data(SlotRole).toInt(), 1);
    QCOMPARE(totals.index(0, SchemeModel::State).data().toString(), QString("exact"));
    const double fine = totals.index(0, SchemeModel::Error).data(SortRole).toDouble();
    const double coarse = totals.index(1, SchemeModel::Error).data(SortRole).toDouble();
    QVERIFY(fine > 0 && fine < coarse && coarse < 0.2);
    // Beside each error what it is to be held against, for the bits that the scheme takes.
    const auto number = [&](int row, int column) {
        return totals.index(row, column).data(SortRole).toDouble();
    };
    for (int row = 0; row < totals.rowCount(); ++row) {
        const double bound = number(row, SchemeModel::Bound);
        QVERIFY(bound > 0 && bound < number(row, SchemeModel::Error));
        QVERIFY(number(row, SchemeModel::Scalar) > bound);
        QVERIFY(std::abs(number(row, SchemeModel::Left) -
                         std::log2(number(row, SchemeModel::Error) / bound)) < 1e-9);
        QVERIFY(totals.index(row, SchemeModel::Bound).data().toString().endsWith(QLatin1Char('%')));
    }

    QCOMPARE(tensors.columnCount(), CompareModel::FirstCandidate + 3);
    QVERIFY(tensors.rowCount() > 20);
    const QModelIndex best = tensors.index(0, CompareModel::FirstCandidate);
    QCOMPARE(best.data(BestRole).toInt(), 1);
    tensors.setFigure(Figure::Sqnr); // larger is better, and it is the same one
    QCOMPARE(best.data(BestRole).toInt(), 1);
    tensors.setFigure(Figure::Bytes);
    QCOMPARE(best.data(BestRole).toInt(), -1); // Q8_0 is the largest
    // Rows of 64 do not hold a K-quant's 256: the cell says so, and why.
    const QModelIndex fallback = tensors.index(0, CompareModel::FirstCandidate + 2);
    QVERIFY(fallback.data().toString().endsWith('*'));
    QVERIFY(!fallback.data(Qt::ToolTipRole).toString().isEmpty());

    QVERIFY(totals.setData(totals.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(tensors.columnCount(), CompareModel::FirstCandidate + 2);
    workbench.remove(totals.idAt(totals.index(0, 0)));
    QCOMPARE(totals.rowCount(), 2);
    QCOMPARE(workbench.nextSlot(), 0); // its colour is free again; the others keep theirs
    QCOMPARE(totals.index(0, 0).data(SlotRole).toInt(), 1);
}

void TestModels::preflightAndCertificate() {
    PreflightModel plans;
    CertificateModel certified;
    QAbstractItemModelTester first(&plans, strict);
    QAbstractItemModelTester second(&certified, strict);
    const QTemporaryDir folder;
    ExportOptions options;
    options.target = folder.filePath("out.gguf").toStdString();
    options.recipe = *parseRecipe("Q4_K"); // whose blocks of 256 do not fit rows of 64
    const auto model = openModel(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
    QVERIFY(model);
    const auto wanted = preflight(*model, options);
    QVERIFY(wanted);
    plans.setPreflight(*wanted);
    QCOMPARE(plans.rowCount(), static_cast<int>((*model)->tensors.size()));
    QVERIFY(plans.fallbacks() > 0);
    const auto certificate = exportModel(*model, options, Task());
    QVERIFY(certificate);
    certified.setCertificate(*certificate);
    QCOMPARE(certified.rowCount(), plans.rowCount());
    for (int row = 0; row < plans.rowCount(); ++row)
        QCOMPARE(certified.index(row, CertificateModel::Size).data(SortRole).toULongLong(),
                 plans.index(row, PreflightModel::Size).data(SortRole).toULongLong());
    // Decoded weights: the type of number that the file will hold is shown beside the scheme.
    options.target = folder.filePath("out.safetensors").toStdString();
    options.container = ExportContainer::Safetensors;
    options.recipe = *parseRecipe("Q8_0\npure");
    const auto simulated = preflight(*model, options);
    QVERIFY(simulated);
    plans.setPreflight(*simulated);
    QStringList shown;
    for (int row = 0; row < plans.rowCount(); ++row)
        shown += plans.index(row, PreflightModel::To).data().toString();
    QVERIFY(shown.contains("Q8_0 as F32") && shown.contains("F32"));
    plans.clear();
    QCOMPARE(plans.rowCount(), 0);
    QCOMPARE(plans.fallbacks(), 0);
    certified.setCertificate({});
    QCOMPARE(certified.rowCount(), 0);
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
