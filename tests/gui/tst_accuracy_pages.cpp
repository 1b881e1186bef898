// What the Trade-off view and the pages of the Accuracy view show of evaluations, in the real window.
#include "models/roles.h"
#include "models/worst_tokens_model.h"
#include "plots/plot_widget.h"
#include "support/accuracy_stage.h"
#include "theme/theme.h"
#include "views/continuation_page.h"
#include "views/token_text.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

using namespace mantissa;
using namespace mantissa::ui;
using namespace accuracy_stage;

namespace {

constexpr int tradeoffTab = 3;

} // namespace

class TestAccuracyPages : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        qputenv("MANTISSA_DATA", MANTISSA_SOURCE_DIR "/resources");
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void tradeoffShowsAnswers();
    void textIsColoured();
    void longTextsArePaged();
    void continuesAPrompt();
    void everyControlHasAName();
};

void TestAccuracyPages::tradeoffShowsAnswers() {
    Stage stage({"Q8_0", "Q4_0", "INT3,group=64"});
    stage.window->views().setCurrentIndex(tradeoffTab);
    QVERIFY(settleDemo(stage));
    QVERIFY(evaluated(stage));
    auto* up = stage.find<QComboBox>("tradeoffUp");
    auto* plot = stage.find<PlotWidget>("tradeoff");
    QTRY_COMPARE(up->currentText(), QString("Mean KL")); // by itself: the demo is evaluated
    QTRY_COMPARE(plot->picture().series.size(), std::size_t{4});
    QVERIFY(plot->picture().logY);
    QVERIFY(plot->picture().yAxis.contains("story.txt"));
    auto* unknown = stage.find<QLabel>("tradeoffUnknown");
    QTRY_VERIFY(!unknown->isVisible());
    stage.choose("tradeoffUp", "Perplexity");
    QCOMPARE(plot->picture().series[1].name, QString("Original"));
    QCOMPARE(plot->picture().series[2].low.size(), std::size_t{1});
    // One that is added is named until it is evaluated.
    driverOf(stage).cancel();
    const int id = stage.workbench.add(*parseScheme("NF4"));
    QTRY_VERIFY(unknown->isVisible() && unknown->text().contains("NF4"));
    emit unknown->linkActivated("run");
    QVERIFY(evaluated(stage));
    QTRY_COMPARE(plot->picture().series.size(), std::size_t{6});
    QTRY_VERIFY(!unknown->isVisible());
    stage.choose("tradeoffUp", "Same top-1");
    stage.choose("tradeoffAcross", "Bits/weight");
    QCOMPARE(plot->picture().series.size(), std::size_t{5}); // no level: the original is always its own
    // A click chooses, another opens the recipe.
    emit plot->clicked(id, 0);
    QCOMPARE(stage.workbench.selection().candidate(), id);
    emit plot->clicked(id, 0);
    QCOMPARE(stage.window->views().currentIndex(), 4);
}

void TestAccuracyPages::textIsColoured() {
    Stage stage({"Q8_0", "INT3,group=64"});
    QVERIFY(settleDemo(stage));
    QVERIFY(evaluated(stage));
    stage.window->views().setCurrentIndex(accuracyTab);
    stage.find<QTabWidget>("accuracyPages")->setCurrentIndex(1);
    stage.workbench.select(stage.workbench.candidates().back().id);
    auto* text = stage.find<TokenText>("tokenText");
    QTRY_COMPARE(text->cells().size(), std::size_t{storyChunks * 256});
    QTRY_COMPARE(stage.find<QComboBox>("tokenCandidate")->currentText(), QString("INT3,group=64"));
    QString whole;
    int scored = 0;
    for (const TokenCell& cell : text->cells()) {
        whole += cell.text;
        scored += cell.scored() ? 1 : 0;
    }
    QCOMPARE(scored, storyChunks * 127);
    QVERIFY(whole.contains("Tim takes the axe"));
    for (int i = 0; i < static_cast<int>(text->cells().size()); i += 97)
        QVERIFY(text->cellRect(i).right() <= text->viewport()->width());
    text->setFocus();
    QTest::keyClick(text, Qt::Key_N);
    auto* worst = stage.find<QTableView>("tokenWorst");
    const QModelIndex first = worst->model()->index(0, WorstTokensModel::Token);
    const auto shown = [&] { return text->cells()[static_cast<std::size_t>(text->current())]; };
    QVERIFY(text->current() >= 0);
    QCOMPARE(shown().index, first.data(IndexRole).toLongLong());
    QVERIFY(text->viewport()->rect().intersects(text->cellRect(text->current())));
    QVERIFY(stage.find<QLabel>("tokenDetails")->text().contains(first.data().toString()));
    const int before = text->current();
    QTest::keyClick(text, Qt::Key_Right);
    QCOMPARE(text->current(), before + 1);
    QTest::keyClick(text, Qt::Key_N);
    QVERIFY(text->current() != before);
    QTest::keyClick(text, Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(text->current(), before);
    QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->cellRect(before).center());
    QCOMPARE(text->current(), before);
    stage.choose("tokenMeasure", "KL divergence");
    QTRY_VERIFY(worst->model()->rowCount() > 0);
    QCOMPARE(text->current(), before); // the place stays
}

