// The real window, driven by object names, as a person would drive it.
#include "models/figure.h"
#include "panels/banner.h"
#include "pipeline/llama_conversion.h"
#include "plots/plot_widget.h"
#include "session/measure.h"
#include "support/stage.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const QString stories = MANTISSA_TEST_DATA "/stories260k/stories260K.gguf";

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void emptyWindow();
    void opensByDialog();
    void opensByDrop();
    void badFileSaysWhy_data();
    void badFileSaysWhy();
    void selectionIsShared();
    void inspectorIsLive();
    void draftBecomesCandidate();
    void filtersAndGroups();
    void layersAndTradeoff();
    void exportsAndCertifies();
    void preflightTellsProblems();
    void exportCanBeCancelled();
    void reports_data();
    void reports();
    void requantizingBanner();
    void closesDuringWork();
    void themeAndLanguage();
    void qtSpeaksTheLanguage();
    void eightSchemesFit();
    void layoutIsKeptAndReset();
    void followsTheDesktop();
    void plotMenuByKey();
    void measuresAgain();
    void suggestsPlacesOfThePerson();
    void originalIsAnotherFile();
    void everyControlHasAName();
};

void TestWindow::emptyWindow() {
    Stage stage;
    QVERIFY(!stage.find<QAction>("export")->isEnabled());
    QVERIFY(!stage.find<QDockWidget>("jobsDock")->isVisible());
    QVERIFY(stage.find<QLabel>("tensorTotals")->text().contains("No model"));
    stage.trigger("addScheme"); // nothing to add, nothing happens
    QVERIFY(stage.workbench.candidates().empty());
}

void TestWindow::opensByDialog() {
    Stage stage;
    stage.trigger("open");
    auto* dialog = stage.find<QFileDialog>("openModelDialog");
    QVERIFY(dialog->isVisible());
    emit dialog->fileSelected(stories);
    dialog->close();
    QVERIFY(QTest::qWaitFor([&] { return stage.workbench.model() && stage.window->settled(); }, patience));
    QVERIFY(stage.window->windowTitle().startsWith("stories260K.gguf"));
    QCOMPARE(stage.workbench.candidates().size(), std::size_t{3});
    QCOMPARE(stage.settings.value(Setting::RecentModels).toStringList(), QStringList{stories});
    QVERIFY(!stage.find<PlotWidget>("values")->picture().series.empty());
}

void TestWindow::opensByDrop() {
    Stage stage({"Q8_0"});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(stories)});
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(stage.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(stage.window.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.model(), patience);
}

void TestWindow::badFileSaysWhy_data() {
    QTest::addColumn<QString>("language");
    for (const char* language : {"en", "de", "zh_CN"})
        QTest::newRow(language) << language;
}

void TestWindow::badFileSaysWhy() {
    QFETCH(QString, language);
    Stage stage;
    stage.language.apply(language);
    const QString path = stage.folder.filePath("broken.gguf");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("GGUF\x03");
    file.close();
    stage.workbench.open(path);
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->banners().find("open"), patience);
    const Banner* banner = stage.window->banners().find("open");
    QCOMPARE(banner->kind(), BannerKind::Problem);
    QVERIFY2(banner->text().contains("broken.gguf"), qPrintable(banner->text()));
    QCOMPARE(stage.window->findChildren<Banner*>().size(), 1); // once
    QVERIFY(!stage.workbench.model());
    QVERIFY(stage.settle(stories)); // and the next one opens
    QTRY_VERIFY(!stage.window->banners().find("open"));
    stage.language.apply("en");
}

void TestWindow::selectionIsShared() {
    Stage stage;
    QVERIFY(stage.settle(stories));
    auto* tree = stage.find<QTreeView>("tensorTree");
    const QModelIndex layer = tree->model()->index(2, 0);
    tree->setCurrentIndex(tree->model()->index(1, 0, layer));
    const auto tensor = stage.workbench.selection().tensor();
    QVERIFY(tensor);
    QCOMPARE(stage.find<QLabel>("tensorViewHeading")->text(), QString::fromStdString(tensor->name));
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
    auto* totals = stage.find<QAbstractItemView>("compareTotals");
    stage.window->views().setCurrentIndex(2);
    totals->setCurrentIndex(totals->model()->index(2, 0));
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("INT4"));
    QCOMPARE(stage.find<QComboBox>("formatChoice")->currentText(), QString("INT4"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QLabel>("studyFacts")->text().contains("INT4"), patience);
}

