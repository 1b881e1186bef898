#include "session/accuracy_driver.h"

#include "session/saved_accuracy.h"
#include "session/workspace.h"
#include "text/number_text.h"

#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace mantissa::ui {

namespace {

constexpr int pollMilliseconds = 150;

QString lane(int id) {
    return QStringLiteral("accuracy-%1").arg(id);
}

// Unmapping a model takes longer than a frame: the last hold lets go on a worker.
void retire(std::shared_ptr<const void> held) {
    if (held)
        QThreadPool::globalInstance()->start([last = std::move(held)]() mutable { last.reset(); });
}

} // namespace

AccuracyDriver::AccuracyDriver(Workbench& workbench, QObject* parent)
    : QObject(parent), workbench_(workbench) {
    later_.setSingleShot(true);
    connect(&later_, &QTimer::timeout, this, &AccuracyDriver::openRunnable);
    poll_.setInterval(pollMilliseconds);
    connect(&poll_, &QTimer::timeout, this, &AccuracyDriver::poll);
    for (const auto change :
         {&Workbench::modelChanged, &Workbench::originalChanged, &Workbench::importanceChanged})
        connect(&workbench, change, this, &AccuracyDriver::follow);
    connect(&workbench, &Workbench::modelChanged, this, [this] {
        const auto& model = workbench_.model();
        const qint64 trained = model && model->architecture ? model->architecture->contextLength : 0;
        if (!contextChosen_)
            setup_.context = usualContext(trained);
    });
    connect(&workbench, &Workbench::candidatesChanged, this, [this] {
        std::erase_if(entries_, [this](const auto& entry) {
            const bool gone = entry.first != original && !workbench_.candidate(entry.first);
            if (gone)
                workbench_.jobs().cancelLane(lane(entry.first));
            return gone;
        });
        recall();
        pump();
    });
    connect(&workbench, &Workbench::candidateMeasured, this, &AccuracyDriver::pump);
}

AccuracyDriver::~AccuracyDriver() {
    for (const char* name : {"accuracy-model", "accuracy-text"})
        workbench_.jobs().cancelLane(QLatin1String(name));
    for (const auto& [id, entry] : entries_)
        workbench_.jobs().cancelLane(lane(id));
}

void AccuracyDriver::setState(State state, const QString& problem) {
    state_ = state;
    problem_ = problem;
    emit stateChanged();
}

void AccuracyDriver::setText(const QString& path) {
    if (path == setup_.text)
        return;
    setup_.text = path;
    readText();
}

void AccuracyDriver::setContext(qint64 context) {
    contextChosen_ = true;
    if (context == setup_.context)
        return;
    setup_.context = context;
    readText();
}

void AccuracyDriver::setChunks(qint64 chunks) {
    if (chunks == setup_.chunks)
        return;
    setup_.chunks = chunks;
    readText();
}

// Another model, original or importance matrix: several of these signals may come at once.
void AccuracyDriver::follow() {
    workbench_.jobs().cancelLane(QStringLiteral("accuracy-model"));
    workbench_.jobs().cancelLane(QStringLiteral("accuracy-text"));
    forget();
    retire(std::exchange(runnable_, nullptr));
    automatic_ = true;
    setState(workbench_.model() ? State::Opening : State::NoModel);
    if (workbench_.model())
        later_.start(0);
}

void AccuracyDriver::openRunnable() {
    workbench_.jobs().start<RunnableModelPtr>(
        {.title = tr("Prepare to run the model"), .lane = QStringLiteral("accuracy-model"), .visible = false},
        [context = workbench_.measureContext()](const Task& task) { return makeRunnable(context, task); },
        [this](RunnableModelPtr runnable) {
            runnable_ = std::move(runnable);
            readText();
        },
        [this](const Error& error) { setState(State::CannotRun, text(error.describe())); });
}

void AccuracyDriver::readText() {
    workbench_.jobs().cancelLane(QStringLiteral("accuracy-text"));
    forget();
    if (!runnable_) {
        emit stateChanged(); // what is chosen is kept until a model runs
        return;
    }
    if (setup_.text.isEmpty() && runnable_->story.isEmpty()) {
        setState(State::NoText);
        return;
    }
    setState(State::Reading);
    workbench_.jobs().start<AccuracyGroundPtr>(
        {.title = tr("Read the text"), .lane = QStringLiteral("accuracy-text"), .visible = false},
        [runnable = runnable_, setup = setup_](const Task& task) {
            return makeGround(runnable, setup, task);
        },
        [this](const AccuracyGroundPtr& ground) { grounded(ground); },
        [this](const Error& error) { setState(State::BadText, text(error.describe())); });
}

