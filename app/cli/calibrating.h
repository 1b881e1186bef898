#pragma once
// The text that calibrated methods (gptq and its like) look at, where commands take one.
#include "cli/command.h"
#include "pipeline/calibrated_weights.h"

namespace mantissa::cli {

struct CalibratingOptions {
    std::string text;         ///< a file; empty: none
    std::int64_t context = 0; ///< tokens a chunk; 0: as many as the model was trained with, at most 512
    std::int64_t chunks = 0;  ///< at most so many; 0: all
};

void addCalibration(CLI::App& command, CalibratingOptions& options);

/// The text in chunks. Errors: as chunksOfFile, tokenizerOf.
Result<TokenChunks> calibrationChunks(const CalibratingOptions& options, const Model& model,
                                      const CausalNetwork& network, const Task& task);

/// Null where no text is named. Errors: as above, and buildNetwork.
Result<CalibrationTextPtr> openCalibration(const CalibratingOptions& options, const Model& model,
                                           const Task& task);

/// On stderr, many of a kind in one line.
void printNotes(const std::vector<WeightNote>& notes);

} // namespace mantissa::cli