void TestWindow::inspectorIsLive() {
    Stage stage;
    QVERIFY(stage.settle(fable));
    stage.workbench.select(stage.workbench.candidateNamed("INT4")->id);
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
    const Picture before = stage.find<PlotWidget>("values")->picture();
    const QString bits = stage.find<QLabel>("factBits")->text();
    auto* slider = stage.find<QSlider>("format-groupSlider");
    slider->setValue(slider->minimum());
    slider->setValue(slider->minimum() + 1); // dragging: only the last place counts
    const int group = stage.find<QSpinBox>("format-group")->value();
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<PlotWidget>("values")->picture() != before, patience);
    qInfo("first answer after a slider moved: %lld ms", clock.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
    QVERIFY(stage.find<QLabel>("factBits")->text() != bits);
    QVERIFY(stage.workbench.selection().scheme()->text().find("group=" + std::to_string(group)) !=
            std::string::npos);
    QCOMPARE(stage.workbench.selection().candidate(), Selection::draft);
    QCOMPARE(stage.find<QLabel>("studyBadge")->text(), QString("exact"));
    auto* bitSlider = stage.find<QSlider>("formatBits");
    QVERIFY(bitSlider->isVisible());
    bitSlider->setValue(bitSlider->value() - 1);
    QCOMPARE(stage.find<QComboBox>("formatChoice")->currentText(), QString("INT3"));
    QCOMPARE(stage.find<QSpinBox>("format-group")->value(), group); // the rest stays
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QLabel>("studyFacts")->text().contains("INT3"), patience);
    stage.choose("formatChoice", "NF4");
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QLabel>("studyFacts")->text().contains("NF4"), patience);
    QVERIFY(!bitSlider->isVisible());
    QCOMPARE(stage.workbench.candidates().size(), std::size_t{3}); // trying is not adding
}

void TestWindow::draftBecomesCandidate() {
    Stage stage;
    QVERIFY(stage.settle(stories));
    stage.choose("formatChoice", "Q5_0");
    auto* add = stage.find<QPushButton>("addScheme");
    QVERIFY(add->isEnabled());
    click(add);
    QCOMPARE(stage.workbench.candidates().size(), std::size_t{4});
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q5_0"));
    QVERIFY(!add->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
    click(stage.find<QPushButton>("removeScheme"));
    QCOMPARE(stage.workbench.candidates().size(), std::size_t{3});
    QCOMPARE(stage.workbench.selection().candidate(), Selection::draft);
}

void TestWindow::filtersAndGroups() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    auto* tree = stage.find<QTreeView>("tensorTree");
    const int layers = tree->model()->rowCount();
    stage.trigger("filter");
    auto* filter = stage.find<QLineEdit>("tensorFilter");
    QTest::keyClicks(filter, "attn_q");
    QVERIFY(tree->model()->rowCount() < layers);
    QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 1);
    filter->clear();
    stage.choose("tensorGrouping", "Nothing (table)");
    QCOMPARE(tree->model()->rowCount(), static_cast<int>(stage.workbench.model()->tensors.size()));
    QCOMPARE(stage.settings.value(Setting::ModelGrouping).toInt(), 0);
}

void TestWindow::layersAndTradeoff() {
    Stage stage;
    QVERIFY(stage.settle(fable));
    stage.window->views().setCurrentIndex(1);
    auto* layers = stage.find<PlotWidget>("layers");
    QCOMPARE(layers->picture().series.size(), std::size_t{3});
    QCOMPARE(layers->picture().categories.size(), std::size_t{5}); // outside, and four layers
    emit layers->clicked(stage.workbench.candidates()[1].id, 4);
    QCOMPARE(stage.workbench.selection().tensor()->place.layer, 3);
    QCOMPARE(stage.workbench.selectedCandidate()->name, QString("Q4_0"));
    QTRY_COMPARE(layers->picture().highlight, 4.0);
    stage.choose("layersRole", "FFN down");
    QVERIFY(std::isnan(layers->picture().series[0].y[0]));

    stage.window->views().setCurrentIndex(3);
    stage.choose("tradeoffUp", "Relative RMSE");
    stage.choose("tradeoffRecipe", "Q4_K_S");
    click(stage.find<QPushButton>("tradeoffAdd"));
    QVERIFY(QTest::qWaitFor([&] { return stage.window->settled(); }, patience));
    const Picture tradeoff = stage.find<PlotWidget>("tradeoff")->picture();
    QCOMPARE(tradeoff.series.size(), std::size_t{5}); // the front, three schemes, one recipe
    QCOMPARE(tradeoff.series.back().name, QString("Q4_K_S"));
    QVERIFY(tradeoff.yAxis.contains("not accuracy"));
}

