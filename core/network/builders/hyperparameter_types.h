#pragma once
// Hyperparameters of a wrong type: a text where a number belongs would otherwise count as not there, and a
// default would quietly take its place.
#include "files/model.h"

namespace mantissa {

/// Error Malformed for the first hyperparameter (of those that any builder reads) whose value is not of its
/// type: the file, the key, what belongs there and what was found.
Result<void> checkHyperparameterTypes(const Model& model);

} // namespace mantissa
