#include "session/survey_driver.h"

#include "pipeline/original.h"
#include "session/measure.h"
#include "text/number_text.h"
#include "tradeoff/recipe.h"

namespace mantissa::ui {

namespace {

const QString lane = QStringLiteral("survey");
constexpr int debounceMilliseconds = 60; // arrow keys run through many tensors

struct Question {
    MeasureContext context;
    std::shared_ptr<const Tensor> tensor;
    Scheme scheme;
};

Result<SurveyedFormat> answer(const Question& question, Extent extent, const Task& task) {
    SurveyContext context;
    MANTISSA_TRY(context.original, originalRowsFor(*question.context.model, question.context.original));
    if (question.context.importance)
        context.importance = question.context.importance->of(question.tensor->name);
    return surveyFormat(question.tensor, question.scheme, context, extent, task);
}

} // namespace

QString SurveyRow::used() const {
    return text(figures && !fellBack() ? figures->measurement.used : scheme.text());
}

SurveyDriver::SurveyDriver(Workbench& workbench, QObject* parent) : QObject(parent), workbench_(workbench) {
    debounce_.setSingleShot(true);
    debounce_.setInterval(debounceMilliseconds);
    connect(&debounce_, &QTimer::timeout, this, &SurveyDriver::begin);
    connect(&workbench.selection(), &Selection::tensorChanged, this, &SurveyDriver::startOver);
    connect(&workbench, &Workbench::originalChanged, this, &SurveyDriver::startOver);
    connect(&workbench, &Workbench::importanceChanged, this, &SurveyDriver::startOver);
}

void SurveyDriver::setActive(bool active) {
    if (active == active_)
        return;
    active_ = active;
    if (!active_ && running_) { // what is there stays; the rest waits until somebody looks again
        workbench_.jobs().cancelLane(lane);
        job_ = 0;
        running_ = false;
        stale_ = true;
    }
    if (active_ && stale_)
        debounce_.start();
}

void SurveyDriver::setWithSearch(bool wanted) {
    if (wanted == withSearch_)
        return;
    withSearch_ = wanted;
    startOver();
}

void SurveyDriver::startOver() {
    workbench_.jobs().cancelLane(lane);
    job_ = 0;
    running_ = false;
    stale_ = true;
    if (active_)
        debounce_.start();
}

void SurveyDriver::begin() {
    if (!active_)
        return;
    rows_.clear();
    stale_ = false;
    const auto& tensor = workbench_.selection().tensor();
    if (tensor && workbench_.model() && quantizable(*tensor)) {
        for (Scheme& scheme : surveySchemes(withSearch_))
            rows_.push_back({std::move(scheme), std::nullopt, {}});
    }
    running_ = !rows_.empty();
    emit restarted();
    if (running_)
        measure(0, false);
}

void SurveyDriver::measure(std::size_t row, bool exact) {
    const auto& tensor = workbench_.selection().tensor();
    const Extent extent{exact ? 0 : sampleElements};
    const Question question{workbench_.measureContext(), tensor, rows_[row].scheme};
    Job* job = workbench_.jobs().start<SurveyedFormat>(
        {.title = tr("Survey %1").arg(text(tensor->name)), .lane = lane, .visible = false},
        [question, extent](const Task& task) { return answer(question, extent, task); },
        [this, row, exact](SurveyedFormat figures) {
            rows_[row].figures = std::move(figures);
            next(row, exact);
        },
        [this, row, exact](const Error& error) {
            rows_[row].problem = text(translated(error.what()));
            next(row, exact);
        });
    job_ = job->id();
    connect(job, &Job::finished, this, [this, job] {
        if (job->state() == JobState::Cancelled && job->id() == job_) { // by the person: what is there stays
            running_ = false;
            emit finished();
        }
    });
}

/// The row that is to be measured after this one.
std::optional<std::size_t> SurveyDriver::after(std::size_t row, bool exact) const {
    for (std::size_t i = row + 1; i < rows_.size(); ++i)
        if (!exact || (rows_[i].figures && !rows_[i].figures->measurement.exact))
            return i;
    return std::nullopt;
}

void SurveyDriver::next(std::size_t row, bool exact) {
    emit measured(static_cast<int>(row));
    if (const auto following = after(row, exact)) {
        measure(*following, exact);
        return;
    }
    if (!exact) {
        const bool first = rows_[0].figures && !rows_[0].figures->measurement.exact;
        const auto following = first ? std::optional<std::size_t>(0) : after(0, true);
        if (following) {
            measure(*following, true);
            return;
        }
    }
    running_ = false;
    emit finished();
}

} // namespace mantissa::ui
