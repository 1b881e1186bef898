// The page “All formats” in the real window: every registered format on the chosen tensor, sample first,
// exact after; figures are core's.
#include "analysis/format_survey.h"
#include "formats/registry.h"
#include "models/roles.h"
#include "models/survey_model.h"
#include "plots/plot_widget.h"
#include "support/stage.h"
#include "views/tensor_view.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTabBar>
#include <QTableView>

#include <qcustomplot.h>

#include <cmath>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString tinystories = MANTISSA_TEST_DATA "/tinystories-656k";

struct FormatsStage : Stage {
    FormatsStage() : Stage({"Q8_0", "Q4_K"}) {}

    QTableView& table() { return *find<QTableView>("formatsTable"); }
    QAbstractItemModel& rows() { return *table().model(); }
    bool settledPage() {
        auto* view = window->findChild<TensorView*>();
        return QTest::qWaitFor([&] { return rows().rowCount() > 0 && view->settled(); }, patience) &&
               settled();
    }
    /// By the scheme's name; -1 if it is not there.
    int rowOf(const QString& scheme) {
        for (int row = 0; row < rows().rowCount(); ++row)
            if (at(row, SurveyModel::Name, SortRole).toString() == scheme)
                return row;
        return -1;
    }
    QVariant at(int row, int column, int role = Qt::DisplayRole) {
        return rows().index(row, column).data(role);
    }
    bool open(const QString& model, const char* tensor) {
        find<QTabBar>("tensorPages")->setCurrentIndex(3);
        if (!settle(model))
            return false;
        workbench.selection().setTensor(workbench.model()->tensor(tensor));
        return QTest::qWaitFor([&] { return !settledNow(); }, patience) && settledPage();
    }
    bool settledNow() { return window->findChild<TensorView*>()->settled(); }
};

const char* const query = "model.layers.1.self_attn.q_proj.weight";

} // namespace

class FormatsPage : public QObject {
    Q_OBJECT

private slots:
    void everyFormatIsThere();
    void sampleFirst();
    void chosenAndCompared();
    void matrixAndSearch();
    void shortRowsSayWhy();
    void goesOut();
    void onlyWhileSeen();
    void modelIsSound();
};

void FormatsPage::everyFormatIsThere() {
    FormatsStage stage;
    QVERIFY(stage.open(fable, query));
    QCOMPARE(stage.rows().rowCount(), static_cast<int>(formats().size()));
    const auto tensor = stage.workbench.model()->tensor(query);
    for (const char* scheme : {"Q4_K", "Q8_0", "NF4", "INT3", "IQ2_S", "TQ1_0"}) {
        const auto expected = surveyFormat(tensor, *parseScheme(scheme), {}, {}, Task());
        QVERIFY(expected);
        const int row = stage.rowOf(scheme);
        QVERIFY2(row >= 0, scheme);
        QCOMPARE(stage.at(row, SurveyModel::Error, SortRole).toDouble(),
                 figures(expected->measurement.sums).relativeRmse);
        QCOMPARE(stage.at(row, SurveyModel::Bits, SortRole).toDouble(), expected->measurement.bitsPerWeight);
        QCOMPARE(stage.at(row, SurveyModel::Bound, SortRole).toDouble(),
                 std::exp2(-expected->measurement.bitsPerWeight));
        QCOMPARE(stage.at(row, SurveyModel::Left, SortRole).toDouble(), expected->bounds.bitsLeft);
        QVERIFY(stage.at(row, SurveyModel::Time, SortRole).toDouble() > 0);
    }
    // The weights were BF16: F16 holds them, all or nearly all.
    QCOMPARE(stage.at(stage.rowOf("F16"), SurveyModel::Left, Qt::DisplayRole).toString(), QString("exact"));
    // These want a matrix, which there is none of: what can be made without takes their place.
    QVERIFY(stage.rowOf("IQ1_S/search") >= 0 && stage.rowOf("IQ1_S") < 0);
    QVERIFY(stage.find<QLabel>("formatsState")->text().contains("exact"));
    // Two curves, and a point for each format of up to nine bits.
    auto* plot = stage.find<PlotWidget>("formatsPlot");
    const Picture& picture = plot->picture();
    for (const Series& series : picture.series) // all within sight
        QVERIFY2(plot->plot().xAxis->range().contains(series.x.front()), qPrintable(series.name));
    int small = 0;
    for (int row = 0; row < stage.rows().rowCount(); ++row)
        small += stage.at(row, SurveyModel::Bits, SortRole).toDouble() <= 9 ? 1 : 0;
    QCOMPARE(picture.series.size(), static_cast<std::size_t>(small + 2));
}

void FormatsPage::sampleFirst() {
    FormatsStage stage;
    QVERIFY(stage.settle(fable));
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("model.embed_tokens.weight"));
    SurveyDriver driver(stage.workbench);
    const std::size_t all = surveySchemes(false).size();
    std::size_t answers = 0;
    bool inOrder = true;
    connect(&driver, &SurveyDriver::measured, this, [&](int row) {
        const auto& figures = driver.rows()[static_cast<std::size_t>(row)].figures;
        inOrder = inOrder && figures && figures->measurement.exact == (answers >= all);
        ++answers;
    });
    driver.setActive(true);
    QVERIFY(QTest::qWaitFor([&] { return answers > 0 && driver.settled(); }, patience));
    QVERIFY(inOrder);
    QCOMPARE(answers, 2 * all);
}

