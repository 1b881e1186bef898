#include "jobs/job_queue.h"

#include "base/background.h"
#include "base/pause.h"

namespace mantissa::ui {

namespace {
constexpr int pollMilliseconds = 100;
constexpr int shownLimit = 50; ///< finished jobs that the panel remembers
} // namespace

JobQueue::JobQueue(QObject* parent) : QObject(parent) {
    // Threads of these pools only start the work and wait for it; the work itself spreads over TBB's pool.
    immediate_.setMaxThreadCount(8);
    background_.setMaxThreadCount(1);
    patient_.setMaxThreadCount(1);
    runPoolInBackground();
    poll_.setInterval(pollMilliseconds);
    connect(&poll_, &QTimer::timeout, this, [this] {
        for (Job* job : std::as_const(active_))
            job->poll();
    });
}

JobQueue::~JobQueue() {
    cancelAll();
    immediate_.waitForDone();
    background_.waitForDone();
    patient_.waitForDone();
}

Job* JobQueue::launch(const JobOptions& options, Work work) {
    auto* job = new Job(nextId_++, options.title, options.visible, this);
    quint64 generation = 0;
    if (!options.lane.isEmpty()) {
        Lane& lane = lanes_[options.lane];
        if (lane.job)
            lane.job->cancel();
        generation = ++lane.generation;
        lane.job = job;
    }
    // One that rests does not keep the others waiting.
    if (options.background)
        connect(job, &Job::pauseChanged, this,
                [this](bool paused) { paused ? background_.releaseThread() : background_.reserveThread(); });
    active_.append(job);
    if (job->visible()) {
        if (shown_.size() >= shownLimit)
            clearFinished();
        shown_.append(job);
        again_.insert(job->id(), {options, work});
        emit added(job);
    }
    poll_.start();
    updateBusy();

    const QString laneName = options.lane;
    auto body = [this, job, background = options.background || options.patient, laneName, generation,
                 task = job->task(), work = std::move(work)] {
        if (background)
            runThreadInBackground();
        QMetaObject::invokeMethod(
            this, [job] { job->setRunning(); }, Qt::QueuedConnection);
        restWhilePaused(task);
        Landing landing;
        if (auto allowed = task.check(); !allowed)
            landing.error = allowed.error();
        else
            landing = work(task);
        QMetaObject::invokeMethod(
            this, [this, job, laneName, generation, landing] { land(job, laneName, generation, landing); },
            Qt::QueuedConnection);
    };
    QThreadPool& pool = options.patient ? patient_ : options.background ? background_ : immediate_;
    pool.start(std::move(body));
    return job;
}

void JobQueue::land(Job* job, const QString& lane, quint64 generation, const Landing& landing) {
    active_.removeOne(job);
    const bool stale = !lane.isEmpty() && lanes_.value(lane).generation != generation;
    const bool cancelled = stale || job->stop_.stop_requested() ||
                           (landing.error && landing.error->code() == ErrorCode::Cancelled);
    if (cancelled)
        job->finish(JobState::Cancelled, std::nullopt);
    else
        job->finish(landing.error ? JobState::Failed : JobState::Done, landing.error);
    if (job->state() == JobState::Done)
        again_.remove(job->id()); // what it holds may be large
    if (!cancelled && landing.deliver)
        landing.deliver();
    if (!job->visible())
        job->deleteLater();
    if (active_.isEmpty())
        poll_.stop();
    updateBusy();
}

bool JobQueue::canRetry(const Job& job) const {
    return !job.active() && job.state() != JobState::Done && again_.contains(job.id());
}

Job* JobQueue::retry(const Job& job) {
    if (!canRetry(job))
        return nullptr;
    const Again again = again_.take(job.id());
    return launch(again.options, again.work);
}

bool JobQueue::busy() const {
    return !active_.isEmpty();
}

void JobQueue::cancelLane(const QString& lane) {
    const auto found = lanes_.find(lane);
    if (found == lanes_.end())
        return;
    if (found->job)
        found->job->cancel();
    ++found->generation;
}

void JobQueue::cancelAll() {
    for (Job* job : std::as_const(active_))
        job->cancel();
}

void JobQueue::clearFinished() {
    emit aboutToClear();
    QList<Job*> keep;
    for (Job* job : std::as_const(shown_)) {
        if (job->active()) {
            keep.append(job);
        } else {
            again_.remove(job->id());
            job->deleteLater();
        }
    }
    shown_ = keep;
    emit cleared();
}

void JobQueue::updateBusy() {
    if (wasBusy_ == busy())
        return;
    wasBusy_ = busy();
    emit busyChanged(wasBusy_);
}

} // namespace mantissa::ui
