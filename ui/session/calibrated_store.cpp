#include "session/calibrated_store.h"

#include <algorithm>
#include <chrono>

namespace mantissa::ui {

namespace {

using namespace std::chrono_literals;

/// Equal plans, equal weights: what each tensor gets is all that counts.
std::string keyOf(const std::vector<TensorPlan>& plans) {
    std::string key;
    for (const TensorPlan& plan : plans)
        if (plan.scheme)
            key += plan.tensor->name + '=' + plan.scheme->text() + '\n';
    return key;
}

std::uint64_t bytesOf(const CalibratedWeights& weights) {
    std::uint64_t bytes = 0;
    for (const auto& [name, weight] : weights.weights)
        bytes += weight->totalBytes();
    return bytes;
}

const CalibratedWeightsPtr& nothing() {
    static const CalibratedWeightsPtr none = std::make_shared<CalibratedWeights>();
    return none;
}

} // namespace

CalibratedStore::CalibratedStore(CalibrationInUse calibration, TensorImportancePtr importance,
                                 std::uint64_t keepBytes)
    : text_(std::move(calibration.text)), source_(std::move(calibration.source)),
      importance_(std::move(importance)), keepBytes_(keepBytes) {}

CalibratedWeightsPtr CalibratedStore::find(const std::string& key) {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
    if (found == entries_.end())
        return nullptr;
    entries_.splice(entries_.begin(), entries_, found);
    return entries_.front().weights;
}

void CalibratedStore::keep(Entry entry) {
    entries_.push_front(std::move(entry));
    std::uint64_t sum = 0;
    for (auto one = entries_.begin(); one != entries_.end();) {
        sum += one->bytes;
        const bool stays = one == entries_.begin() || sum <= keepBytes_;
        one = stays ? std::next(one) : entries_.erase(one);
    }
}

Result<CalibratedWeightsPtr> CalibratedStore::of(std::vector<TensorPlan>& plans, const Task& task) {
    fitToNetwork(plans, text_->network.network.graph());
    if (!needsCalibration(plans))
        return nothing();
    const std::string key = keyOf(plans);
    std::unique_lock lock(mutex_);
    while (making_.contains(key)) {
        finished_.wait_for(lock, 20ms);
        MANTISSA_CHECK(task.check());
    }
    if (auto known = find(key))
        return known;
    making_.insert(key);
    lock.unlock();
    auto made = quantizeCalibrated(*text_, plans, importance_, task);
    lock.lock();
    making_.erase(key);
    if (made)
        keep({key, *made, bytesOf(**made)});
    finished_.notify_all();
    return made;
}

CalibratedWeightsPtr CalibratedStore::known(std::vector<TensorPlan>& plans) {
    fitToNetwork(plans, text_->network.network.graph());
    if (!needsCalibration(plans))
        return nothing();
    const std::scoped_lock lock(mutex_);
    return find(keyOf(plans));
}

} // namespace mantissa::ui
