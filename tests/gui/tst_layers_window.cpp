// From a model to "I know which layers are hurt and why", as a new user goes: the Layers view alone.
#include "plots/heat_strip.h"
#include "session/hurt_driver.h"
#include "support/gguf_maker.h"
#include "support/stage.h"
#include "theme/theme.h"
#include "views/layers_view.h"

#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QTabBar>
#include <QTabWidget>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
constexpr int layersTab = 1;

/// Eight layers; in one weight of layer 5 every 32nd column is five times as large as the others.
QString spoiltModel(const QTemporaryDir& folder) {
    GgufMaker maker;
    maker.addLlama(8, 256, 256, 4, 4);
    auto random = std::make_shared<std::mt19937>(3);
    maker.value = [random](const std::string& name, std::uint64_t index) {
        std::normal_distribution<float> draw(0, 0.02F);
        const float x = draw(*random);
        const std::uint64_t column = index % 256;
        return name == "blk.5.ffn_down.weight" && column % 32 == 7 ? 5 * x : x;
    };
    const QString path = folder.filePath("spoilt.gguf");
    if (!maker.write(path.toStdString()))
        qFatal("cannot write");
    return path;
}

struct LayersStage : Stage {
    using Stage::Stage;
    bool prepare(const QString& model, const char* scheme) {
        language.apply("en"); // for its plurals
        window->views().setCurrentIndex(layersTab);
        if (!settle(model))
            return false;
        workbench.select(workbench.candidateNamed(scheme)->id);
        return QTest::qWaitFor([this] { return window->settled(); }, patience);
    }
};

} // namespace

class tst_layers_window : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void saysWhichAndWhy();
    void saysSoInEveryLanguage();
    void calmModelIsCalledCalm();
    void stripShowsAndPicks();
    void stripIsTakenAlong();
    void manyTensorsShareAPixel();
};

void tst_layers_window::saysWhichAndWhy() {
    LayersStage stage({"Q8_0", "Q2_K"});
    QVERIFY(stage.prepare(spoiltModel(stage.folder), "Q2_K"));
    const QString layers = stage.find<QLabel>("hurtLayers")->text();
    QVERIFY2(layers.contains("Q2_K") && layers.contains("<b>5, "), qPrintable(layers));
    QVERIFY2(layers.contains("1 weight stands out"), qPrintable(layers));
    auto* list = stage.find<QListWidget>("hurtWeights");
    QCOMPARE(list->count(), 3);
    const QString first = list->item(0)->text();
    QVERIFY2(first.startsWith("▼ blk.5.ffn_down is ") && first.contains("times its role's median under Q2_K"),
             qPrintable(first));
    QVERIFY2(first.contains("8 columns of 256 hold "), qPrintable(first));
    QVERIFY2(first.contains("kurtosis"), qPrintable(first));
    QVERIFY2(list->item(1)->text().contains("No outliers"), qPrintable(list->item(1)->text()));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(stage.workbench.selection().tensor()->name, std::string("blk.5.ffn_down.weight"));
    QTest::keyClick(list, Qt::Key_Down); // by keyboard as well
    QVERIFY(stage.workbench.selection().tensor()->name != "blk.5.ffn_down.weight");

    // Another scheme, another answer; another name, the same one.
    stage.workbench.rename(stage.workbench.candidateNamed("Q8_0")->id, "shipped");
    stage.workbench.select(stage.workbench.candidateNamed("Q8_0")->id);
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QLabel>("hurtLayers")->text().contains("shipped"), patience);
    QVERIFY(stage.find<QListWidget>("hurtWeights")->item(0)->text().contains("under shipped"));
}

void tst_layers_window::saysSoInEveryLanguage() {
    LayersStage stage({"Q2_K"});
    QVERIFY(stage.prepare(spoiltModel(stage.folder), "Q2_K"));
    const auto first = [&] { return stage.find<QListWidget>("hurtWeights")->item(0)->text(); };
    const QString english = first();
    stage.trigger("language-de");
    QTRY_VERIFY2(first().contains("Medians seiner Rolle"), qPrintable(first()));
    stage.trigger("language-zh_CN");
    QTRY_VERIFY2(first().contains(QStringLiteral("中位数")), qPrintable(first()));
    stage.trigger("language-en");
    QTRY_COMPARE(first(), english);
}

void tst_layers_window::calmModelIsCalledCalm() {
    LayersStage stage({"Q4_0"});
    QVERIFY(stage.prepare(fable, "Q4_0"));
    QVERIFY2(stage.find<QLabel>("hurtLayers")->text().contains("No weight stands out"),
             qPrintable(stage.find<QLabel>("hurtLayers")->text()));
    QCOMPARE(stage.find<QListWidget>("hurtWeights")->count(), 3); // the worst are named all the same
    stage.workbench.remove(stage.workbench.candidates().front().id);
    QTRY_COMPARE_WITH_TIMEOUT(stage.find<QListWidget>("hurtWeights")->count(), 0, patience);
}