void AccuracyDriver::grounded(const AccuracyGroundPtr& ground) {
    ground_ = ground;
    if (const QJsonObject json = std::exchange(restored_, {});
        json.value(QLatin1String("stamp")).toString() == ground->stamp) {
        const QJsonObject figures = json.value(QLatin1String("figures")).toObject();
        const auto take = [this](const QString& name, const QJsonObject& one, const Evaluation* base) {
            if (auto evaluation = evaluationFrom(one, base))
                known_.insert(
                    ground_->stamp + QLatin1Char('\n') + name,
                    std::make_shared<const AccuracyResult>(AccuracyResult{std::move(*evaluation), one}));
        };
        take(QString(), figures.value(QString()).toObject(), nullptr);
        const AccuracyResultPtr base = known_.value(keyOf(original));
        for (auto one = figures.begin(); one != figures.end(); ++one)
            if (!one.key().isEmpty())
                take(one.key(), one.value().toObject(), base ? &base->evaluation : nullptr);
    }
    if (automatic_ && ground->runnable->demo && ground->setup.text.isEmpty())
        wanted_ = true;
    recall();
    setState(State::Ready);
    pump();
}

QString AccuracyDriver::keyOf(int id) const {
    const Candidate* candidate = workbench_.candidate(id);
    return ground_->stamp + QLatin1Char('\n') +
           (candidate ? (candidate->recipe ? QStringLiteral("recipe ") : QStringLiteral("scheme ")) +
                            textOf(*candidate)
                      : QString());
}

/// What is under way or known belongs to another question.
void AccuracyDriver::forget() {
    for (const auto& [id, entry] : entries_)
        workbench_.jobs().cancelLane(lane(id));
    entries_.clear();
    retire(std::exchange(ground_, nullptr));
    wanted_ = false;
}

/// Figures that were computed before are there at once.
void AccuracyDriver::recall() {
    if (!ground_)
        return;
    std::vector<int> ids{original};
    for (const Candidate& candidate : workbench_.candidates())
        ids.push_back(candidate.id);
    for (const int id : ids) {
        AccuracyEntry& entry = entries_[id];
        if (entry.state != AccuracyState::Unknown)
            continue;
        if (const AccuracyResultPtr known = known_.value(keyOf(id))) {
            entry.state = AccuracyState::Done;
            entry.result = known;
            emit entryChanged(id);
        }
    }
}

const AccuracyEntry& AccuracyDriver::entry(int id) const {
    static const AccuracyEntry none;
    const auto found = entries_.find(id);
    return found == entries_.end() ? none : found->second;
}

const Evaluation* AccuracyDriver::evaluation(int id) const {
    const AccuracyEntry& one = entry(id);
    return one.result ? &one.result->evaluation : nullptr;
}

void AccuracyDriver::run() {
    if (!ground_)
        return;
    wanted_ = true;
    for (auto& [id, entry] : entries_)
        if (entry.state == AccuracyState::Failed || entry.state == AccuracyState::Cancelled)
            entry.state = AccuracyState::Unknown;
    automatic_ = false; // asked for: it need not wait for anything
    pump();
}

void AccuracyDriver::run(int id) {
    if (!ground_)
        return;
    const AccuracyState base = entry(original).state;
    if (id == original || (base != AccuracyState::Done && base != AccuracyState::Running))
        start(original);
    if (id != original)
        start(id);
}

// Those of the demo begin when the window has shown what is quick to show.
void AccuracyDriver::pump() {
    if (!ground_ || !wanted_ || (automatic_ && !workbench_.settled()))
        return;
    if (entry(original).state == AccuracyState::Unknown)
        start(original);
    for (const Candidate& candidate : workbench_.candidates())
        if (candidate.shown && entry(candidate.id).state == AccuracyState::Unknown &&
            candidate.state != MeasureState::NeedsCalibration)
            start(candidate.id);
}

