#include "jobs/job.h"

namespace mantissa::ui {

Job::Job(int id, QString title, bool visible, QObject* parent)
    : QObject(parent), id_(id), title_(std::move(title)), visible_(visible) {}

double Job::secondsElapsed() const {
    if (state_ == JobState::Queued)
        return 0;
    return static_cast<double>(active() ? clock_.elapsed() : elapsedAtEnd_) / 1000;
}

double Job::secondsLeft() const {
    // Below two percent the estimate would jump about.
    if (state_ != JobState::Running || fraction_ < 0.02)
        return -1;
    return secondsElapsed() * (1 - fraction_) / fraction_;
}

void Job::setRunning() {
    if (state_ != JobState::Queued)
        return;
    state_ = JobState::Running;
    clock_.start();
    emit changed();
}

void Job::finish(JobState state, std::optional<Error> error) {
    elapsedAtEnd_ = clock_.isValid() ? clock_.elapsed() : 0;
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
