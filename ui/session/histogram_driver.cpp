#include "session/histogram_driver.h"

#include "pipeline/recipe_plan.h"
#include "text/number_text.h"
#include "tradeoff/recipe.h"

#include <algorithm>

namespace mantissa::ui {

namespace {

constexpr int debounceMilliseconds = 30;

QString lane(int id) {
    return QStringLiteral("histogram-%1").arg(id);
}

// A recipe's scheme for this tensor is what measuring it has used.
std::optional<Scheme> schemeFor(const Candidate& candidate, const Tensor& tensor) {
    if (candidate.scheme)
        return candidate.scheme;
    const Measurement* measurement = measurementOf(candidate, tensor);
    if (!measurement)
        return std::nullopt;
    auto used = parseScheme(measurement->used);
    return used ? std::optional(*used) : std::nullopt;
}

bool sameQuestion(const StudyRequest& a, const StudyRequest& b) {
    return a.tensor == b.tensor && a.original == b.original && a.importance == b.importance &&
           a.calibrated == b.calibrated && a.scheme.text() == b.scheme.text();
}

} // namespace

HistogramDriver::HistogramDriver(Workbench& workbench, QObject* parent)
    : QObject(parent), workbench_(workbench) {
    debounce_.setSingleShot(true);
    debounce_.setInterval(debounceMilliseconds);
    connect(&debounce_, &QTimer::timeout, this, &HistogramDriver::ask);
    const auto again = [this] {
        if (active_)
            debounce_.start();
    };
    connect(&workbench.selection(), &Selection::tensorChanged, this, again);
    connect(&workbench, &Workbench::candidatesChanged, this, again);
    connect(&workbench, &Workbench::candidateMeasured, this, again);
    connect(&workbench, &Workbench::originalChanged, this, again);
    connect(&workbench, &Workbench::importanceChanged, this, again);
    connect(&workbench, &Workbench::modelChanged, this, again);
}

void HistogramDriver::setActive(bool active) {
    if (std::exchange(active_, active) == active)
        return;
    if (active)
        debounce_.start();
    else
        for (const auto& [id, job] : underway_)
            workbench_.jobs().cancelLane(lane(id));
    if (!active)
        underway_.clear();
}

bool HistogramDriver::settled() const {
    return !active_ ||
           (!debounce_.isActive() && std::none_of(underway_.begin(), underway_.end(), [](const auto& entry) {
               return entry.second && entry.second->active();
           }));
}

std::vector<HistogramDriver::Wanted> HistogramDriver::wanted() const {
    std::vector<Wanted> wishes;
    const auto& tensor = workbench_.selection().tensor();
    if (!tensor || !quantizable(*tensor))
        return wishes;
    for (const Candidate& candidate : workbench_.candidates()) {
        if (!candidate.shown || (wantsCalibration(candidate) && candidate.state != MeasureState::Exact))
            continue;
        if (auto scheme = schemeFor(candidate, *tensor))
            wishes.push_back({candidate.id, workbench_.studyRequest(tensor, *scheme, candidate.id)});
    }
    return wishes;
}

void HistogramDriver::ask() {
    const std::vector<Wanted> wishes = wanted();
    const auto wish = [&](int id) {
        return std::find_if(wishes.begin(), wishes.end(), [id](const Wanted& one) { return one.id == id; });
    };
    problem_.clear();
    std::erase_if(outcomes_, [&](const auto& entry) {
        const auto found = wish(entry.first);
        return found == wishes.end() || !sameQuestion(found->request, entry.second.request);
    });
    for (const Wanted& one : wishes)
        if (!outcomes_.contains(one.id))
            start(one, false); // takes the lane of what was asked before
    for (auto entry = underway_.begin(); entry != underway_.end();) {
        if (wish(entry->first) == wishes.end()) {
            workbench_.jobs().cancelLane(lane(entry->first));
            entry = underway_.erase(entry);
        } else {
            ++entry;
        }
    }
    emit changed();
}

void HistogramDriver::start(const Wanted& wish, bool exact) {
    const Extent extent{exact ? 0 : sampleElements};
    underway_[wish.id] = workbench_.jobs().start<StudyOutcome>(
        {.title = tr("Histogram of %1").arg(text(wish.request.tensor->name)),
         .lane = lane(wish.id),
         .visible = false,
         .background = exact},
        [request = wish.request, extent](const Task& task) { return studyOf(request, extent, task); },
        [this, wish](StudyOutcome outcome) {
            const bool more = outcome.study && !outcome.study->exact;
            outcomes_[wish.id] = std::move(outcome);
            if (more && active_)
                start(wish, true);
            emit changed();
        },
        [this](const Error& error) {
            problem_ = text(error.describe());
            emit changed();
        });
}

} // namespace mantissa::ui
