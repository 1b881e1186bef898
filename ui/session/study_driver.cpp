#include "session/study_driver.h"

#include "text/number_text.h"

namespace mantissa::ui {

namespace {
const QString lane = QStringLiteral("study");
constexpr int debounceMilliseconds = 15;
} // namespace

StudyDriver::StudyDriver(Workbench& workbench, QObject* parent) : QObject(parent), workbench_(workbench) {
    debounce_.setSingleShot(true);
    debounce_.setInterval(debounceMilliseconds);
    connect(&debounce_, &QTimer::timeout, this, &StudyDriver::ask);
    const auto again = [this] {
        pending_ = true;
        workbench_.jobs().cancelLane(lane);
        debounce_.start();
    };
    connect(&workbench.selection(), &Selection::tensorChanged, this, again);
    connect(&workbench.selection(), &Selection::schemeChanged, this, again);
    connect(&workbench, &Workbench::originalChanged, this, again);
    connect(&workbench, &Workbench::importanceChanged, this, again);
    // Weights that needed the whole model are there once they are measured.
    connect(&workbench, &Workbench::candidateMeasured, this, [this, again](int id) {
        const Candidate* measured = workbench_.selectedCandidate();
        if (measured && measured->id == id && wantsCalibration(*measured))
            again();
    });
}

void StudyDriver::ask() {
    const Selection& selection = workbench_.selection();
    problem_.clear();
    if (!selection.tensor() || !selection.scheme()) {
        outcome_.reset();
        pending_ = false;
        emit changed();
        return;
    }
    if (outcome_ && outcome_->request.tensor != selection.tensor())
        outcome_.reset(); // of the same tensor the old picture may stay until the new one is there
    emit changed();
    start(workbench_.studyRequest(selection.tensor(), *selection.scheme(), selection.candidate()), false);
}

void StudyDriver::start(const StudyRequest& request, bool exact) {
    const Extent extent{exact ? 0 : sampleElements};
    workbench_.jobs().start<StudyOutcome>(
        {.title = tr("Study %1").arg(text(request.tensor->name)), .lane = lane, .visible = false},
        [request, extent](const Task& task) { return studyOf(request, extent, task); },
        [this, request](StudyOutcome outcome) {
            outcome_ = std::move(outcome);
            problem_.clear();
            pending_ = outcome_->study && !outcome_->study->exact;
            emit changed();
            if (pending_)
                start(request, true);
        },
        [this](const Error& error) {
            outcome_.reset();
            pending_ = false;
            problem_ = text(error.describe());
            emit changed();
        });
}

bool StudyDriver::settled() const {
    return !pending_;
}

} // namespace mantissa::ui
