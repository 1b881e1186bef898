#pragma once
// The real window with a model that can run and a text to be measured on.
#include "session/accuracy_driver.h"
#include "support/stage.h"

#include <QTabWidget>

namespace accuracy_stage {

inline const QString fable = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
inline const QString stories = QStringLiteral(MANTISSA_TEST_DATA "/stories260k/stories260K.gguf");
inline const QString evaluationText = QStringLiteral(MANTISSA_TEST_DATA "/text/tinystories-eval.txt");
constexpr int accuracyTab = 5;

inline mantissa::ui::AccuracyDriver& driverOf(Stage& stage) {
    return *stage.window->findChild<mantissa::ui::AccuracyDriver*>();
}

/// Of the built-in story, in which the demo model is evaluated by itself: all, with sanitizers some.
#ifdef MANTISSA_SANITIZED
constexpr int storyChunks = 4;
#else
constexpr int storyChunks = 11;
#endif

/// Opens the demo model, to be evaluated on them.
inline bool settleDemo(Stage& stage) {
    driverOf(stage).setChunks(storyChunks == 11 ? 0 : storyChunks);
    return stage.settle(fable);
}

inline bool evaluated(Stage& stage) {
    return QTest::qWaitFor([&] { return stage.settled() && driverOf(stage).settled(); }, patience);
}

/// The small story model, to be measured on so many chunks of 64 tokens.
inline void openStories(Stage& stage, int chunks) {
    if (!stage.settle(stories))
        qFatal("the model was not opened");
    driverOf(stage).setText(evaluationText);
    driverOf(stage).setContext(64);
    driverOf(stage).setChunks(chunks);
}

/// A page of the Accuracy view, once the text was read and it can measure.
template <class Ready>
void showMeasuring(Stage& stage, const char* page, const Ready& canRun) {
    if (!QTest::qWaitFor(canRun, patience))
        qFatal("the text was not read");
    stage.window->views().setCurrentIndex(accuracyTab);
    stage.find<QTabWidget>("accuracyPages")->setCurrentWidget(stage.find<QWidget>(page));
}

} // namespace accuracy_stage
