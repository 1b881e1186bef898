#pragma once
// A model under several schemes: figures per tensor, layer and whole, as `compare --json` prints them and the
// window's Layers, Compare and Trade-off views draw them.
#include "analysis/error_figures.h"
#include "analysis/rate_bound.h"
#include "analysis/weighted_error.h"
#include "calibration/tensor_importance.h"
#include "files/model.h"
#include "methods/quantize.h"
#include "tradeoff/recipe.h"

#include <functional>
#include <map>

namespace mantissa {

/// One tensor under one scheme.
struct Measurement {
    std::string used; ///< canonical text of the scheme that was really used (a fallback may differ from what
                      ///< was asked)
    Text fallback;    ///< why it differs; empty source where it does not
    std::uint64_t bytes = 0;
    double bitsPerWeight = 0;
    ErrorSums sums;
    WeightedSums weighted = {}; ///< by the importance matrix, of what `sums` is of; unknown without one
    bool exact = true;
};

struct ComparedTensor {
    std::shared_ptr<const Tensor> tensor;
    std::vector<Measurement> schemes; ///< in the order asked
};

struct SchemeTotal {
    std::string scheme;       ///< as asked, canonical; a recipe's name
    std::uint64_t bytes = 0;  ///< of all compared tensors
    double bitsPerWeight = 0; ///< over them
    ErrorSums sums;
    BoundFigures bounds;   ///< each tensor at the bound for its own bits
    WeightedSums weighted; ///< of the tensors that the importance matrix knows, each as long as it was seen
};

struct Comparison {
    std::filesystem::path model;
    std::filesystem::path original; ///< what errors refer to; empty: the model itself
    std::vector<ComparedTensor> tensors;
    std::vector<SchemeTotal> totals;
    bool exact = true; ///< false: from samples, sums extrapolated to whole tensors
};
using ComparisonPtr = std::shared_ptr<const Comparison>;

/// Opens what the errors of a tensor refer to.
using OriginalRows = std::function<Result<std::shared_ptr<const RowSource>>(const Tensor&)>;

struct CompareOptions {
    Extent extent;       ///< of each tensor
    std::string tensors; ///< regular expression; empty: every weight that a recipe would quantize
    std::shared_ptr<const Model> original; ///< errors refer to it; null: the model itself
    /// How to find a tensor in `original`; empty: by its name. A GGUF and the Hugging Face folder it was made
    /// from name and order their weights differently: see pipeline/original.h.
    OriginalRows originalRows;
    TensorImportancePtr importance; ///< weighs the columns while encoding; null: all alike
    /// Told once which tensors take part, before any is measured.
    std::function<void(const std::vector<std::shared_ptr<const Tensor>>&)> started;
    /// Told after each tensor and scheme, from a worker thread (several at once, in no particular order), so
    /// that a view can fill while the rest is computed.
    std::function<void(std::size_t tensor, std::size_t scheme, const Measurement&)> measured;
};

/// The tensors that compare() takes: those that a recipe would quantize and, with an expression (ECMAScript,
/// searched anywhere in the name, ignoring case), whose name matches.
/// Errors: InvalidArgument for a bad expression or one that matches no such tensor; it suggests names.
Result<std::vector<std::shared_ptr<const Tensor>>> comparedTensors(const Model& model,
                                                                   const std::string& expression);

/// Errors: InvalidArgument as comparedTensors; Mismatch where the original's shape differs, NotFound where it
/// lacks the tensor; Numeric for NaN or Inf; Unsupported for a dtype that cannot be decoded. All name file
/// and tensor. The same figures whatever the number of threads.
Result<ComparisonPtr> compare(const ModelPtr& model, const std::vector<Scheme>& schemes,
                              const CompareOptions& options, const Task& task);

/// One column of a comparison: what each tensor of the model gets.
struct ComparedPlan {
    std::string name;              ///< the canonical text of a scheme, the name of a recipe
    std::vector<TensorPlan> plans; ///< of all tensors of the model, in its order
    /// Weights that were quantized under these plans already, because their methods look at the whole model
    /// (pipeline/calibrated_weights.h): by name.
    std::map<std::string, std::shared_ptr<const QuantizedTensor>> finished = {};
};

/// The same scheme for every tensor that would take it.
ComparedPlan comparedPlan(const Model& model, const Scheme& scheme);

/// As compare(), with a plan for every column: recipes (see pipeline/recipe_plan.h) beside schemes.
Result<ComparisonPtr> comparePlans(const ModelPtr& model, const std::vector<ComparedPlan>& columns,
                                   const CompareOptions& options, const Task& task);

/// Sums of a layer (or of a role: pass a predicate) under scheme `index`; samples are extrapolated.
ErrorSums sumOver(const Comparison& comparison, std::size_t index,
                  const std::function<bool(const Tensor&)>& take);

} // namespace mantissa
