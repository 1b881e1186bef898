#pragma once
// A stack of experts, quantized a few at a time, so that the second moments of all need not be in memory
// together.
#include "methods/quantize.h"

namespace mantissa {

/// What calibrating a weight of so many experts holds at a time: a matrix of second moments and a factor of
/// it for each, and one more while it is factored.
std::uint64_t momentBytes(std::int64_t experts, std::int64_t columns);

/// How many experts that leaves room for; at least one.
std::int64_t expertsWithin(std::uint64_t memory, std::int64_t experts, std::int64_t columns);

/// Some of the rows.
std::shared_ptr<const RowSource> someRows(std::shared_ptr<const RowSource> all, std::int64_t first,
                                          std::int64_t count);

/// Whether the bytes of each expert are the same when it is quantized alone: not where the format looks at
/// the whole tensor first.
bool canBeSplit(const Scheme& scheme);

/// One after another. The parts have one scheme, one width, no parameters and no factors of columns.
std::shared_ptr<const QuantizedTensor>
joined(const std::vector<std::shared_ptr<const QuantizedTensor>>& parts);

} // namespace mantissa
