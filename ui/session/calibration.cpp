#include "session/calibration.h"

#include "evaluation/text_chunks.h"
#include "pipeline/hash_files.h"
#include "pipeline/model_calibration.h"
#include "pipeline/model_importance.h"
#include "pipeline/target_check.h"
#include "text/number_text.h"

#include <QDir>

namespace mantissa::ui {

namespace {

namespace fs = std::filesystem;

fs::path native(const QString& path) {
    return QDir::toNativeSeparators(path).toStdString();
}

// Before any work.
Result<void> checkFiles(const Model& model, const fs::path& text, const fs::path& file) {
    MANTISSA_CHECK(checkTarget(file, model, 0));
    MANTISSA_TRY(const auto texts, textFiles(text));
    for (const fs::path& one : texts)
        MANTISSA_CHECK(checkNotInput(file, one));
    return {};
}

} // namespace

Result<ImportanceFile> collectImportance(const ModelPtr& model, const CalibrationSetup& setup,
                                         const Task& task) {
    const fs::path file = native(setup.file);
    CalibrationRequest request{
        .text = native(setup.text), .context = setup.context, .chunks = setup.chunks, .options = {}};
    request.options.histograms = true;
    MANTISSA_CHECK(checkFiles(*model, request.text, file));
    MANTISSA_TRY(const SavedCalibration saved, calibrateModel(*model, request, task));
    MANTISSA_TRY(const TensorImportancePtr fitted,
                 fitImportance(model, saved.calibration.importance(saved.source.text)));
    MANTISSA_CHECK(task.check()); // the last moment: what is cancelled leaves no file
    MANTISSA_CHECK(writeCalibration(file, saved.calibration, saved.source));
    auto named = std::make_shared<TensorImportance>(*fitted);
    named->file = file.filename().string();
    MANTISSA_TRY(const std::string digest, sha256OfFile(file, Task()));
    return ImportanceFile{named, setup.file, text(digest)};
}

Result<ImportanceFile> readImportance(const ModelPtr& model, const QString& path, const Task& task) {
    MANTISSA_TRY(const TensorImportancePtr importance, loadImportance(model, native(path), task));
    MANTISSA_TRY(const std::string digest, sha256OfFile(native(path), Task()));
    return ImportanceFile{importance, path, text(digest)};
}

} // namespace mantissa::ui