void tst_layers_window::stripShowsAndPicks() {
    LayersStage stage({"Q8_0", "Q2_K"});
    QVERIFY(stage.prepare(spoiltModel(stage.folder), "Q2_K"));
    stage.find<QTabBar>("layersPages")->setCurrentIndex(LayersView::Strip);
    auto* strip = stage.find<HeatStrip>("layersStrip");
    const StripPicture& picture = strip->picture();
    QCOMPARE(picture.rows.size(), std::size_t{2});
    QCOMPARE(picture.tensors.size(), stage.workbench.candidates()[0].result->tensors.size());
    for (std::size_t i = 1; i < picture.tensors.size(); ++i)
        QVERIFY(picture.tensors[i - 1]->place.layer <= picture.tensors[i]->place.layer);
    // Every value is what was measured, in the unit of the axis.
    for (std::size_t row = 0; row < 2; ++row)
        for (std::size_t i = 0; i < picture.tensors.size(); ++i) {
            const Measurement* one = measurementOf(stage.workbench.candidates()[row], *picture.tensors[i]);
            QCOMPARE((*picture.rows[row].values)[i],
                     static_cast<float>(100 * valueOf(Figure::RelativeRmse, *one)));
        }
    // The spoilt one is where it was said to be, and a click on it selects tensor and scheme.
    int column = 0;
    while (picture.tensors[static_cast<std::size_t>(column)]->name != "blk.5.ffn_down.weight")
        ++column;
    QPoint place;
    for (int x = 0; x < strip->width(); ++x)
        for (int y = 0; y < strip->height(); y += 4)
            if (strip->cellAt(QPointF(x, y)) == std::pair(column, 0))
                place = QPoint(x, y);
    QVERIFY(!place.isNull());
    QTest::mouseClick(strip, Qt::LeftButton, {}, place);
    QCOMPARE(stage.workbench.selection().tensor()->name, std::string("blk.5.ffn_down.weight"));
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q8_0"));
    QTest::keyClick(strip, Qt::Key_Down);
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q2_K"));
    QTest::keyClick(strip, Qt::Key_Left);
    QCOMPARE(stage.workbench.selection().tensor(), picture.tensors[static_cast<std::size_t>(column - 1)]);
    QVERIFY(stage.find<QLabel>("layersStripReadOut")->text().contains("Q2_K"));
    QVERIFY(strip->accessibleDescription().contains("Q2_K"));
}

void tst_layers_window::stripIsTakenAlong() {
    LayersStage stage({"Q8_0", "Q2_K"});
    QVERIFY(stage.prepare(fable, "Q2_K"));
    stage.find<QTabBar>("layersPages")->setCurrentIndex(LayersView::Strip);
    auto* strip = stage.find<HeatStrip>("layersStrip");
    for (const char* name : {"s.png", "s.svg", "s.pdf", "s.csv"}) {
        QVERIFY(strip->save(stage.folder.filePath(name)));
        QVERIFY(QFileInfo(stage.folder.filePath(name)).size() > 500);
    }
    QVERIFY(!strip->save(stage.folder.filePath("no/folder/s.csv")));
    strip->copyData();
    QCOMPARE(QApplication::clipboard()->text().count('\n'),
             1 + 2 * static_cast<int>(strip->picture().tensors.size()));
}

// 5,000 tensors on a few hundred pixels: a pixel shows the worst that it stands for.
void tst_layers_window::manyTensorsShareAPixel() {
    StripPicture picture;
    auto values = std::make_shared<std::vector<float>>();
    for (int i = 0; i < 5000; ++i) {
        auto tensor = std::make_shared<Tensor>();
        tensor->name = "t" + std::to_string(i);
        tensor->place.layer = i / 10;
        picture.tensors.push_back(tensor);
        values->push_back(i == 1234 ? 50.0F : 1.0F);
    }
    picture.rows.push_back({"Q2_K", 0, 1, values});
    picture.low = 1;
    picture.high = 50;
    picture.logarithmic = true;
    HeatStrip strip("many");
    strip.resize(500, 200);
    strip.setPicture(picture);
    int found = 0;
    for (int x = 0; x < 500; ++x)
        found += strip.cellAt(QPointF(x, 60)) == std::pair(1234, 0);
    QVERIFY(found >= 1);
    const QImage image = strip.grab().toImage();
    int dark = 0;
    for (int x = 0; x < image.width(); ++x)
        dark += image.pixelColor(x, 60).rgb() == sequentialColor(1, strip.palette());
    QVERIFY(dark >= 1 && dark < 10);
}

QTEST_MAIN(tst_layers_window)
#include "tst_layers_window.moc"
