#pragma once
// Cells of CSV (RFC 4180).
#include "analysis/rate_bound.h"

#include <string>

namespace mantissa::csv {

/// Quoted where it must be; what a spreadsheet would run as a formula gets an apostrophe before it.
std::string cell(std::string text);

/// The shortest text that reads back; empty where there is no finite number.
std::string number(double value);

/// ",bytes,bitsPerWeight,rmse,relativeRmse,sqnrDb,cosine,maxAbs"
std::string figureCells(std::uint64_t bytes, double bitsPerWeight, const ErrorSums& sums);

/// ",gaussianBound,lloydMaxBound,bitsLeft"
std::string boundCells(const BoundFigures& bounds);

} // namespace mantissa::csv