void TestAccuracyPages::longTextsArePaged() {
    Stage stage({"Q4_0"});
    QVERIFY(stage.settle(stories));
    AccuracyDriver& driver = driverOf(stage);
    driver.setText(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");
    driver.setContext(128);
    driver.setChunks(50);
    QTRY_COMPARE_WITH_TIMEOUT(driver.state(), AccuracyDriver::State::Ready, patience);
    driver.run();
    QVERIFY(evaluated(stage));
    stage.window->views().setCurrentIndex(accuracyTab);
    stage.find<QTabWidget>("accuracyPages")->setCurrentIndex(1);
    auto* text = stage.find<TokenText>("tokenText");
    auto* label = stage.find<QLabel>("tokenPageLabel");
    QTRY_COMPARE(label->text(), QString("page 1 of 2"));
    QCOMPARE(text->cells().size(), std::size_t{46 * 128});
    QTest::keyClick(text, Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(label->text(), QString("page 2 of 2"));
    QCOMPARE(text->cells().size(), std::size_t{4 * 128});
    QCOMPARE(text->cells().front().chunk, 46);
    // The worst of all is found on whichever page it is.
    auto* worst = stage.find<QTableView>("tokenWorst");
    for (int row = 0; row < 10; ++row) {
        worst->setCurrentIndex(worst->model()->index(row, 0));
        QVERIFY(text->current() >= 0);
        QCOMPARE(text->cells()[static_cast<std::size_t>(text->current())].index,
                 worst->model()->index(row, 0).data(IndexRole).toLongLong());
    }
}

void TestAccuracyPages::continuesAPrompt() {
    Stage stage({"Q8_0", "INT3,group=64"});
    QVERIFY(settleDemo(stage));
    stage.window->views().setCurrentIndex(accuracyTab);
    QTRY_VERIFY_WITH_TIMEOUT(driverOf(stage).runnable(), patience);
    stage.find<QTabWidget>("accuracyPages")->setCurrentIndex(2);
    stage.find<QPlainTextEdit>("continuationPrompt")->setPlainText("Once upon a time <b>");
    stage.find<QSpinBox>("continuationTokens")->setValue(12);
    auto* run = stage.find<QPushButton>("continuationRun");
    QTRY_VERIFY(run->isEnabled());
    click(run);
    ContinuationDriver& driver = stage.find<ContinuationPage>("continuationPage")->driver();
    const auto finished = [&] { return driver.any() && !driver.busy(); };
    QTRY_VERIFY_WITH_TIMEOUT(finished(), patience);
    const QString original =
        QString::fromStdString(driver.entry(ContinuationDriver::original).continuation.text);
    QVERIFY(!original.isEmpty());
    auto* left = stage.find<QTextBrowser>("continuationOriginal");
    auto* right = stage.find<QTextBrowser>("continuationOthers");
    QTRY_VERIFY(left->toPlainText().contains("Once upon a time <b>" + original));
    QVERIFY(right->toPlainText().contains("Q8_0") && right->toPlainText().contains("INT3,group=64"));
    // A seed fixes what is drawn.
    const QString greedy = right->toPlainText();
    stage.choose("continuationChoice", "Draw by chance");
    QTRY_VERIFY(stage.find<QSpinBox>("continuationSeed")->isVisible());
    click(run);
    QTRY_VERIFY_WITH_TIMEOUT(finished(), patience);
    QTRY_VERIFY(right->toPlainText() != greedy && !right->toPlainText().contains("waiting"));
    const QString drawn = right->toPlainText();
    click(run);
    QTRY_VERIFY_WITH_TIMEOUT(finished(), patience);
    QTRY_COMPARE(right->toPlainText(), drawn);
    click(stage.find<QPushButton>("continuationCopy"));
    QVERIFY(QApplication::clipboard()->text().startsWith("Original\nOnce upon a time <b>"));
    // Another model: what the old one said is gone.
    QVERIFY(stage.settle(stories));
    QVERIFY(!driver.any());
}

void TestAccuracyPages::everyControlHasAName() {
    Stage stage({"Q8_0"});
    QVERIFY(settleDemo(stage));
    stage.window->views().setCurrentIndex(accuracyTab);
    auto* pages = stage.find<QTabWidget>("accuracyPages");
    for (int page = 0; page < pages->count(); ++page)
        pages->setCurrentIndex(page); // some name their buttons when they are seen first
    for (const QWidget* widget : stage.find<QWidget>("accuracyView")->findChildren<QWidget*>()) {
        const bool control =
            qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
            qobject_cast<const QTableView*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
            qobject_cast<const TokenText*>(widget);
        if (control)
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget);
            button && !button->objectName().isEmpty() && !button->objectName().startsWith("Scroll"))
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TestAccuracyPages)
#include "tst_accuracy_pages.moc"
