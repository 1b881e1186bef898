#pragma once
// Runs core's work off the GUI thread. A job ends in exactly one call of its `done` in the GUI thread, unless
// a newer job took its lane or it was cancelled: then its result is dropped unseen (the job itself still
// reports Cancelled).
#include "jobs/job.h"

#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace mantissa::ui {

struct JobOptions {
    QString title;
    /// Jobs of one lane replace each other: starting one cancels the one before. Empty: a lane of its own.
    QString lane = {};
    bool visible = true;
    /// Background jobs run one after another; the others at once.
    bool background = false;
    /// Behind everything else: one after another in a queue of their own, which nothing quick waits for.
    bool patient = false;
};

class JobQueue : public QObject {
    Q_OBJECT
public:
    explicit JobQueue(QObject* parent = nullptr);
    ~JobQueue() override; ///< cancels everything and waits for it

    template <class T>
    Job* start(const JobOptions& options, std::function<Result<T>(const Task&)> work,
               std::function<void(T)> done, std::function<void(const Error&)> failed) {
        auto run = [work = std::move(work), done = std::move(done),
                    failed = std::move(failed)](const Task& task) -> Landing {
            // The value travels in a shared_ptr because std::function wants to be copyable.
            auto result = std::make_shared<Result<T>>(work(task));
            if (*result)
                return {std::nullopt, [done, result] { done(std::move(**result)); }};
            return {result->error(), [failed, result] { failed(result->error()); }};
        };
        return launch(options, std::move(run));
    }

    bool busy() const; ///< some job is queued or running
    /// Visible jobs, oldest first; finished ones stay until cleared.
    const QList<Job*>& jobs() const { return shown_; }
    /// Once more, as a new job, what failed or was cancelled; null for another job.
    Job* retry(const Job& job);
    bool canRetry(const Job& job) const;
    void cancelLane(const QString& lane);
    void cancelAll();
    void clearFinished();

signals:
    void added(mantissa::ui::Job* job);
    void aboutToClear();
    void cleared();
    void busyChanged(bool busy);

private:
    struct Landing {
        std::optional<Error> error;
        std::function<void()> deliver;
    };
    using Work = std::function<Landing(const Task&)>;

    Job* launch(const JobOptions& options, Work work);
    void land(Job* job, const QString& lane, quint64 generation, const Landing& landing);
    void updateBusy();

    QThreadPool immediate_;
    QThreadPool background_;
    QThreadPool patient_;
    QTimer poll_;
    QList<Job*> active_;
    QList<Job*> shown_;
    struct Lane {
        quint64 generation = 0;
        QPointer<Job> job;
    };
    QHash<QString, Lane> lanes_;
    struct Again {
        JobOptions options;
        Work work;
    };
    QHash<int, Again> again_; ///< visible jobs by id, until they are done or cleared
    int nextId_ = 1;
    bool wasBusy_ = false;
};

} // namespace mantissa::ui
