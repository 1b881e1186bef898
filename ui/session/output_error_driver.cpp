#include "session/output_error_driver.h"

#include "pipeline/simulate.h"
#include "text/number_text.h"

#include <algorithm>
#include <utility>

namespace mantissa::ui {

namespace {

constexpr int pollMilliseconds = 150;
const QString lane = QStringLiteral("outputErrors");

/// On a worker. The network is compared with itself, quantized: each layer sees the same inputs twice.
Result<LayerErrorsPtr> measured(const AccuracyGround& ground, const Candidate& candidate,
                                TokenProgress& tokens, const Task& task) {
    const RunnableModel& runnable = *ground.runnable;
    MANTISSA_TRY(const Simulation simulation, simulated(runnable, candidate, task));
    tokens.start(task, static_cast<std::uint64_t>(ground.chunks.count() * ground.chunks.context()));
    MANTISSA_TRY(std::vector<LayerError> layers,
                 outputErrors(runnable.network, simulation.network, ground.chunks, {}, Runtime(), task));
    return std::make_shared<const std::vector<LayerError>>(std::move(layers));
}

} // namespace

void TokenProgress::start(const Task& task, std::uint64_t tokens) {
    const std::scoped_lock lock(mutex_);
    task_ = task;
    before_ = task.progress().done;
    tokens_ = tokens;
}

double TokenProgress::fraction() const {
    const std::scoped_lock lock(mutex_);
    if (!task_ || tokens_ == 0)
        return -1;
    const std::uint64_t done = task_->progress().done - before_;
    return std::min(1.0, static_cast<double>(done) / static_cast<double>(tokens_));
}

OutputErrorDriver::OutputErrorDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent)
    : QObject(parent), workbench_(workbench), accuracy_(accuracy) {
    poll_.setInterval(pollMilliseconds);
    connect(&poll_, &QTimer::timeout, this, &OutputErrorDriver::poll);
    connect(&accuracy, &AccuracyDriver::stateChanged, this, &OutputErrorDriver::followText);
    connect(&workbench, &Workbench::candidatesChanged, this, &OutputErrorDriver::followCandidates);
}

OutputErrorDriver::~OutputErrorDriver() {
    workbench_.jobs().cancelLane(lane);
}

OutputErrorDriver::State OutputErrorDriver::state(int id) const {
    const auto found = known_.find(id);
    return found == known_.end() ? State::Idle : found->second.state;
}

const QString& OutputErrorDriver::problem(int id) const {
    static const QString none;
    const auto found = known_.find(id);
    return found == known_.end() ? none : found->second.problem;
}

LayerErrorsPtr OutputErrorDriver::result(int id) const {
    const auto found = known_.find(id);
    return found == known_.end() ? nullptr : found->second.result;
}

QString OutputErrorDriver::refusal(int id) const {
    const Candidate* candidate = workbench_.candidate(id);
    if (!candidate || !wantsCalibration(*candidate) || workbench_.calibrated())
        return {};
    return tr("%1 must see what comes into each weight before it can round it: collect a calibration on the "
              "right.")
        .arg(candidate->name);
}

bool OutputErrorDriver::canRun(int id) const {
    return !busy() && accuracy_.ground() && workbench_.candidate(id) && refusal(id).isEmpty();
}

// Figures of another text, model or importance matrix are not these.
void OutputErrorDriver::followText() {
    const AccuracyGroundPtr& ground = accuracy_.ground();
    const QString stamp = ground ? ground->stamp : QString();
    if (stamp != stamp_) {
        cancel();
        known_.clear();
        stamp_ = stamp;
    }
    emit changed();
}

void OutputErrorDriver::followCandidates() {
    if (busy() && !workbench_.candidate(running_))
        cancel();
    std::erase_if(known_, [this](const auto& one) { return !workbench_.candidate(one.first); });
    emit changed();
}

void OutputErrorDriver::run(int id) {
    if (!canRun(id))
        return;
    running_ = id;
    known_[id] = {State::Queued};
    tokens_ = std::make_shared<TokenProgress>();
    const Candidate candidate = *workbench_.candidate(id);
    job_ = workbench_.jobs().start<LayerErrorsPtr>(
        {.title = tr("Measure layer outputs of %1").arg(titleOf(candidate)), .lane = lane, .patient = true},
        [ground = accuracy_.ground(), candidate, tokens = tokens_](const Task& task) {
            return measured(*ground, candidate, *tokens, task);
        },
        // The Jobs panel may run it again when the text is another one already.
        [this, id, stamp = stamp_](const LayerErrorsPtr& layers) {
            if (stamp == stamp_)
                ended(id, {State::Done, {}, layers});
        },
        [this, id, stamp = stamp_](const Error& error) {
            if (stamp == stamp_)
                ended(id, {State::Failed, text(error.describe())});
        });
    connect(job_, &Job::finished, this, [this, id, job = job_.data()] {
        if (job == job_ && job->state() == JobState::Cancelled)
            ended(id, {State::Cancelled});
    });
    poll_.start();
    emit changed();
}

void OutputErrorDriver::ended(int id, Known known) {
    if (id == running_) {
        job_ = nullptr;
        tokens_ = nullptr;
        running_ = 0;
        poll_.stop();
    }
    if (workbench_.candidate(id))
        known_[id] = std::move(known);
    emit changed();
}

void OutputErrorDriver::cancel() {
    if (!busy())
        return;
    workbench_.jobs().cancelLane(lane);
    ended(running_, {State::Cancelled});
}

double OutputErrorDriver::fraction() const {
    return tokens_ ? tokens_->fraction() : -1;
}

void OutputErrorDriver::poll() {
    if (!job_) { // gone without a word
        ended(running_, {State::Cancelled});
        return;
    }
    if (job_->state() == JobState::Running && known_[running_].state == State::Queued) {
        known_[running_].state = State::Running;
        emit changed();
    }
    emit progressed();
}

} // namespace mantissa::ui
