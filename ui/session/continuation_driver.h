#pragma once
// How the model goes on from a prompt: as it was, and as each shown candidate leaves it. One job each, one
// after another; what was asked before is dropped.
#include "evaluation/continuation.h"
#include "session/accuracy_driver.h"

namespace mantissa::ui {

struct ContinuationQuestion {
    QString prompt;
    std::int64_t tokens = 64;
    SamplingOptions sampling;
};

/// Tokens while they come: written by the thread that runs, read by the window's.
class RunningTokens {
public:
    void add(const ContinuedToken& token);
    std::vector<ContinuedToken> tokens() const;

private:
    mutable std::mutex mutex_;
    std::vector<ContinuedToken> tokens_;
};

struct ContinuationEntry {
    AccuracyState state = AccuracyState::Unknown;
    Continuation continuation; ///< its tokens while it runs, all of it when done
    QString problem;           ///< why it failed
    std::shared_ptr<const RunningTokens> running = {};
    int job = 0;
};

class ContinuationDriver : public QObject {
    Q_OBJECT
public:
    static constexpr int original = AccuracyDriver::original;

    ContinuationDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent = nullptr);
    ~ContinuationDriver() override;

    void run(const ContinuationQuestion& question);
    void cancel();
    bool busy() const;
    /// Asked, and not yet of another model.
    bool any() const { return !entries_.empty(); }
    const ContinuationQuestion& question() const { return question_; }
    const ContinuationEntry& entry(int id) const;

signals:
    void changed();

private:
    void start(int id);
    void forget();
    void poll();

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    QTimer poll_;
    RunnableModelPtr runnable_; ///< of the entries
    ContinuationQuestion question_;
    std::map<int, ContinuationEntry> entries_;
};

} // namespace mantissa::ui
