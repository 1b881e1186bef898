#include "session/sensitivity_driver.h"

#include "jobs/file_work.h"
#include "report/command_line.h"
#include "session/old_studies.h"
#include "text/number_text.h"

#include <QCryptographicHash>
#include <QDir>

#include <utility>

namespace mantissa::ui {

namespace {

constexpr int pollMilliseconds = 150;
const QString lane = QStringLiteral("sensitivity");

/// On a worker.
Result<std::shared_ptr<ModelSensitivity>> measured(const AccuracyGround& ground,
                                                   const std::vector<Scheme>& schemes,
                                                   mantissa::Grouping grouping, const QString& file,
                                                   SensitivityNews& news, const Task& task) {
    ModelSensitivityOptions options;
    options.grouping = grouping;
    options.importance = ground.runnable->importance;
    options.started = [&news](const ModelSensitivity& empty) { news.start(empty); };
    options.measured = [&news](std::size_t group, std::size_t scheme, const GroupMeasurement& cell) {
        news.add({group, scheme, cell});
    };
    // A folder that cannot be made leaves the study without a file, not the person without figures.
    if (!file.isEmpty() && QDir().mkpath(QFileInfo(file).path()))
        options.resume = file.toStdString();
    const auto run = [&] {
        return modelSensitivity(ground.runnable->model, ground.runnable->network, ground.chunks, schemes,
                                options, Runtime(), task);
    };
    auto result = run();
    if (!result && !options.resume.empty() && result.error().file() == options.resume) {
        options.resume.clear(); // damaged, or another window measures the same
        result = run();
    }
    if (!result)
        return fail(std::move(result).error());
    return std::make_shared<ModelSensitivity>(std::move(*result));
}

} // namespace

void SensitivityNews::start(const ModelSensitivity& empty) {
    const std::scoped_lock lock(mutex_);
    start_ = empty;
    cells_.clear();
}

void SensitivityNews::add(Cell cell) {
    const std::scoped_lock lock(mutex_);
    cells_.push_back(std::move(cell));
}

std::pair<std::optional<ModelSensitivity>, std::vector<SensitivityNews::Cell>> SensitivityNews::take() {
    const std::scoped_lock lock(mutex_);
    return {std::exchange(start_, std::nullopt), std::exchange(cells_, {})};
}

SensitivityDriver::SensitivityDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent)
    : QObject(parent), workbench_(workbench), accuracy_(accuracy) {
    poll_.setInterval(pollMilliseconds);
    connect(&poll_, &QTimer::timeout, this, &SensitivityDriver::poll);
    connect(&accuracy, &AccuracyDriver::stateChanged, this, &SensitivityDriver::followText);
    connect(&workbench, &Workbench::candidatesChanged, this, &SensitivityDriver::changed);
}

SensitivityDriver::~SensitivityDriver() {
    workbench_.jobs().cancelLane(lane);
}

void SensitivityDriver::setFolder(const QString& folder) {
    folder_ = folder;
    onFileThread(
        this, [path = folder.toStdString()] { removeOldStudies(path); }, [] {});
}

void SensitivityDriver::setGrouping(mantissa::Grouping grouping) {
    if (grouping == grouping_)
        return;
    grouping_ = grouping;
    emit changed();
}

SensitivityDriver::State SensitivityDriver::state() const {
    const auto found = known_.find(grouping_);
    return found == known_.end() ? State::Idle : found->second.state;
}

const ModelSensitivity* SensitivityDriver::result() const {
    const auto found = known_.find(grouping_);
    return found == known_.end() ? nullptr : found->second.result.get();
}

std::vector<Scheme> SensitivityDriver::schemes() const {
    std::vector<Scheme> schemes;
    for (const Candidate& candidate : workbench_.candidates()) {
        const bool weightAlone = candidate.scheme && candidate.scheme->method->info().scope == Scope::Weight;
        if (candidate.shown && weightAlone)
            schemes.push_back(*candidate.scheme);
    }
    return schemes;
}

bool SensitivityDriver::canRun() const {
    return accuracy_.ground() && !schemes().empty();
}