void TestWindow::exportsAndCertifies() {
    Stage stage;
    QVERIFY(stage.settle(fable));
    stage.trigger("export");
    const QString target = stage.folder.filePath("out.gguf");
    auto* dialog = stage.find<QDialog>("exportDialog");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_K_M");
    stage.find<QPlainTextEdit>("exportRules")->setPlainText("ffn_down=Q8_0");
    stage.find<QLineEdit>("exportTarget")->setText(target);
    auto* start = stage.find<QPushButton>("exportStart");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    auto* table = stage.find<QAbstractItemView>("exportPreflight");
    QCOMPARE(table->model()->rowCount(), static_cast<int>(stage.workbench.model()->tensors.size()));
    const QString summary = stage.find<QLabel>("exportSummary")->text();
    click(start);
    auto* certificate = stage.find<QAbstractItemView>("exportCertificate");
    QTRY_VERIFY_WITH_TIMEOUT(certificate->isVisible(), patience);
    QVERIFY2(stage.find<QLabel>("exportVerdict")->text().contains("equal, bit for bit"),
             qPrintable(stage.find<QLabel>("exportVerdict")->text()));
    QVERIFY(certificate->model()->rowCount() > 30);
    const auto bytes = static_cast<std::uint64_t>(QFile(target).size());
    QVERIFY2(summary.contains(QLocale().toString(static_cast<qulonglong>(bytes))), qPrintable(summary));
    QVERIFY(openModel(target.toStdString()).has_value());
    QCOMPARE(stage.window->banners().find("export")->kind(), BannerKind::Success);
    dialog->close();
}

void TestWindow::preflightTellsProblems() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    stage.trigger("export");
    auto* summary = stage.find<QLabel>("exportSummary");
    auto* start = stage.find<QPushButton>("exportStart");
    const auto problem = [&] { return summary->text().startsWith("✗") && !start->isEnabled(); };
    stage.find<QComboBox>("exportPlan")->setCurrentText("NO_SUCH_PLAN");
    QTRY_VERIFY_WITH_TIMEOUT(problem(), patience);
    stage.find<QComboBox>("exportPlan")->setCurrentText("NF4"); // GGUF cannot hold it
    stage.find<QLineEdit>("exportTarget")->setText(stage.folder.filePath("x.gguf"));
    QTest::qWait(600);
    QTRY_VERIFY_WITH_TIMEOUT(problem(), patience);
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_K"); // rows of 64: everything falls back
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    QVERIFY2(summary->text().contains("get another one"), qPrintable(summary->text()));
    QCOMPARE(summary->text().count(QStringLiteral("⚠")), 1); // said once
    auto* plans = stage.find<QAbstractItemView>("exportPreflight");
    QVERIFY(!plans->model()->index(0, 4).data().toString().isEmpty()); // what falls back comes first
    stage.find<QLineEdit>("exportTarget")->setText(stories);           // the source itself
    QTest::qWait(600);
    QTRY_VERIFY_WITH_TIMEOUT(problem(), patience);
}

void TestWindow::exportCanBeCancelled() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    stage.trigger("export");
    const QString target = stage.folder.filePath("never.gguf");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_K/search");
    stage.find<QLineEdit>("exportTarget")->setText(target);
    auto* start = stage.find<QPushButton>("exportStart");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), patience);
    click(start);
    click(stage.find<QPushButton>("exportCancel"));
    QTRY_VERIFY_WITH_TIMEOUT(start->isVisible(), patience); // back at the plan
    QTRY_VERIFY_WITH_TIMEOUT(!stage.workbench.jobs().busy(), patience);
    QVERIFY(!QFile::exists(target));
    QCOMPARE(QDir(stage.folder.path()).entryList({"never*"}), QStringList{}); // and no half file
}

