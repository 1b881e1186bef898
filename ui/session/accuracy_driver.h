#pragma once
// Runs the model: which text, which candidates, what is known of each so far. Evaluations wait in a queue of
// their own behind everything else; those of the built-in demo start by themselves. Whatever changes what the
// figures mean (model, original, importance matrix, text) drops what is under way.
#include "session/accuracy.h"
#include "session/workbench.h"

#include <QHash>
#include <QTimer>

#include <map>

namespace mantissa::ui {

enum class AccuracyState { Unknown, Queued, Running, Done, Failed, Cancelled };

struct AccuracyEntry {
    AccuracyState state = AccuracyState::Unknown;
    AccuracyResultPtr result;             ///< when done
    std::vector<RunningEvaluation> steps; ///< so far, while it runs
    QString problem;                      ///< why it failed
    std::shared_ptr<const RunningLog> log = {};
    int job = 0;
};

class AccuracyDriver : public QObject {
    Q_OBJECT
public:
    enum class State {
        NoModel,
        Opening,
        CannotRun, ///< problem() says why
        NoText,    ///< neither chosen nor built in
        Reading,
        BadText, ///< problem() says why
        Ready,
    };
    static constexpr int original = 0; ///< id of the original among the entries

    explicit AccuracyDriver(Workbench& workbench, QObject* parent = nullptr);
    ~AccuracyDriver() override;

    State state() const { return state_; }
    const QString& problem() const { return problem_; }
    const AccuracySetup& setup() const { return setup_; }
    /// Empty: the built-in story.
    void setText(const QString& path);
    void setContext(qint64 context);
    void setChunks(qint64 chunks);

    /// Null until the model turned out to run.
    const RunnableModelPtr& runnable() const { return runnable_; }
    /// Null until the text is read.
    const AccuracyGroundPtr& ground() const { return ground_; }
    /// Of a candidate or the original.
    const AccuracyEntry& entry(int id) const;
    /// Its figures, or null.
    const Evaluation* evaluation(int id) const;

    /// The original and all shown candidates, those that come later too.
    void run();
    /// One candidate (and the original); again if it was done before.
    void run(int id);
    /// Everything that waits or runs; nothing starts by itself after that.
    void cancel();
    bool busy() const;
    /// Evaluations run or are going to.
    bool wanted() const { return wanted_; }
    /// Nothing is under way and nothing will start by itself.
    bool settled() const;

    /// For the workspace document: the setup and the figures of this text.
    QJsonObject saved() const;
    void restore(const QJsonObject& json);

signals:
    void stateChanged(); ///< state, setup, ground
    void entryChanged(int id);

private:
    void follow();
    void openRunnable();
    void readText();
    void grounded(const AccuracyGroundPtr& ground);
    void setState(State state, const QString& problem = {});
    void forget();
    void recall();
    void pump();
    void start(int id);
    void done(int id, const AccuracyResultPtr& result);
    void poll();
    QString keyOf(int id) const;

    Workbench& workbench_;
    QTimer later_;
    QTimer poll_;
    State state_ = State::NoModel;
    QString problem_;
    AccuracySetup setup_;
    bool contextChosen_ = false; ///< by the person
    RunnableModelPtr runnable_;
    AccuracyGroundPtr ground_;
    std::map<int, AccuracyEntry> entries_;
    QHash<QString, AccuracyResultPtr> known_; ///< by keyOf, over all texts of this session
    QJsonObject restored_;                    ///< figures of a document, until its text is read
    bool wanted_ = false;
    bool automatic_ = true; ///< the demo is evaluated without being asked
};

} // namespace mantissa::ui