void FormatsPage::chosenAndCompared() {
    FormatsStage stage;
    QVERIFY(stage.open(fable, query));
    QTableView& table = stage.table();
    table.sortByColumn(SurveyModel::Error, Qt::AscendingOrder);
    double last = 0;
    for (int row = 0; row < stage.rows().rowCount(); ++row) {
        const double error = stage.at(row, SurveyModel::Error, SortRole).toDouble();
        QVERIFY(error >= last);
        last = error;
    }
    QCOMPARE(stage.at(stage.rowOf("Q4_K"), SurveyModel::Name, Qt::CheckStateRole).toInt(), int(Qt::Checked));
    // Chosen: every view shows the tensor under it, the comparison stays.
    const std::size_t before = stage.workbench.candidates().size();
    table.setCurrentIndex(stage.rows().index(stage.rowOf("NF4"), 0));
    QCOMPARE(QString::fromStdString(stage.workbench.selection().scheme()->text()), QString("NF4"));
    QCOMPARE(stage.workbench.candidates().size(), before);
    click(stage.find<QPushButton>("formatsAdd"));
    QVERIFY(stage.workbench.candidateNamed("NF4"));
    QVERIFY(!stage.find<QPushButton>("formatsAdd")->isEnabled());
    // The mark does the same, both ways.
    const auto check = [&](const char* scheme, Qt::CheckState state) {
        return stage.rows().setData(stage.rows().index(stage.rowOf(scheme), SurveyModel::Name), state,
                                    Qt::CheckStateRole);
    };
    QVERIFY(check("INT4", Qt::Checked));
    QVERIFY(stage.workbench.candidateNamed("INT4"));
    QVERIFY(check("INT4", Qt::Unchecked));
    QVERIFY(!stage.workbench.candidateNamed("INT4"));
    // So does a click on a point.
    auto* plot = stage.find<PlotWidget>("formatsPlot");
    const auto& series = plot->picture().series;
    const auto point =
        std::find_if(series.begin(), series.end(), [](const Series& s) { return s.name == "Q5_K"; });
    QVERIFY(point != series.end());
    emit plot->clicked(point->id, point->x.front());
    QVERIFY(stage.workbench.candidateNamed("Q5_K"));
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q5_K"));
    QVERIFY(stage.settled());
}

void FormatsPage::matrixAndSearch() {
    FormatsStage stage;
    QVERIFY(stage.open(fable, query));
    stage.find<QCheckBox>("formatsSearch")->click();
    QVERIFY(stage.settledPage());
    QCOMPARE(stage.rows().rowCount(), static_cast<int>(surveySchemes(true).size()));
    const auto error = [&](const char* scheme) {
        const int row = stage.rowOf(scheme);
        return row < 0 ? -1 : stage.at(row, SurveyModel::Error, SortRole).toDouble();
    };
    for (const char* format : {"Q4_K", "Q2_K", "Q4_0", "NVFP4", "INT4"}) {
        QVERIFY2(error(format) > 0, format);
        QVERIFY2(error((QByteArray(format) + "/search").constData()) <= error(format), format);
    }
}

// Rows of 128 fit no block of 256: the row says what takes its place, and the picture leaves it out.
void FormatsPage::shortRowsSayWhy() {
    FormatsStage stage;
    QVERIFY(stage.open(tinystories, "model.layers.0.self_attn.q_proj.weight"));
    const int row = stage.rowOf("Q4_K");
    QVERIFY(row >= 0);
    QVERIFY(stage.at(row, SurveyModel::Name).toString().startsWith(QString::fromUtf8("⚠")));
    QVERIFY(stage.at(row, SurveyModel::Name, Qt::ToolTipRole).toString().contains("Q5_0"));
    for (const Series& series : stage.find<PlotWidget>("formatsPlot")->picture().series)
        QVERIFY(series.name != "Q4_K");
}

void FormatsPage::goesOut() {
    FormatsStage stage;
    QVERIFY(stage.open(fable, query));
    QTemporaryDir folder;
    const QString target = folder.filePath("formats.csv");
    click(stage.find<QPushButton>("formatsSave"));
    emit stage.find<QFileDialog>("saveFormats")->fileSelected(target);
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), stage.rows().rowCount() + 1);
    for (const QByteArray& line : lines)
        QCOMPARE(line.count(','), 5);
}

void FormatsPage::onlyWhileSeen() {
    FormatsStage stage;
    QVERIFY(stage.settle(fable));
    QCOMPARE(stage.rows().rowCount(), 0);
    stage.find<QTabBar>("tensorPages")->setCurrentIndex(3);
    QVERIFY(stage.settledPage());
    stage.find<QTabBar>("tensorPages")->setCurrentIndex(0);
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor(query));
    QVERIFY(stage.settled());
    stage.find<QTabBar>("tensorPages")->setCurrentIndex(3); // closed while it works
    QTest::qWait(100);
    QVERIFY(stage.window->close());
}

void FormatsPage::modelIsSound() {
    FormatsStage stage;
    QVERIFY(stage.settle(fable));
    SurveyDriver driver(stage.workbench);
    SurveyModel model(stage.workbench, driver);
    const QAbstractItemModelTester tester(&model);
    driver.setActive(true);
    QVERIFY(QTest::qWaitFor([&] { return model.rowCount() > 0 && driver.settled(); }, patience));
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor(query));
    QVERIFY(QTest::qWaitFor([&] { return driver.settled(); }, patience));
    stage.workbench.selection().setTensor(stage.workbench.model()->tensor("model.norm.weight"));
    QVERIFY(QTest::qWaitFor([&] { return driver.settled(); }, patience));
    QCOMPARE(model.rowCount(), 0); // recipes leave it alone
}

QTEST_MAIN(FormatsPage)
#include "tst_formats_page.moc"
