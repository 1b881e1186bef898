#pragma once
// The work behind a candidate's figures and behind the Tensor view; called on worker threads.
#include "analysis/tensor_study.h"
#include "session/calibrated_store.h"
#include "session/candidate.h"
#include "session/original_tensor.h"

namespace mantissa::ui {

/// Elements of a tensor that the quick first answer looks at. 64 Ki encode in well under 100 ms even by
/// search.
constexpr std::uint64_t sampleElements = 1u << 16;

/// What figures refer to, and what weighs while encoding.
struct MeasureContext {
    ModelPtr model;
    ModelPtr original;                  ///< null: the model itself
    TensorImportancePtr importance;     ///< null: all columns alike
    CalibratedStorePtr calibrated = {}; ///< null: nobody calibrated
};

/// As CalibratedStore::of. Errors: likewise, and InvalidArgument where a method needs a calibration and there
/// is no store.
Result<CalibratedWeightsPtr> calibratedWeights(const CalibratedStorePtr& store,
                                               std::vector<TensorPlan>& plans, const Task& task);

Result<ComparisonPtr> measureCandidate(const MeasureContext& context, const Candidate& candidate,
                                       Extent extent, const Task& task);

struct StudyRequest {
    std::shared_ptr<const Tensor> tensor;
    OriginalTensorPtr original; ///< null: the tensor itself
    Scheme scheme;
    TensorImportancePtr importance = {}; ///< null: all columns alike
    /// Of a scheme that needs calibration: whose weights are looked at, and where they are.
    std::optional<Candidate> candidate = {};
    ModelPtr model = {};
    CalibratedStorePtr calibrated = {};
};

struct StudyOutcome {
    StudyRequest request;
    TensorPlan plan;      ///< a fallback may differ from what was asked
    TensorStudyPtr study; ///< null where the plan keeps plain numbers
    /// The weight itself where its method saw the whole model, else null.
    std::shared_ptr<const QuantizedTensor> finished = {};
};

/// A scheme that needs calibration is not quantized for this: its weights are those that measuring it left
/// in the store. Error InvalidArgument that says what to do where they are not there.
Result<StudyOutcome> studyOf(const StudyRequest& request, Extent extent, const Task& task);

} // namespace mantissa::ui