void AccuracyDriver::start(int id) {
    const Candidate* candidate = workbench_.candidate(id);
    if (!candidate && id != original)
        return;
    AccuracyEntry& entry = entries_[id];
    const auto log = std::make_shared<RunningLog>();
    entry = {.state = AccuracyState::Queued, .result = nullptr, .steps = {}, .problem = {}, .log = log};
    const auto asked = candidate ? std::optional(*candidate) : std::nullopt;
    if (asked)
        known_.remove(keyOf(id));
    Job* job = workbench_.jobs().start<AccuracyResultPtr>(
        {.title = asked ? tr("Evaluate %1").arg(asked->name) : tr("Evaluate the original"),
         .lane = lane(id),
         .patient = true},
        [ground = ground_, asked, log](const Task& task) {
            return evaluateCandidate(*ground, asked ? &*asked : nullptr, *log, task);
        },
        [this, id](const AccuracyResultPtr& result) { done(id, result); },
        [this, id](const Error& error) {
            AccuracyEntry& failed = entries_[id];
            failed.state = AccuracyState::Failed;
            failed.problem = text(error.describe());
            emit entryChanged(id);
        });
    entry.job = job->id();
    connect(job, &Job::changed, this, [this, id, job] {
        const auto now = entries_.find(id);
        if (now != entries_.end() && now->second.job == job->id() &&
            now->second.state == AccuracyState::Queued && job->state() == JobState::Running) {
            now->second.state = AccuracyState::Running;
            emit entryChanged(id);
        }
    });
    connect(job, &Job::finished, this, [this, id, job] {
        const auto found = entries_.find(id);
        if (job->state() != JobState::Cancelled || found == entries_.end() || found->second.job != job->id())
            return;
        found->second.state = AccuracyState::Cancelled;
        emit entryChanged(id);
    });
    poll_.start();
    emit entryChanged(id);
}

void AccuracyDriver::done(int id, const AccuracyResultPtr& result) {
    AccuracyEntry& entry = entries_[id];
    entry.state = AccuracyState::Done;
    entry.result = result;
    entry.log = nullptr;
    known_.insert(keyOf(id), result);
    emit entryChanged(id);
}

void AccuracyDriver::poll() {
    bool any = false;
    for (auto& [id, entry] : entries_) {
        if (entry.state == AccuracyState::Queued)
            any = true;
        if (entry.state != AccuracyState::Running || !entry.log)
            continue;
        any = true;
        std::vector<RunningEvaluation> steps = entry.log->steps();
        if (steps.size() == entry.steps.size())
            continue;
        entry.steps = std::move(steps);
        emit entryChanged(id);
    }
    if (!any)
        poll_.stop();
}

void AccuracyDriver::cancel() {
    wanted_ = false;
    automatic_ = false;
    std::vector<int> waiting;
    for (auto& [id, entry] : entries_)
        if (entry.state == AccuracyState::Queued || entry.state == AccuracyState::Running)
            waiting.push_back(id);
    for (const int id : waiting) {
        workbench_.jobs().cancelLane(lane(id));
        entries_[id].state = AccuracyState::Cancelled;
        emit entryChanged(id);
    }
    emit stateChanged();
}

bool AccuracyDriver::busy() const {
    return std::any_of(entries_.begin(), entries_.end(), [](const auto& entry) {
        return entry.second.state == AccuracyState::Queued || entry.second.state == AccuracyState::Running;
    });
}

bool AccuracyDriver::settled() const {
    if (state_ == State::Opening || state_ == State::Reading || busy())
        return false;
    if (!ground_ || !wanted_)
        return true;
    return entry(original).state != AccuracyState::Unknown &&
           std::all_of(workbench_.candidates().begin(), workbench_.candidates().end(),
                       [this](const Candidate& candidate) {
                           return !candidate.shown || candidate.state == MeasureState::NeedsCalibration ||
                                  entry(candidate.id).state != AccuracyState::Unknown;
                       });
}

QJsonObject AccuracyDriver::saved() const {
    QJsonObject json{{QStringLiteral("text"), setup_.text}, {QStringLiteral("chunks"), setup_.chunks}};
    if (contextChosen_)
        json.insert(QStringLiteral("context"), setup_.context);
    if (!ground_)
        return restored_.isEmpty() ? json : restored_; // not read yet: nothing is lost
    QJsonObject figures;
    for (const auto& [id, entry] : entries_)
        if (entry.result)
            figures.insert(keyOf(id).mid(ground_->stamp.size() + 1), entry.result->saved);
    json.insert(QStringLiteral("stamp"), ground_->stamp);
    json.insert(QStringLiteral("figures"), figures);
    return json;
}

void AccuracyDriver::restore(const QJsonObject& json) {
    setup_.text = json.value(QLatin1String("text")).toString();
    setup_.chunks = std::max<qint64>(0, json.value(QLatin1String("chunks")).toInteger());
    const qint64 context = json.value(QLatin1String("context")).toInteger();
    contextChosen_ = context >= 4;
    if (contextChosen_)
        setup_.context = context;
    restored_ = json;
    if (runnable_)
        readText();
}

} // namespace mantissa::ui
