#pragma once
// Sensitivity of a model to schemes: which tensors are a unit, what each scheme makes of them, and the file
// that a study resumes from.
#include "calibration/tensor_importance.h"
#include "evaluation/sensitivity.h"
#include "files/model.h"
#include "methods/scheme.h"

namespace mantissa {

/// What is quantized together.
enum class Grouping { Tensor, Layer, Role };

/// "tensor", "layer", "role"; nothing for another word.
std::optional<Grouping> groupingNamed(std::string_view name);
std::string_view name(Grouping grouping);

/// Some tensors of a model.
struct TensorGroup {
    std::string name; ///< of the tensor; "blk.3", "model.layers.3"; "attn_q", as the model's file says it
    int layer = -1;   ///< -1: of none, or of several
    std::vector<std::shared_ptr<const Tensor>> tensors;
    std::uint64_t elements = 0;
    std::uint64_t bytes = 0; ///< as the model stores them
};

/// One group under one scheme.
struct GroupMeasurement {
    SensitivityCell cell;
    std::uint64_t bytes = 0; ///< of the group's tensors under the scheme
    double bitsPerWeight = 0;
    std::string used; ///< the scheme that really was, where all tensors of the group got the same
    Text fallback;    ///< why it differs for some tensor; empty source where it does not
    bool measured() const { return cell.chunks > 0; }
};

struct ModelSensitivity {
    Grouping grouping = Grouping::Tensor;
    std::vector<std::string> schemes;    ///< canonical
    std::vector<TensorGroup> groups;     ///< in the order of the model
    std::vector<GroupMeasurement> cells; ///< group by group
    Sensitivity run;                     ///< its cells are moved to `cells`

    const GroupMeasurement& at(std::size_t group, std::size_t scheme) const {
        return cells[group * schemes.size() + scheme];
    }
    /// The largest KL divergence under any scheme; 0 while nothing is measured.
    double worst(std::size_t group) const;
};
using ModelSensitivityPtr = std::shared_ptr<const ModelSensitivity>;

struct ModelSensitivityOptions {
    Grouping grouping = Grouping::Tensor;
    std::string tensors; ///< regular expression as CompareOptions::tensors; empty: every weight
    TensorImportancePtr importance;
    std::filesystem::path resume; ///< file of results to go on with or to begin; empty: none
    SensitivityOptions run;       ///< its `log` and `measured` are set here
    /// Told first, with all cells empty.
    std::function<void(const ModelSensitivity&)> started;
    /// Told of each cell as it is done, on the thread that called.
    std::function<void(std::size_t group, std::size_t scheme, const GroupMeasurement&)> measured;
};

/// network: built from the model. Tensors that the network does not run, or that no recipe would quantize,
/// are left out. Errors: InvalidArgument for a bad expression, one that matches nothing, no scheme or the
/// same twice; as measureSensitivity, quantize() and SensitivityLog::open().
Result<ModelSensitivity> modelSensitivity(const ModelPtr& model, const CausalNetwork& network,
                                          const TokenChunks& chunks, const std::vector<Scheme>& schemes,
                                          const ModelSensitivityOptions& options, const Runtime& runtime,
                                          const Task& task);

} // namespace mantissa
