#include "jobs/job.h"

#include "base/pause.h"

namespace mantissa::ui {

Job::Job(int id, QString title, bool visible, QObject* parent)
    : QObject(parent), id_(id), title_(std::move(title)), visible_(visible) {}

double Job::secondsElapsed() const {
    if (state_ == JobState::Queued)
        return 0;
    const qint64 now =
        active() ? clock_.nsecsElapsed() - rested_ - (paused_ ? resting_.nsecsElapsed() : 0) : elapsedAtEnd_;
    return static_cast<double>(now) / 1e9;
}

double Job::rate() const {
    const std::uint64_t done = progress_->done;
    const double seconds = secondsElapsed();
    // The first moments of running work would tell more of its start than of its pace; what is done is known.
    return done == 0 || seconds <= 0 || (active() && seconds < 0.05) ? -1
                                                                     : static_cast<double>(done) / seconds;
}

Job::~Job() {
    mantissa::setPaused(*progress_, false);
}

void Job::cancel() {
    stop_.request_stop();
    setPaused(false); // so that it hears of it
}

void Job::setPaused(bool paused) {
    if (paused == paused_ || (paused && (!active() || stop_.stop_requested())))
        return;
    paused_ = paused;
    if (paused)
        resting_.start();
    else if (clock_.isValid())
        rested_ += resting_.nsecsElapsed();
    mantissa::setPaused(*progress_, paused);
    emit pauseChanged(paused);
    emit changed();
}

double Job::secondsLeft() const {
    // Below two percent the estimate would jump about.
    if (state_ != JobState::Running || paused_ || fraction_ < 0.02)
        return -1;
    return secondsElapsed() * (1 - fraction_) / fraction_;
}

void Job::setRunning() {
    if (state_ != JobState::Queued)
        return;
    state_ = JobState::Running;
    clock_.start();
    rested_ = 0;
    if (paused_)
        resting_.start(); // only what is on the clock counts
    emit changed();
}

void Job::finish(JobState state, std::optional<Error> error) {
    elapsedAtEnd_ = clock_.isValid() ? qint64(secondsElapsed() * 1e9) : 0;
    if (paused_)
        setPaused(false);
    state_ = state;
    error_ = std::move(error);
    if (state == JobState::Done)
        fraction_ = 1;
    emit changed();
    emit finished();
}

void Job::poll() {
    const std::uint64_t total = progress_->total;
    if (state_ != JobState::Running || total == 0)
        return;
    const double now = qBound(0.0, static_cast<double>(progress_->done) / static_cast<double>(total), 1.0);
    if (now == fraction_)
        return;
    fraction_ = now;
    emit changed();
}

} // namespace mantissa::ui
