#pragma once
// Methods on equal terms in the window: every format and method of one size, one after another as a patient
// job, judged on the text of the Accuracy view. Rows are there as they come; they go with the text, the model
// and the calibration.
#include "pipeline/method_comparison.h"
#include "session/accuracy_driver.h"

namespace mantissa::ui {

class MethodsDriver : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Queued, Running, Done, Failed, Cancelled };

    MethodsDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent = nullptr);
    ~MethodsDriver() override;

    State state() const { return state_; }
    const QString& problem() const { return problem_; }
    bool busy() const { return job_ != nullptr; }
    bool canRun() const { return !busy() && accuracy_.ground() != nullptr; }
    /// All methods of the registry for formats of these sizes; without a calibration, those that need none.
    void run(const std::vector<int>& bits);
    void cancel();

    /// What is there so far, with what it was asked for; empty methods: nothing.
    const MethodComparison& comparison() const { return comparison_; }
    int wanted() const { return wanted_; }      ///< rows that there will be
    const QString& now() const { return now_; } ///< the scheme under way
    /// The mantissa-cli line that makes the same table; empty where nothing was asked.
    QString command() const;

signals:
    void changed();

private:
    /// Written by the job's thread, read by the window's.
    struct Log {
        std::mutex mutex;
        std::vector<ComparedMethod> rows;
        std::size_t now = 0;
    };
    void follow();
    void poll();
    void ended(State state, const QString& problem = {});

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    QTimer poll_;
    State state_ = State::Idle;
    QString problem_;
    QString stamp_;
    MethodComparison comparison_;
    std::vector<int> bits_;
    std::vector<Scheme> schemes_;
    int wanted_ = 0;
    QString now_;
    std::shared_ptr<Log> log_;
    QPointer<Job> job_;
};

} // namespace mantissa::ui
