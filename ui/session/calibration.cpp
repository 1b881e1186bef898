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

/// Where the text is now: as it was named, or beside the calibration if both were moved.
fs::path textOf(const SavedCalibration& saved, const fs::path& file) {
    const fs::path named = saved.source.text;
    std::error_code error;
    if (fs::exists(named, error))
        return named;
    const fs::path beside = file.parent_path() / named.filename();
    return fs::exists(beside, error) ? beside : named;
}

Result<CalibrationInUse> inUse(const ModelPtr& model, const SavedCalibration& saved, const fs::path& file,
                               const Task& task) {
    const fs::path path = textOf(saved, file);
    MANTISSA_TRY(const auto texts, textFiles(path));
    MANTISSA_TRY(const std::string digest, sha256OfFiles(texts, Task()));
    if (digest != saved.source.textDigest)
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "This text is not what it was when the calibration was "
                                               "collected. Collect it again.")))
                .inFile(path));
    CalibrationInUse result{nullptr, {path.string(), saved.calibration.context, saved.calibration.chunks}};
    MANTISSA_TRY(CausalNetwork network, buildNetwork(*model));
    MANTISSA_TRY(const TokenizerPtr tokenizer, tokenizerOf(*model));
    MANTISSA_TRY(TokenChunks chunks,
                 chunksOfFile(*tokenizer, path, result.source.context, result.source.chunks, task));
    result.text = std::make_shared<CalibrationText>(CalibrationText{std::move(network), std::move(chunks)});
    return result;
}

/// The columns' weights are of use even where the text has gone.
ImportanceFile withCalibration(ImportanceFile file, const ModelPtr& model, const SavedCalibration& saved,
                               const Task& task) {
    if (auto calibration = inUse(model, saved, native(file.path), task))
        file.calibration = std::move(*calibration);
    else
        file.calibrationProblem = text(calibration.error().describe());
    return file;
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
    return withCalibration({named, setup.file, text(digest)}, model, saved, task);
}

Result<ImportanceFile> readImportance(const ModelPtr& model, const QString& path, const Task& task) {
    MANTISSA_TRY(const TensorImportancePtr importance, loadImportance(model, native(path), task));
    MANTISSA_TRY(const std::string digest, sha256OfFile(native(path), Task()));
    ImportanceFile file{importance, path, text(digest)};
    if (!isCalibration(native(path)))
        return file;
    MANTISSA_TRY(const SavedCalibration saved, readCalibration(native(path)));
    return withCalibration(std::move(file), model, saved, task);
}

} // namespace mantissa::ui
