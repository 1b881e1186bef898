#pragma once
// One piece of work under way, as the window sees it. Lives in the GUI thread; the work itself never touches
// it.
#include "base/task.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <optional>

namespace mantissa::ui {

enum class JobState { Queued, Running, Done, Failed, Cancelled };

class Job : public QObject {
    Q_OBJECT
public:
    Job(int id, QString title, bool visible, QObject* parent);
    ~Job() override;

    int id() const { return id_; }
    const QString& title() const { return title_; }
    JobState state() const { return state_; }
    bool visible() const { return visible_; } ///< worth a line in the jobs panel
    bool active() const { return state_ == JobState::Queued || state_ == JobState::Running; }
    double fraction() const { return fraction_; } ///< 0..1; negative while unknown
    double secondsElapsed() const;
    double secondsLeft() const; ///< negative while unknown
    const std::optional<Error>& error() const { return error_; }

    /// Work units (weights, mostly) a second; negative while unknown.
    double rate() const;

    void cancel();
    /// Rests where its work can be parted; a queued one does not begin.
    void setPaused(bool paused);
    bool paused() const { return paused_; }

signals:
    void changed();
    void pauseChanged(bool paused);
    void finished();

private:
    friend class JobQueue;
    Task task() const { return Task(stop_.get_token(), progress_); }
    void setRunning();
    void finish(JobState state, std::optional<Error> error);
    void poll();

    int id_;
    QString title_;
    bool visible_;
    JobState state_ = JobState::Queued;
    double fraction_ = -1;
    bool paused_ = false;
    qint64 elapsedAtEnd_ = 0; ///< nanoseconds
    qint64 rested_ = 0;       ///< nanoseconds of pauses that are over
    QElapsedTimer resting_;
    QElapsedTimer clock_;
    std::stop_source stop_;
    std::shared_ptr<Progress> progress_ = std::make_shared<Progress>();
    std::optional<Error> error_;
};

} // namespace mantissa::ui
