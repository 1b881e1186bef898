#pragma once
// A whole calibration in one file, so that it need not be made again: a safetensors file with, for input I,
// the tensors input.I.squares [experts, columns] F64, .low and .high F32, .counts [experts] I64, .histograms
// [experts, 2, bins] I64 (magnitudes of negative, then of positive values) and .hessian [experts, columns,
// columns] F64, the last two only where they were collected. Its __metadata__ has format
// "mantissa.calibration", version, context, chunks, model.sha256, text.sha256, text, and input.I.weights (a
// JSON list of names).
#include "calibration/linear_inputs.h"

#include <filesystem>

namespace mantissa {

/// What a calibration was made from.
struct CalibrationSource {
    std::string modelDigest; ///< SHA-256 of the model's files
    std::string textDigest;  ///< SHA-256 of the text
    std::string text;        ///< its path, as it was given
};

struct SavedCalibration {
    Calibration calibration;
    CalibrationSource source;
};

/// The file appears whole or not at all. Errors: InvalidArgument (nothing in it, an input whose sizes
/// contradict each other), NoSpace, CannotWrite.
Result<void> writeCalibration(const std::filesystem::path& path, const Calibration& calibration,
                              const CalibrationSource& source);

/// modelDigest: that of the model it is wanted for; empty: any. Errors: NotFound, CannotRead; Malformed for a
/// file that is none or contradicts itself, Unsupported for one of a later version, Numeric for sums that are
/// no numbers, Mismatch for another model's; with file or tensor.
Result<SavedCalibration> readCalibration(const std::filesystem::path& path,
                                         const std::string& modelDigest = {});

/// Whether a safetensors file says it is a calibration; false for what cannot be read.
bool isCalibration(const std::filesystem::path& path);

} // namespace mantissa
