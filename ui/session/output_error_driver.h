#pragma once
// Measures how far each layer's outputs move under one candidate, on the text of the Accuracy view: a patient
// job, one at a time. Figures stay until the text, the model or the candidate goes.
#include "evaluation/output_error.h"
#include "session/accuracy_driver.h"

#include <map>

namespace mantissa::ui {

using LayerErrorsPtr = std::shared_ptr<const std::vector<LayerError>>;

/// How far the text is: the job's own progress counts weights, too, which are many more than tokens. Started
/// by the job's thread, read by the window's.
class TokenProgress {
public:
    void start(const Task& task, std::uint64_t tokens);
    double fraction() const; ///< 0..1; negative before the start

private:
    mutable std::mutex mutex_;
    std::optional<Task> task_;
    std::uint64_t before_ = 0; ///< units that were done at the start
    std::uint64_t tokens_ = 0;
};

class OutputErrorDriver : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Queued, Running, Done, Failed, Cancelled };

    OutputErrorDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent = nullptr);
    ~OutputErrorDriver() override;

    /// Of a candidate, as the other two.
    State state(int id) const;
    const QString& problem(int id) const; ///< why it failed
    LayerErrorsPtr result(int id) const;  ///< null where nothing is known

    /// Why this candidate cannot be measured whatever the text; empty: it can.
    QString refusal(int id) const;
    /// A text is read, nothing else is under way, and the candidate is no refused one.
    bool canRun(int id) const;
    void run(int id);
    void cancel();
    bool busy() const { return job_ != nullptr; }
    int running() const { return running_; } ///< whom, while busy
    double fraction() const;                 ///< 0..1; negative while unknown

signals:
    void changed();    ///< states or figures
    void progressed(); ///< while it runs

private:
    struct Known {
        State state = State::Idle;
        QString problem = {};
        LayerErrorsPtr result = {};
    };
    void followText();
    void followCandidates();
    void poll();
    void ended(int id, Known known);

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    QTimer poll_;
    QString stamp_; ///< of the text and model that the results are of
    std::map<int, Known> known_;
    std::shared_ptr<TokenProgress> tokens_;
    QPointer<Job> job_;
    int running_ = 0;
};

} // namespace mantissa::ui
