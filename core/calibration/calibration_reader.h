#pragma once
// The parts of a calibration's file and what its header says, see calibration_file.h.
#include "calibration/calibration_file.h"
#include "files/safetensors/safetensors_header.h"

#include <optional>

namespace mantissa::calibration_file {

inline constexpr std::string_view format = "mantissa.calibration";
inline constexpr std::int64_t version = 1;

struct Field {
    static constexpr const char* weights = "weights";
    static constexpr const char* squares = "squares";
    static constexpr const char* low = "low";
    static constexpr const char* high = "high";
    static constexpr const char* counts = "counts";
    static constexpr const char* histograms = "histograms";
    static constexpr const char* hessian = "hessian";
};

/// "input.3.squares"
std::string nameOf(std::size_t input, const std::string& field);

struct Name {
    std::size_t input;
    std::string field;
};
std::optional<Name> splitName(std::string_view name);

/// Errors: as readCalibration, with the tensor.
Result<SavedCalibration> parse(const safetensors::Header& header);

} // namespace mantissa::calibration_file
