#pragma once
// The work behind an importance matrix in the window: collected by running the model on a text, or read from
// a file. Called on worker threads.
#include "base/task.h"
#include "calibration/tensor_importance.h"
#include "files/model.h"
#include "session/calibrated_store.h"

#include <QString>

namespace mantissa::ui {

/// What the person chooses.
struct CalibrationSetup {
    QString text;         ///< a file or a folder
    qint64 context = 512; ///< tokens a chunk
    qint64 chunks = 0;    ///< at most so many; 0: all of the text
    QString file;         ///< where all that was seen is kept (calibration_file.h); replaced if it is there
};

/// An importance matrix and the file that holds it.
struct ImportanceFile {
    TensorImportancePtr importance;
    QString path;
    QString digest; ///< SHA-256 of the file
    /// What gptq and its like look at, if the file is a calibration; text is null where there is none.
    CalibrationInUse calibration = {};
    QString calibrationProblem = {}; ///< why a calibration's text cannot be used
};

/// Runs the model on the text, writes the file (whole, or not at all) and fits what it says to the model.
/// Errors: a file that is the model's or the text itself; what calibrateModel and writeCalibration say.
Result<ImportanceFile> collectImportance(const ModelPtr& model, const CalibrationSetup& setup,
                                         const Task& task);

/// Errors: as loadImportance.
Result<ImportanceFile> readImportance(const ModelPtr& model, const QString& path, const Task& task);

} // namespace mantissa::ui
