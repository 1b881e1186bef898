#pragma once
// What calibrated methods (gptq and its like) made of the open model. They see the whole network, layer after
// layer, so one run serves every view: whoever asks first pays, the others wait for it. Called on worker
// threads; one store for a model and its calibration.
#include "pipeline/calibrated_weights.h"
#include "report/command_line.h"

#include <condition_variable>
#include <list>
#include <mutex>
#include <set>

namespace mantissa::ui {

/// A calibration as the window uses it: the text that was run, and how a command names it.
struct CalibrationInUse {
    CalibrationTextPtr text;
    CalibrationUse source;
};

class CalibratedStore {
public:
    /// keepBytes: of encoded weights; those asked for longest ago go first. The newest stays whatever its
    /// size.
    CalibratedStore(CalibrationInUse calibration, TensorImportancePtr importance, std::uint64_t keepBytes);

    const CalibrationTextPtr& text() const { return text_; }
    const CalibrationUse& source() const { return source_; }

    /// Fits the plans to the network and gives their weights; nothing but an empty answer where no method
    /// needs calibration. Errors: as quantizeCalibrated(); Cancelled.
    Result<CalibratedWeightsPtr> of(std::vector<TensorPlan>& plans, const Task& task);
    /// Likewise, but only what is there; null: it would have to be made.
    CalibratedWeightsPtr known(std::vector<TensorPlan>& plans);

private:
    struct Entry {
        std::string key;
        CalibratedWeightsPtr weights;
        std::uint64_t bytes = 0;
    };
    CalibratedWeightsPtr find(const std::string& key); ///< locked; makes it the newest
    void keep(Entry entry);

    CalibrationTextPtr text_;
    CalibrationUse source_;
    TensorImportancePtr importance_;
    std::uint64_t keepBytes_;
    std::mutex mutex_;
    std::condition_variable finished_;
    std::list<Entry> entries_; ///< newest first
    std::set<std::string> making_;
};
using CalibratedStorePtr = std::shared_ptr<CalibratedStore>;

} // namespace mantissa::ui
