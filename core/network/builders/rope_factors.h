#pragma once
// Factors that divide rotary frequencies one by one, and the figures of a scaling, checked.
#include "files/model.h"

namespace mantissa {

tl::unexpected<Error> unknownScaling(const std::string& kind);
tl::unexpected<Error> badScaling(double factor);

/// Errors: Mismatch unless there are as many factors as frequencies, Malformed unless all are positive.
Result<void> divideBy(const std::vector<double>& factors, std::vector<double>& frequencies);
Result<void> divideBy(double factor, std::vector<double>& frequencies);
/// The same with a tensor's values; its name stands in the errors.
Result<void> divideBy(const Tensor& tensor, std::vector<double>& frequencies);
/// The same with a list in the metadata; the key stands in the errors. Error NotFound if it is not there.
Result<void> divideByList(const Metadata& metadata, const std::string& key, std::vector<double>& frequencies);

} // namespace mantissa
