#pragma once
// A model run on a text to learn what comes into its layers, with the digests that tell later which model and
// which text that were.
#include "calibration/calibration_file.h"
#include "files/model.h"

#include <filesystem>

namespace mantissa {

struct CalibrationRequest {
    std::filesystem::path text; ///< a file, or a folder of them (see textFiles)
    std::int64_t context = 512; ///< tokens a chunk
    std::int64_t chunks = 0;    ///< at most so many; 0: all of the text
    CalibrationOptions options = {};
    bool digests = true; ///< of the model's files and of the text; without them it cannot be written
};

/// Advances the task by tokens; the files are hashed meanwhile. Errors: what building the network and the
/// tokenizer, reading the text, running and hashing say.
Result<SavedCalibration> calibrateModel(const Model& model, const CalibrationRequest& request,
                                        const Task& task);

} // namespace mantissa
