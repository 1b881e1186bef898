#include "session/methods_driver.h"

#include "report/command_line.h"
#include "text/number_text.h"

#include <algorithm>

namespace mantissa::ui {

namespace {

constexpr int pollMilliseconds = 200;
const QString lane = QStringLiteral("methods");

} // namespace

MethodsDriver::MethodsDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent)
    : QObject(parent), workbench_(workbench), accuracy_(accuracy) {
    poll_.setInterval(pollMilliseconds);
    connect(&poll_, &QTimer::timeout, this, &MethodsDriver::poll);
    connect(&accuracy, &AccuracyDriver::stateChanged, this, &MethodsDriver::follow);
}

MethodsDriver::~MethodsDriver() {
    workbench_.jobs().cancelLane(lane);
}

// Figures of another text, model or calibration are not these.
void MethodsDriver::follow() {
    const AccuracyGroundPtr& ground = accuracy_.ground();
    const QString stamp = ground ? ground->stamp : QString();
    if (stamp != stamp_) {
        cancel();
        stamp_ = stamp;
        comparison_ = {};
        wanted_ = 0;
        state_ = State::Idle;
        problem_.clear();
    }
    emit changed();
}

void MethodsDriver::run(const std::vector<int>& bits) {
    if (!canRun())
        return;
    auto schemes = schemesOfSize({bits, {}, {}});
    if (!schemes) {
        state_ = State::Failed;
        problem_ = text(schemes.error().describe());
        emit changed();
        return;
    }
    const AccuracyGroundPtr ground = accuracy_.ground();
    const CalibratedStorePtr calibrated = ground->runnable->calibrated;
    if (!calibrated)
        std::erase_if(*schemes, [](const Scheme& scheme) { return wantsCalibration(scheme); });
    bits_ = bits;
    schemes_ = std::move(*schemes);
    wanted_ = static_cast<int>(schemes_.size());
    comparison_ = {};
    comparison_.text = ground->file.toStdString();
    comparison_.calibration = calibrated ? calibrated->source().text : std::string();
    comparison_.model = ground->runnable->model->path;
    log_ = std::make_shared<Log>();
    state_ = State::Queued;
    problem_.clear();
    job_ = workbench_.jobs().start<std::shared_ptr<const MethodComparison>>(
        {.title = tr("Compare methods"), .lane = lane, .patient = true},
        [ground, calibrated, schemes = schemes_,
         log = log_](const Task& task) -> Result<std::shared_ptr<const MethodComparison>> {
            MethodComparisonOptions options;
            options.calibration = calibrated ? &calibrated->text()->chunks : nullptr;
            options.importance = ground->runnable->importance;
            options.started = [&](std::size_t index) {
                const std::scoped_lock lock(log->mutex);
                log->now = index;
            };
            options.measured = [&](std::size_t, const ComparedMethod& row) {
                const std::scoped_lock lock(log->mutex);
                log->rows.push_back(row);
            };
            MANTISSA_TRY(MethodComparison result,
                         compareMethods(*ground->runnable->model, ground->runnable->network, ground->chunks,
                                        schemes, options, task));
            return std::make_shared<const MethodComparison>(std::move(result));
        },
        [this, stamp = stamp_](const std::shared_ptr<const MethodComparison>& result) {
            if (stamp != stamp_)
                return;
            const auto [calibration, words] = std::pair(comparison_.calibration, comparison_.text);
            comparison_ = *result;
            comparison_.calibration = calibration;
            comparison_.text = words;
            ended(State::Done);
        },
        [this, stamp = stamp_](const Error& error) {
            if (stamp == stamp_)
                ended(State::Failed, text(error.describe()));
        });
    connect(job_, &Job::finished, this, [this, job = job_.data()] {
        if (job == job_ && job->state() == JobState::Cancelled) {
            poll(); // what is done stays
            ended(State::Cancelled);
        }
    });
    poll_.start();
    emit changed();
}

void MethodsDriver::ended(State state, const QString& problem) {
    job_ = nullptr;
    log_ = nullptr;
    poll_.stop();
    now_.clear();
    state_ = state;
    problem_ = problem;
    emit changed();
}

void MethodsDriver::cancel() {
    if (!busy())
        return;
    const QPointer<Job> job = job_;
    poll();
    job_ = nullptr; // its end is told here
    workbench_.jobs().cancelLane(lane);
    ended(State::Cancelled);
}

void MethodsDriver::poll() {
    if (!log_ || !job_)
        return;
    std::vector<ComparedMethod> rows;
    QString now;
    {
        const std::scoped_lock lock(log_->mutex);
        if (job_->state() == JobState::Running)
            now = text(schemes_[log_->now].text());
        if (log_->rows.size() != comparison_.methods.size())
            rows = log_->rows;
    }
    const State state = job_->state() == JobState::Running ? State::Running : state_;
    if (rows.empty() && now == now_ && state == state_)
        return;
    state_ = state;
    now_ = now;
    if (!rows.empty())
        comparison_.methods = std::move(rows);
    emit changed();
}

QString MethodsDriver::command() const {
    const AccuracyGroundPtr& ground = accuracy_.ground();
    if (!ground || bits_.empty())
        return {};
    std::string line = "mantissa-cli compare-methods " + shellQuoted(ground->runnable->model->path.string()) +
                       " --text " + shellQuoted(ground->file.toStdString()) + " --context " +
                       std::to_string(ground->chunks.context());
    if (ground->setup.chunks > 0)
        line += " --chunks " + std::to_string(ground->setup.chunks);
    for (const int bits : bits_)
        line += " --bits " + std::to_string(bits);
    if (!workbench_.importancePath().isEmpty())
        line += " --imatrix " + shellQuoted(workbench_.importancePath().toStdString());
    if (workbench_.calibrated())
        line += calibrationOptions(workbench_.calibrated()->source());
    return text(line);
}

} // namespace mantissa::ui
