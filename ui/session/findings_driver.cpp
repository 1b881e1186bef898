#include "session/findings_driver.h"

#include "analysis/forensics/forensics.h"
#include "text/number_text.h"

#include <QFileInfo>

#include <algorithm>

namespace mantissa::ui {

namespace {
const QString lane = QStringLiteral("findings");
}

const std::vector<std::size_t>& FileFindings::of(const Tensor& tensor) const {
    static const std::vector<std::size_t> none;
    const auto found = byTensor.find(tensor.name);
    return found == byTensor.end() ? none : found->second;
}

FindingKind FileFindings::worst(const std::vector<std::size_t>& places) const {
    FindingKind kind = FindingKind::Note;
    for (const std::size_t place : places)
        kind = std::max(kind, all[place].kind);
    return kind;
}

std::size_t FileFindings::count(FindingKind kind) const {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [kind](const Finding& finding) { return finding.kind == kind; }));
}

Result<FileFindingsPtr> findingsOf(const ModelPtr& model, const Task& task) {
    auto result = std::make_shared<FileFindings>();
    result->model = model;
    MANTISSA_TRY(result->all, examine(*model, task));
    for (std::size_t i = 0; i < result->all.size(); ++i)
        if (const std::string& tensor = result->all[i].tensor; !tensor.empty())
            result->byTensor[tensor].push_back(i);
    return result;
}

FindingsDriver::FindingsDriver(Workbench& workbench, QObject* parent)
    : QObject(parent), workbench_(workbench) {
    soon_.setSingleShot(true); // once the first figures are asked for: those come first
    connect(&soon_, &QTimer::timeout, this, &FindingsDriver::start);
    connect(&workbench, &Workbench::modelChanged, this, &FindingsDriver::lookAgain);
}

void FindingsDriver::lookAgain() {
    workbench_.jobs().cancelLane(lane);
    job_ = 0;
    if (!workbench_.model())
        return;
    become(FindingsState::Looking);
    soon_.start();
}

void FindingsDriver::start() {
    const ModelPtr model = workbench_.model();
    Job* job = workbench_.jobs().start<FileFindingsPtr>(
        {.title = tr("Look %1 over").arg(QFileInfo(text(model->path.string())).fileName()),
         .lane = lane,
         .background = true},
        [model](const Task& task) { return findingsOf(model, task); },
        [this](FileFindingsPtr findings) { become(FindingsState::Done, std::move(findings)); },
        [this](const Error& error) { become(FindingsState::Failed, {}, text(error.describe())); });
    job_ = job->id();
    connect(job, &Job::finished, this, [this, job] {
        if (job->state() == JobState::Cancelled && job->id() == job_) // by the person, not by another model
            become(FindingsState::Cancelled);
    });
}

void FindingsDriver::become(FindingsState state, FileFindingsPtr findings, const QString& problem) {
    state_ = state;
    findings_ = std::move(findings);
    problem_ = problem;
    emit changed();
}

} // namespace mantissa::ui