// Figures of another text, model or importance matrix are not these.
void SensitivityDriver::followText() {
    const AccuracyGroundPtr& ground = accuracy_.ground();
    const QString stamp = ground ? ground->stamp : QString();
    if (stamp != stamp_) {
        cancel();
        known_.clear();
        stamp_ = stamp;
    }
    emit changed();
}

QString SensitivityDriver::resumeFile(const std::vector<Scheme>& schemes) const {
    if (folder_.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(stamp_.toUtf8());
    hash.addData(text(std::string(name(grouping_))).toUtf8());
    for (const Scheme& scheme : schemes)
        hash.addData(text(scheme.text()).toUtf8() + '\n');
    return QDir(folder_).filePath(QString::fromLatin1(hash.result().toHex().left(20)) +
                                  QStringLiteral(".sensitivity"));
}

void SensitivityDriver::run() {
    if (busy() || !canRun())
        return;
    running_ = grouping_;
    problem_.clear();
    known_[running_] = {State::Queued, nullptr};
    news_ = std::make_shared<SensitivityNews>();
    const std::vector<Scheme> asked = schemes();
    job_ = workbench_.jobs().start<std::shared_ptr<ModelSensitivity>>(
        {.title = tr("Measure sensitivity"), .lane = lane, .patient = true},
        [ground = accuracy_.ground(), asked, grouping = running_, file = resumeFile(asked),
         news = news_](const Task& task) { return measured(*ground, asked, grouping, file, *news, task); },
        [this](const std::shared_ptr<ModelSensitivity>& result) {
            known_[running_].result = result;
            ended(State::Done);
        },
        [this](const Error& error) { ended(State::Failed, text(error.describe())); });
    connect(job_, &Job::finished, this, [this, job = job_.data()] {
        if (job == job_ && job->state() == JobState::Cancelled)
            ended(State::Cancelled);
    });
    poll_.start();
    emit changed();
}

void SensitivityDriver::ended(State state, const QString& problem) {
    if (state != State::Done)
        takeNews();
    job_ = nullptr;
    news_ = nullptr;
    poll_.stop();
    known_[running_].state = state;
    problem_ = problem;
    emit changed();
}

void SensitivityDriver::cancel() {
    if (!busy())
        return;
    workbench_.jobs().cancelLane(lane);
    ended(State::Cancelled);
}

double SensitivityDriver::fraction() const {
    return job_ ? job_->fraction() : -1;
}

double SensitivityDriver::secondsLeft() const {
    return job_ ? job_->secondsLeft() : -1;
}

QString SensitivityDriver::command() const {
    const AccuracyGroundPtr& ground = accuracy_.ground();
    if (!canRun())
        return {};
    std::string line = "mantissa-cli sensitivity " + shellQuoted(ground->runnable->model->path.string()) +
                       " --text " + shellQuoted(ground->file.toStdString()) + " --context " +
                       std::to_string(ground->chunks.context());
    if (ground->setup.chunks > 0)
        line += " --chunks " + std::to_string(ground->setup.chunks);
    for (const Scheme& scheme : schemes())
        line += " --scheme " + shellQuoted(scheme.text());
    line += " --by " + std::string(name(grouping_));
    if (ground->runnable->importance)
        line += " --imatrix " + shellQuoted(ground->runnable->importance->file);
    return text(line);
}

void SensitivityDriver::takeNews() {
    if (!news_)
        return;
    auto [start, cells] = news_->take();
    Known& known = known_[running_];
    if (start)
        known.result = std::make_shared<ModelSensitivity>(std::move(*start));
    for (SensitivityNews::Cell& cell : cells)
        known.result->cells[cell.group * known.result->schemes.size() + cell.scheme] =
            std::move(cell.measurement);
    if (start || !cells.empty())
        emit changed();
}

void SensitivityDriver::poll() {
    if (job_ && job_->state() == JobState::Running && known_[running_].state == State::Queued) {
        known_[running_].state = State::Running;
        emit changed();
    }
    takeNews();
    emit progressed();
}

} // namespace mantissa::ui
