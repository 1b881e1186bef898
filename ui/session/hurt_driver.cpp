#include "session/hurt_driver.h"

#include "formats/decode.h"
#include "text/number_text.h"

#include <algorithm>

namespace mantissa::ui {

namespace {

const QString lane = QStringLiteral("hurt");
constexpr int debounceMilliseconds = 60;

Result<WeightShape> shapeOfTensor(const std::shared_ptr<const Tensor>& tensor, const Task& task) {
    MANTISSA_TRY(const auto rows, openRows(weightOf(tensor)));
    return shapeOf(*rows, task);
}

} // namespace

Result<HurtFindings> hurtFindings(const ComparisonPtr& comparison, int candidate, const Task& task) {
    const HurtReport report = hurtTensors(*comparison, 0);
    HurtFindings findings;
    findings.candidate = candidate;
    findings.layers = report.layers;
    findings.medianLayer = report.medianLayer;
    for (const HurtTensor& hurt : report.tensors) {
        findings.outliers += hurt.outlier;
        const bool wanted = findings.weights.size() < HurtDriver::fewest ||
                            (hurt.outlier && findings.weights.size() < HurtDriver::most);
        if (!wanted)
            continue;
        const ComparedTensor& compared = comparison->tensors[hurt.index];
        const Measurement& one = compared.schemes.front();
        MANTISSA_TRY(const WeightShape shape, shapeOfTensor(compared.tensor, task));
        findings.weights.push_back({compared.tensor, hurt, one.used, one.fallback, shape, one.exact});
    }
    return findings;
}

HurtDriver::HurtDriver(Workbench& workbench, QObject* parent) : QObject(parent), workbench_(workbench) {
    debounce_.setSingleShot(true);
    debounce_.setInterval(debounceMilliseconds);
    connect(&debounce_, &QTimer::timeout, this, &HurtDriver::ask);
    const auto again = [this] {
        if (active_)
            debounce_.start();
    };
    connect(&workbench, &Workbench::modelChanged, this, again);
    connect(&workbench, &Workbench::candidatesChanged, this, again);
    connect(&workbench, &Workbench::candidateMeasured, this, again);
    connect(&workbench.selection(), &Selection::schemeChanged, this, again);
}

void HurtDriver::setActive(bool active) {
    active_ = active;
    if (active)
        debounce_.start();
}

const Candidate* HurtDriver::subject() const {
    if (const Candidate* chosen = workbench_.selectedCandidate())
        return chosen;
    const auto& all = workbench_.candidates();
    const auto shown = std::find_if(all.begin(), all.end(), [](const Candidate& c) { return c.shown; });
    return shown == all.end() ? nullptr : &*shown;
}

void HurtDriver::ask() {
    const Candidate* candidate = subject();
    if (!candidate || !candidate->result) {
        workbench_.jobs().cancelLane(lane);
        findings_ = nullptr;
        of_.reset();
        emit changed();
        return;
    }
    if (findings_ && findings_->candidate == candidate->id && of_.lock() == candidate->result) {
        emit changed(); // its name, perhaps
        return;
    }
    job_ = workbench_.jobs().start<HurtFindings>(
        {.title = tr("What %1 hurts").arg(titleOf(*candidate)), .lane = lane, .visible = false},
        [comparison = candidate->result, id = candidate->id](const Task& task) {
            return hurtFindings(comparison, id, task);
        },
        [this, of = std::weak_ptr(candidate->result)](HurtFindings findings) {
            findings_ = std::make_shared<const HurtFindings>(std::move(findings));
            of_ = of;
            emit changed();
        },
        [this](const Error&) { // the tensor's own page says what is wrong with it
            findings_ = nullptr;
            emit changed();
        });
}

} // namespace mantissa::ui
