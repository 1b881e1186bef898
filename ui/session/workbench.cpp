#include "session/workbench.h"

#include "pipeline/original.h"
#include "text/number_text.h"

#include <QDir>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <set>
#include <utility>

namespace mantissa::ui {

namespace {

constexpr int retirement = 200; // milliseconds until the views show what is new

QString lane(int id) {
    return QStringLiteral("measure-%1").arg(id);
}

} // namespace

Workbench::Workbench(QObject* parent) : QObject(parent), startingSchemes_(defaultSchemes()) {
    connect(&selection_, &Selection::tensorChanged, this, [this] {
        const Candidate* chosen = selectedCandidate();
        if (chosen && chosen->recipe)
            select(chosen->id); // another tensor, another scheme of the same recipe
    });
}

QStringList Workbench::defaultSchemes() {
    return {QStringLiteral("Q8_0"),   QStringLiteral("Q6_K"),         QStringLiteral("Q5_K"),
            QStringLiteral("Q4_K"),   QStringLiteral("NF4"),          QStringLiteral("INT4"),
            QStringLiteral("Q4_K_M"), QStringLiteral("INT3,group=64")};
}

void Workbench::open(const QString& path) {
    const std::filesystem::path file = QDir::toNativeSeparators(path).toStdString();
    ++opening_;
    Job* job = jobs_.start<ModelPtr>(
        {.title = tr("Open %1").arg(QFileInfo(path).fileName()), .lane = QStringLiteral("open")},
        [file](const Task&) { return openModel(file); }, [this](ModelPtr model) { modelOpened(model); },
        [this, path](const Error& error) { emit openFailed(path, error); });
    connect(job, &Job::finished, this, [this] { --opening_; });
}

void Workbench::modelOpened(const ModelPtr& model) {
    for (const Candidate& candidate : candidates_)
        jobs_.cancelLane(lane(candidate.id));
    retire(std::exchange(original_, nullptr));
    originalTensors_.reset();
    jobs_.cancelLane(QStringLiteral("importance")); // of another model, as the one in use
    dropImportance();
    retire(std::exchange(model_, model));
    const bool first = candidates_.empty();
    for (Candidate& candidate : candidates_) {
        retire(std::exchange(candidate.result, nullptr));
        candidate.state = MeasureState::Waiting;
    }
    selection_.setTensor(nullptr);
    emit modelChanged();
    emit importanceChanged();
    if (first) {
        for (const QString& text : startingSchemes_) {
            if (auto scheme = parseScheme(text.toStdString()))
                add(*scheme);
            else if (auto recipe = parseRecipe(text.toStdString()))
                add(*recipe);
        }
    } else {
        for (const Candidate& candidate : candidates_)
            measure(candidate.id);
    }
    selectFirstTensor();
    if (!selectedCandidate() && !candidates_.empty()) {
        const Candidate* middle = candidateNamed(QStringLiteral("Q4_K"));
        select(middle ? middle->id : candidates_.front().id);
    }
}

void Workbench::selectFirstTensor() {
    // A weight in the middle of the network says more than the embedding, which comes first in most files.
    const auto& tensors = model_->tensors;
    const auto inLayer = std::find_if(tensors.begin(), tensors.end(), [](const auto& tensor) {
        return tensor->place.layer >= 0 && quantizable(*tensor);
    });
    const auto any =
        std::find_if(tensors.begin(), tensors.end(), [](const auto& tensor) { return quantizable(*tensor); });
    if (inLayer != tensors.end())
        selection_.setTensor(*inLayer);
    else if (any != tensors.end())
        selection_.setTensor(*any);
    else if (!tensors.empty())
        selection_.setTensor(tensors.front());
}

void Workbench::openOriginal(const QString& path) {
    const std::filesystem::path file = QDir::toNativeSeparators(path).toStdString();
    ++opening_;
    Job* job = jobs_.start<ModelPtr>(
        {.title = tr("Open original %1").arg(QFileInfo(path).fileName()), .lane = QStringLiteral("original")},
        [file](const Task&) { return openModel(file); },
        [this](ModelPtr model) {
            original_ = std::move(model);
            originalTensors_.reset();
            emit originalChanged();
            measureAllAgain();
        },
        [this, path](const Error& error) { emit openFailed(path, error); });
    connect(job, &Job::finished, this, [this] { --opening_; });
}

void Workbench::forgetOriginal() {
    if (!original_)
        return;
    original_ = nullptr;
    originalTensors_.reset();
    emit originalChanged();
    measureAllAgain();
}

void Workbench::openImportance(const QString& path) {
    if (!model_)
        return;
    ++opening_;
    Job* job = jobs_.start<ImportanceFile>(
        {.title = tr("Load importance matrix %1").arg(QFileInfo(path).fileName()),
         .lane = QStringLiteral("importance")},
        [model = model_, path](const Task& task) { return readImportance(model, path, task); },
        [this](const ImportanceFile& file) { takeImportance(file); },
        [this, path](const Error& error) { emit importanceFailed(path, error); });
    connect(job, &Job::finished, this, [this] { --opening_; });
}

void Workbench::collectImportance(const CalibrationSetup& setup) {
    if (!model_)
        return;
    ++opening_;
    Job* job = jobs_.start<ImportanceFile>(
        {.title = tr("Collect calibration from %1").arg(QFileInfo(setup.text).fileName()),
         .lane = QStringLiteral("importance")},
        [model = model_, setup](const Task& task) { return ui::collectImportance(model, setup, task); },
        [this](const ImportanceFile& file) {
            takeImportance(file);
            emit importanceCollected(file.path);
        },
        [this, setup](const Error& error) { emit collectFailed(setup, error); });
    connect(job, &Job::finished, this, [this] { --opening_; });
}

void Workbench::takeImportance(const ImportanceFile& file) {
    retire(std::exchange(importance_, file.importance));
    importancePath_ = file.path;
    importanceDigest_ = file.digest;
    retire(std::exchange(
        calibrated_, file.calibration.text
                         ? std::make_shared<CalibratedStore>(file.calibration, file.importance, keptBytes_)
                         : nullptr));
    calibrationProblem_ = file.calibrationProblem;
    emit importanceChanged();
    measureAllAgain();
}

void Workbench::dropImportance() {
    retire(std::exchange(importance_, nullptr));
    importancePath_.clear();
    importanceDigest_.clear();
    retire(std::exchange(calibrated_, nullptr));
    calibrationProblem_.clear();
}

void Workbench::forgetImportance() {
    if (!importance_)
        return;
    dropImportance();
    emit importanceChanged();
    measureAllAgain();
}

void Workbench::measureAllAgain() {
    for (const Candidate& candidate : candidates_)
        measure(candidate.id);
}

OriginalTensorPtr Workbench::originalOf(const Tensor& tensor) const {
    if (!original_ || !model_)
        return nullptr;
    if (!originalTensors_) {
        originalTensors_.emplace();
        // An error is told where the candidates are measured, which need the same.
        if (const auto found = originalTensorsFor(*model_, original_)) {
            for (const auto& [name, source] : *found)
                originalTensors_->emplace(name, std::make_shared<const GgufSourceTensor>(source));
        }
    }
    const auto found = originalTensors_->find(tensor.name);
    return found == originalTensors_->end() ? nullptr : found->second;
}

StudyRequest Workbench::studyRequest(std::shared_ptr<const Tensor> tensor, Scheme scheme, int id) const {
    StudyRequest request{tensor, originalOf(*tensor), std::move(scheme), importance_};
    if (!wantsCalibration(request.scheme))
        return request;
    request.model = model_;
    request.calibrated = calibrated_;
    if (const Candidate* chosen = candidate(id)) {
        request.candidate = *chosen;
        request.candidate->result = nullptr; // large, and not asked for
    }
    return request;
}

Candidate* Workbench::find(int id) {
    const auto found = std::find_if(candidates_.begin(), candidates_.end(),
                                    [id](const Candidate& candidate) { return candidate.id == id; });
    return found == candidates_.end() ? nullptr : &*found;
}

const Candidate* Workbench::candidate(int id) const {
    return const_cast<Workbench*>(this)->find(id);
}

const Candidate* Workbench::candidateNamed(const QString& name) const {
    const auto found = std::find_if(candidates_.begin(), candidates_.end(),
                                    [&](const Candidate& candidate) { return candidate.name == name; });
    return found == candidates_.end() ? nullptr : &*found;
}

int Workbench::nextSlot() const {
    std::set<int> taken;
    for (const Candidate& candidate : candidates_)
        taken.insert(candidate.slot);
    int slot = 0;
    while (taken.contains(slot))
        ++slot;
    return slot;
}

int Workbench::slotOf(const std::optional<Scheme>& scheme) const {
    if (const Candidate* chosen = selectedCandidate())
        return chosen->slot;
    const Candidate* equal = scheme ? candidateNamed(text(scheme->text())) : nullptr;
    return equal ? equal->slot : nextSlot();
}

int Workbench::add(const Scheme& scheme) {
    Candidate candidate;
    candidate.name = text(scheme.text());
    candidate.scheme = scheme;
    return append(std::move(candidate));
}

int Workbench::add(const Recipe& recipe) {
    Candidate candidate;
    candidate.name = text(oneLine(recipe));
    candidate.recipe = recipe;
    return append(std::move(candidate));
}

int Workbench::append(Candidate candidate) {
    if (const Candidate* equal = candidateNamed(candidate.name))
        return equal->id;
    candidate.id = nextId_++;
    candidate.slot = nextSlot();
    const int id = candidate.id;
    candidates_.push_back(std::move(candidate));
    emit candidatesChanged();
    measure(id);
    return id;
}

void Workbench::remove(int id) {
    jobs_.cancelLane(lane(id));
    const bool selected = selection_.candidate() == id;
    std::erase_if(candidates_, [id](const Candidate& candidate) { return candidate.id == id; });
    if (pinned_ == id)
        pinned_ = 0;
    if (soloed_ == id)
        solo(0);
    if (selected)
        selection_.setScheme(selection_.scheme(), Selection::draft);
    emit candidatesChanged();
}

void Workbench::setShown(int id, bool shown) {
    Candidate* candidate = find(id);
    if (!candidate || candidate->shown == shown)
        return;
    candidate->shown = shown;
    soloed_ = 0; // from here on it is the person's own choice
    emit candidatesChanged();
}

void Workbench::select(int id) {
    const Candidate* chosen = candidate(id);
    if (!chosen)
        return;
    std::optional<Scheme> scheme = chosen->scheme;
    if (chosen->recipe && selection_.tensor()) {
        const Measurement* measurement = measurementOf(*chosen, *selection_.tensor());
        if (auto used = measurement ? parseScheme(measurement->used) : parseScheme(chosen->recipe->base))
            scheme = *used;
    }
    selection_.setScheme(std::move(scheme), id);
}

void Workbench::measure(int id) {
    Candidate* candidate = find(id);
    if (!candidate || !model_)
        return;
    const bool calibrates = wantsCalibration(*candidate);
    candidate->state = calibrates && !calibrated_ ? MeasureState::NeedsCalibration : MeasureState::Waiting;
    retire(std::exchange(candidate->result, nullptr));
    if (candidate->state == MeasureState::NeedsCalibration)
        jobs_.cancelLane(lane(id)); // with a calibration that is forgotten
    emit candidateMeasured(id);
    // What sees the whole model has no quick sample.
    if (candidate->state == MeasureState::Waiting)
        startMeasuring(id, calibrates);
}

void Workbench::startMeasuring(int id, bool exact) {
    const Candidate& chosen = *candidate(id);
    const Extent extent{exact ? 0 : sampleElements};
    Job* job = jobs_.start<ComparisonPtr>(
        {.title = tr("Measure %1").arg(chosen.name), .lane = lane(id), .visible = exact, .background = true},
        [context = measureContext(), chosen, extent](const Task& task) {
            return measureCandidate(context, chosen, extent, task);
        },
        [this, id, exact](const ComparisonPtr& result) { measured(id, exact, result); },
        [this, id](const Error& error) {
            if (Candidate* failed = find(id)) {
                failed->state = MeasureState::Failed;
                failed->problem = text(error.describe());
                emit candidateMeasured(id);
            }
        });
    find(id)->job = job->id();
    connect(job, &Job::finished, this, [this, id, job] {
        if (job->state() == JobState::Cancelled)
            cancelled(id, job->id());
    });
}

void Workbench::cancelled(int id, int job) {
    Candidate* candidate = find(id);
    if (!candidate || candidate->job != job)
        return; // taken away, or measured anew by another job
    candidate->state = MeasureState::Cancelled;
    emit candidateMeasured(id);
}

bool Workbench::isResting(const Candidate& candidate) {
    return wantsMeasuring(candidate) || candidate.state == MeasureState::NeedsCalibration;
}

bool Workbench::wantsMeasuring(const Candidate& candidate) {
    return candidate.state == MeasureState::Failed || candidate.state == MeasureState::Cancelled;
}

// Taking apart the figures of 100,000 tensors, or unmapping a model, takes longer than a frame: whoever has
// the last hold lets go on a worker, once the views have taken the new result.
void Workbench::retire(std::shared_ptr<const void> result) {
    if (!result)
        return;
    QTimer::singleShot(retirement, this, [held = std::move(result)]() mutable {
        QThreadPool::globalInstance()->start([last = std::move(held)]() mutable { last.reset(); });
    });
}

void Workbench::measured(int id, bool exact, const ComparisonPtr& result) {
    Candidate* candidate = find(id);
    if (!candidate)
        return;
    retire(std::exchange(candidate->result, result));
    candidate->state = exact ? MeasureState::Exact : MeasureState::Sample;
    if (candidate->recipe && selection_.candidate() == id)
        select(id);
    emit candidateMeasured(id);
    if (!exact)
        startMeasuring(id, true);
}

bool Workbench::settled() const {
    if (opening_ > 0)
        return false;
    return std::all_of(candidates_.begin(), candidates_.end(), [](const Candidate& candidate) {
        return candidate.state == MeasureState::Exact || isResting(candidate);
    });
}

} // namespace mantissa::ui
