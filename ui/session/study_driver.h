#pragma once
// Keeps the study of the selected tensor under the selected scheme up to date: after a change it waits a
// moment (sliders), answers from a sample, then exactly. Late answers to old questions never arrive.
#include "session/measure.h"
#include "session/workbench.h"

#include <QTimer>

namespace mantissa::ui {

class StudyDriver : public QObject {
    Q_OBJECT
public:
    explicit StudyDriver(Workbench& workbench, QObject* parent = nullptr);

    /// The newest answer; nothing while there is none for the present selection.
    const std::optional<StudyOutcome>& outcome() const { return outcome_; }
    const QString& problem() const { return problem_; }
    bool settled() const; ///< the exact answer is there, or there is nothing to ask

signals:
    void changed();

private:
    void ask();
    void start(const StudyRequest& request, bool exact);

    Workbench& workbench_;
    QTimer debounce_;
    std::optional<StudyOutcome> outcome_;
    QString problem_;
    bool pending_ = false;
};

} // namespace mantissa::ui
