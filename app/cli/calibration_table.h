#pragma once
// What came into each layer on a calibration text, as a table.
#include "calibration/calibration_file.h"

#include <iosfwd>

namespace mantissa::cli {

void printCalibration(const SavedCalibration& saved, std::ostream& out);

} // namespace mantissa::cli