void TestWindow::reports_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    QTest::newRow("html") << 0 << "r.html";
    QTest::newRow("json") << 2 << "r.json";
    QTest::newRow("csv") << 3 << "r.csv";
}

void TestWindow::reports() {
    QFETCH(int, kind);
    QFETCH(QString, name);
    Stage stage;
    QVERIFY(stage.settle(stories));
    stage.trigger("report");
    const QString target = stage.folder.filePath(name);
    stage.find<QComboBox>("reportKind")->setCurrentIndex(kind);
    stage.find<QLineEdit>("reportTarget")->setText(target);
    click(stage.find<QPushButton>("reportWrite"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->banners().find("report"), patience);
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("Q4_0") && bytes.contains("INT4"));
    if (kind == 2) {
        QVERIFY(QJsonDocument::fromJson(bytes).isObject());
    }
}

void TestWindow::requantizingBanner() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    QVERIFY(!stage.window->banners().find("requantizing"));
    stage.trigger("export");
    const QString target = stage.folder.filePath("q.gguf");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_0");
    stage.find<QLineEdit>("exportTarget")->setText(target);
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QPushButton>("exportStart")->isEnabled(), patience);
    click(stage.find<QPushButton>("exportStart"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QAbstractItemView>("exportCertificate")->isVisible(), patience);
    click(stage.find<QPushButton>("certificateClose"));
    click(stage.window->banners().find("export")->findChild<QPushButton*>(
        "bannerAction")); // open what was written
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->banners().find("requantizing"), patience);
    QVERIFY(stage.workbench.model()->quantized());
}

void TestWindow::closesDuringWork() {
    auto stage = std::make_unique<Stage>(QStringList{"Q4_K/search", "Q6_K/search", "INT4", "NF4"});
    stage->workbench.open(fable);
    QTRY_VERIFY_WITH_TIMEOUT(stage->workbench.model(), patience);
    QVERIFY(stage->workbench.jobs().busy());
    QElapsedTimer clock;
    clock.start();
    stage->window->close();
    stage.reset();
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
}

void TestWindow::themeAndLanguage() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    stage.trigger("theme-dark");
    QVERIFY(isDark(stage.window->palette()));
    QCOMPARE(stage.settings.value(Setting::Theme).toString(), QString("dark"));
    stage.trigger("theme-light");
    QVERIFY(!isDark(stage.window->palette()));
    const auto firstMenu = [&] { return stage.window->menuBar()->actions().first()->text(); };
    QCOMPARE(firstMenu(), QString("&File"));
    stage.trigger("language-de");
    QCOMPARE(stage.language.current(), QString("de")); // tst_translations sees to it that it has every text
    QTRY_COMPARE(firstMenu(), QCoreApplication::translate("mantissa::ui::MainWindow", "&File"));
    QTRY_VERIFY(stage.find<QLabel>("factBits")->text().contains(','));
    stage.trigger("language-en");
    QTRY_COMPARE(firstMenu(), QString("&File"));
}

// Qt's own words (buttons of its dialogs) follow, given Debian's qt6-translations-l10n.
void TestWindow::qtSpeaksTheLanguage() {
    Stage stage({"Q8_0"});
    const auto cancel = [] { return QCoreApplication::translate("QPlatformTheme", "Cancel"); };
    QCOMPARE(cancel(), QString("Cancel"));
    stage.trigger("language-de");
    QCOMPARE(cancel(), QString("Abbrechen"));
    stage.trigger("language-zh_CN");
    QCOMPARE(cancel(), QStringLiteral("取消"));
    stage.trigger("language-en");
    QCOMPARE(cancel(), QString("Cancel"));
}

