#pragma once
// From types and recipes to schemes: what the base of a recipe gives each tensor, and what takes the place of
// a scheme that does not fit.
#include "tradeoff/mixture_types.h"
#include "tradeoff/recipe.h"

#include <map>

namespace mantissa {

/// The base of a recipe, asked tensor by tensor in the order of MixtureTypes.
class BaseSchemes {
public:
    /// recipe: as parsed.
    static Result<BaseSchemes> of(const Recipe& recipe, MixtureModel model);

    /// tensor: one that takes part. Error Unsupported, naming a format that is not there.
    Result<TensorPlan> next(const std::shared_ptr<const Tensor>& tensor);

private:
    Result<Scheme> schemeOf(DType type);

    std::optional<Scheme> scheme_;      ///< for all, where the base is no mixture
    std::optional<MixtureTypes> types_; ///< else; none where the recipe is pure
    DType type_ = DType::F32;           ///< of a pure recipe
    std::string method_;
    std::map<DType, Scheme> known_;
};

/// The scheme of a type's format under a method ("" or one that the format does not take: the default).
Result<Scheme> schemeOfType(DType type, const std::string& method);

/// A tensor that a recipe wants as F32.
TensorPlan plainPlan(const std::shared_ptr<const Tensor>& tensor);

} // namespace mantissa
