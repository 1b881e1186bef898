#include "session/continuation_driver.h"

#include "pipeline/simulate.h"
#include "text/number_text.h"

#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace mantissa::ui {

namespace {

constexpr int pollMilliseconds = 150;

QString lane(int id) {
    return QStringLiteral("continue-%1").arg(id);
}

Result<Continuation> continuationOf(const RunnableModel& runnable, const Candidate* candidate,
                                    const ContinuationQuestion& question, RunningTokens& running,
                                    const Task& task) {
    ContinuationOptions options;
    options.tokens = question.tokens;
    options.sampling = question.sampling;
    options.progress = [&running](const ContinuedToken& token) { running.add(token); };
    const std::string prompt = question.prompt.toStdString();
    if (!candidate)
        return continueText(runnable.original(), *runnable.tokenizer, prompt, options, Runtime(), task);
    MANTISSA_TRY(const Simulation simulation, simulated(runnable, *candidate, task));
    return continueText(simulation.network, *runnable.tokenizer, prompt, options, Runtime(), task);
}

} // namespace

void RunningTokens::add(const ContinuedToken& token) {
    const std::scoped_lock lock(mutex_);
    tokens_.push_back(token);
}

std::vector<ContinuedToken> RunningTokens::tokens() const {
    const std::scoped_lock lock(mutex_);
    return tokens_;
}

ContinuationDriver::ContinuationDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent)
    : QObject(parent), workbench_(workbench), accuracy_(accuracy) {
    poll_.setInterval(pollMilliseconds);
    connect(&poll_, &QTimer::timeout, this, &ContinuationDriver::poll);
    connect(&accuracy, &AccuracyDriver::stateChanged, this, [this] {
        if (runnable_ && accuracy_.runnable() != runnable_)
            forget();
        emit changed();
    });
    connect(&workbench, &Workbench::candidatesChanged, this, [this] {
        std::erase_if(entries_, [this](const auto& entry) {
            const bool gone = entry.first != original && !workbench_.candidate(entry.first);
            if (gone)
                workbench_.jobs().cancelLane(lane(entry.first));
            return gone;
        });
        emit changed();
    });
}

ContinuationDriver::~ContinuationDriver() {
    for (const auto& [id, entry] : entries_)
        workbench_.jobs().cancelLane(lane(id));
}

void ContinuationDriver::forget() {
    for (const auto& [id, entry] : entries_)
        workbench_.jobs().cancelLane(lane(id));
    entries_.clear();
    // The last hold lets go on a worker.
    if (runnable_)
        QThreadPool::globalInstance()->start(
            [last = std::exchange(runnable_, nullptr)]() mutable { last.reset(); });
}

void ContinuationDriver::run(const ContinuationQuestion& question) {
    forget();
    if (!accuracy_.runnable())
        return;
    runnable_ = accuracy_.runnable();
    question_ = question;
    start(original);
    for (const Candidate& candidate : workbench_.candidates())
        if (candidate.shown)
            start(candidate.id);
    poll_.start();
    emit changed();
}

void ContinuationDriver::start(int id) {
    const Candidate* candidate = workbench_.candidate(id);
    const auto asked = candidate ? std::optional(*candidate) : std::nullopt;
    const auto running = std::make_shared<RunningTokens>();
    Job* job = workbench_.jobs().start<Continuation>(
        {.title = asked ? tr("Continue with %1").arg(asked->name) : tr("Continue with the original"),
         .lane = lane(id),
         .background = true},
        [runnable = runnable_, asked, question = question_, running](const Task& task) {
            return continuationOf(*runnable, asked ? &*asked : nullptr, question, *running, task);
        },
        [this, id](Continuation continuation) {
            ContinuationEntry& entry = entries_[id];
            entry.state = AccuracyState::Done;
            entry.continuation = std::move(continuation);
            entry.running = nullptr;
            emit changed();
        },
        [this, id](const Error& error) {
            ContinuationEntry& entry = entries_[id];
            entry.state = AccuracyState::Failed;
            entry.problem = text(error.describe());
            emit changed();
        });
    entries_[id] = {.state = AccuracyState::Queued,
                    .continuation = {},
                    .problem = {},
                    .running = running,
                    .job = job->id()};
    connect(job, &Job::finished, this, [this, id, job] {
        const auto found = entries_.find(id);
        if (job->state() != JobState::Cancelled || found == entries_.end() || found->second.job != job->id())
            return;
        found->second.state = AccuracyState::Cancelled;
        emit changed();
    });
}

void ContinuationDriver::cancel() {
    for (auto& [id, entry] : entries_) {
        if (entry.state != AccuracyState::Queued && entry.state != AccuracyState::Running)
            continue;
        workbench_.jobs().cancelLane(lane(id));
        entry.state = AccuracyState::Cancelled;
    }
    emit changed();
}

bool ContinuationDriver::busy() const {
    return std::any_of(entries_.begin(), entries_.end(), [](const auto& entry) {
        return entry.second.state == AccuracyState::Queued || entry.second.state == AccuracyState::Running;
    });
}

const ContinuationEntry& ContinuationDriver::entry(int id) const {
    static const ContinuationEntry none;
    const auto found = entries_.find(id);
    return found == entries_.end() ? none : found->second;
}

void ContinuationDriver::poll() {
    if (!busy()) {
        poll_.stop();
        return;
    }
    bool news = false;
    for (auto& [id, entry] : entries_) {
        if (!entry.running || (entry.state != AccuracyState::Queued && entry.state != AccuracyState::Running))
            continue;
        std::vector<ContinuedToken> tokens = entry.running->tokens();
        if (tokens.size() == entry.continuation.tokens.size())
            continue;
        entry.state = AccuracyState::Running;
        entry.continuation.tokens = std::move(tokens);
        news = true;
    }
    if (news)
        emit changed();
}

} // namespace mantissa::ui