// The demo's eight schemes stand side by side in a small window: nothing to scroll to, no number cut.
void TestWindow::eightSchemesFit() {
    Stage stage(Workbench::defaultSchemes());
    stage.window->resize(1280, 800);
    QVERIFY(stage.settle(fable));
    stage.window->views().setCurrentIndex(2);
    auto* table = stage.find<QTableView>("compareTensors");
    for (const char* language : {"language-en", "language-de", "language-zh_CN"}) {
        stage.trigger(language);
        for (int figure = 0; figure < stage.find<QComboBox>("compareFigure")->count(); ++figure) {
            auto* box = stage.find<QComboBox>("compareFigure");
            box->setCurrentIndex(figure);
            emit box->activated(figure);
            QTest::qWait(30);
            QTRY_VERIFY(table->model()->rowCount() > 0);
            const QFontMetrics metrics(table->font());
            for (int column = 2; column < table->model()->columnCount(); ++column) {
                const QString text = table->model()->index(0, column).data().toString();
                QVERIFY2(table->columnWidth(column) >= metrics.horizontalAdvance(text), qPrintable(text));
                QVERIFY(!table->model()
                             ->headerData(column, Qt::Horizontal, Qt::ToolTipRole)
                             .toString()
                             .isEmpty());
            }
            if (figure == 0) // the one that is shown first
                QVERIFY2(table->horizontalHeader()->length() <= table->viewport()->width(),
                         qPrintable(QStringLiteral("%1 in %2")
                                        .arg(table->horizontalHeader()->length())
                                        .arg(table->viewport()->width())));
        }
        stage.find<QComboBox>("compareFigure")->setCurrentIndex(0);
    }
    stage.trigger("language-en");
}

void TestWindow::layoutIsKeptAndReset() {
    Stage stage;
    auto* dock = stage.find<QDockWidget>("schemeDock");
    dock->hide();
    stage.window->close();
    {
        MainWindow again(stage.workbench, stage.settings, nullptr);
        again.show();
        QVERIFY(!again.findChild<QDockWidget*>("schemeDock")->isVisible());
        again.resetLayout();
        QVERIFY(again.findChild<QDockWidget*>("schemeDock")->isVisible());
        QVERIFY(!again.findChild<QDockWidget*>("jobsDock")->isVisible());
    }
}

// Without a desktop "system" is light; what is tested is that its change is heard, and only when wished for.
void TestWindow::followsTheDesktop() {
    Stage stage;
    applyTheme(*qApp, ThemeChoice::System);
    const bool dark = isDark(stage.window->palette());
    const ThemeChoice other = dark ? ThemeChoice::Light : ThemeChoice::Dark;
    QEvent change(QEvent::ThemeChange);
    stage.settings.set(Setting::Theme, themeText(other));
    applyTheme(*qApp, other);
    QApplication::sendEvent(stage.window.get(), &change);
    QCOMPARE(isDark(stage.window->palette()), !dark); // chosen, so kept
    stage.settings.set(Setting::Theme, "system");
    QApplication::sendEvent(stage.window.get(), &change);
    QCOMPARE(isDark(stage.window->palette()), dark);
    applyTheme(*qApp, ThemeChoice::Light);
}

void TestWindow::plotMenuByKey() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(stories));
    auto* plot = stage.find<PlotWidget>("values");
    auto* focus = plot->findChild<QWidget*>("valuesPlot");
    for (const auto& [key, modifier] :
         {std::pair{Qt::Key_Menu, Qt::NoModifier}, {Qt::Key_F10, Qt::ShiftModifier}}) {
        QTest::keyClick(focus, key, modifier);
        QTRY_VERIFY(plot->findChild<QMenu*>("plotMenu"));
        auto* menu = plot->findChild<QMenu*>("plotMenu");
        QVERIFY(menu->isVisible());
        QCOMPARE(plot->findChildren<QMenu*>(Qt::FindDirectChildrenOnly).size(), 1);
        menu->close();
        QTRY_VERIFY(!plot->findChild<QMenu*>("plotMenu"));
    }
}

void TestWindow::measuresAgain() {
    Stage stage({"Q4_K/search"});
    stage.workbench.open(fable);
    QTRY_VERIFY_WITH_TIMEOUT(!stage.workbench.candidates().empty(), patience);
    auto* again = stage.find<QPushButton>("measureSchemeAgain");
    QVERIFY(!again->isVisible());
    stage.trigger("cancelAll");
    QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), patience);
    QCOMPARE(stage.workbench.candidates().front().state, MeasureState::Cancelled);
    QVERIFY(stage.workbench.settled()); // nothing more is to come
    stage.trigger("measureAgain");
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.candidates().front().state == MeasureState::Exact, patience);
    QVERIFY(!again->isVisible());
}

void TestWindow::suggestsPlacesOfThePerson() {
    Stage stage({"Q8_0"});
    QVERIFY(stage.settle(fable));
    const auto suggested = [&](const char* action, const char* edit, const char* dialog) {
        stage.trigger(action);
        const QString folder = QFileInfo(stage.find<QLineEdit>(edit)->text()).path();
        delete stage.find<QDialog>(dialog);
        return folder;
    };
    QCOMPARE(suggested("export", "exportTarget", "exportDialog"), stage.settings.saveFolder());
    QVERIFY(!stage.settings.saveFolder().startsWith(fable));
    stage.settings.set(Setting::SaveFolder, stage.folder.path());
    QCOMPARE(suggested("export", "exportTarget", "exportDialog"), stage.folder.path());
    QCOMPARE(suggested("report", "reportTarget", "reportDialog"), stage.folder.path());
}

void TestWindow::originalIsAnotherFile() {
    Stage stage({"Q4_0"});
    QVERIFY(stage.settle(fable));
    stage.trigger("export");
    const QString target = stage.folder.filePath("q.gguf");
    stage.find<QComboBox>("exportPlan")->setCurrentText("Q4_0");
    stage.find<QLineEdit>("exportTarget")->setText(target);
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QPushButton>("exportStart")->isEnabled(), patience);
    click(stage.find<QPushButton>("exportStart"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.find<QAbstractItemView>("exportCertificate")->isVisible(), patience);
    click(stage.find<QPushButton>("certificateClose"));
    QVERIFY(stage.settle(target));
    QTRY_VERIFY_WITH_TIMEOUT(stage.window->settled(), patience);
    const auto error = [&] {
        return valueOf(Figure::RelativeRmse, *totalOf(stage.workbench.candidates().front()));
    };
    const double again = error(); // only the output matrix, Q6_K in this recipe, loses anything more
    stage.trigger("openOriginal");
    auto* dialog = stage.find<QFileDialog>("openOriginalDialog");
    emit dialog->fileSelected(fable);
    dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(stage.workbench.original(), patience);
    QVERIFY(QTest::qWaitFor([&] { return stage.window->settled(); }, patience));
    QVERIFY2(error() > 0.02 && error() > 1.5 * again,
             qPrintable(QStringLiteral("%1 after %2").arg(error()).arg(again)));
    // A single weight, too, is held against the one it was made from, under its name there and with the rows
    // of its heads in this file's order.
    const auto query = stage.workbench.model()->tensor("blk.0.attn_q.weight");
    const OriginalTensorPtr source = stage.workbench.originalOf(*query);
    QVERIFY(source);
    QCOMPARE(source->tensor->name, std::string("model.layers.0.self_attn.q_proj.weight"));
    QVERIFY(source->interleavedHead > 0);
    const auto outcome =
        studyOf({query, source, *stage.workbench.candidates().front().scheme}, Extent{}, Task());
    QVERIFY2(outcome, outcome ? "" : outcome.error().describe().c_str());
    const double studied = figures((*outcome).study->sums).relativeRmse;
    const Measurement* measured = measurementOf(stage.workbench.candidates().front(), *query);
    QVERIFY(studied > 0.02);
    QCOMPARE(studied, figures(measured->sums).relativeRmse);
    stage.trigger("forgetOriginal");
    QVERIFY(!stage.workbench.original());
    QVERIFY(QTest::qWaitFor([&] { return stage.window->settled(); }, patience));
    QCOMPARE(error(), again);
}

void TestWindow::everyControlHasAName() {
    Stage stage;
    QVERIFY(stage.settle(stories));
    for (QWidget* widget : stage.window->findChildren<QWidget*>()) {
        const bool control =
            qobject_cast<QComboBox*>(widget) || qobject_cast<QTreeView*>(widget) ||
            widget->inherits("QTableView") ||
            (qobject_cast<QLineEdit*>(widget) && !qobject_cast<QComboBox*>(widget->parent()) &&
             !qobject_cast<QAbstractSpinBox*>(widget->parent())) ||
            qobject_cast<QSlider*>(widget);
        if (!control || widget->property("companion").toBool())
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(),
                 qPrintable(widget->objectName() + " " + widget->metaObject()->className()));
        QVERIFY2(widget->focusPolicy() != Qt::NoFocus, qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
