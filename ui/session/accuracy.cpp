#include "session/accuracy.h"

#include "base/sha256.h"
#include "evaluation/text_chunks.h"
#include "files/demo.h"
#include "report/command_line.h"
#include "session/saved_accuracy.h"
#include "text/number_text.h"

#include <chrono>

namespace mantissa::ui {

namespace {

namespace fs = std::filesystem;

/// Size and newest change of the model's files: enough to see that a file became another one.
std::string stampOf(const ModelPtr& model) {
    if (!model)
        return "-";
    std::uint64_t bytes = 0;
    fs::file_time_type newest{};
    for (const fs::path& file : model->files) {
        std::error_code error;
        bytes += fs::file_size(file, error);
        newest = std::max(newest, fs::last_write_time(file, error));
    }
    return model->path.filename().string() + ' ' + std::to_string(bytes) + ' ' +
           std::to_string(newest.time_since_epoch().count());
}

std::string stampOf(const TensorImportancePtr& importance) {
    if (!importance)
        return "-";
    Sha256 hash;
    for (const auto& [name, values] : importance->columns) {
        hash.add(std::as_bytes(std::span(name)));
        hash.add(std::as_bytes(std::span(values)));
    }
    return hash.hex();
}

QString stampOf(const TokenChunks& chunks) {
    Sha256 hash;
    for (std::int64_t chunk = 0; chunk < chunks.count(); ++chunk)
        hash.add(std::as_bytes(chunks.ids(chunk, 1).ids()));
    return text(hash.hex().substr(0, 32)) +
           QStringLiteral(" %1x%2").arg(chunks.count()).arg(chunks.context());
}

} // namespace

Result<RunnableModelPtr> makeRunnable(const MeasureContext& context, const Task& task) {
    const auto& [model, original, importance, calibrated] = context;
    MANTISSA_CHECK(task.check());
    MANTISSA_TRY(CausalNetwork network, buildNetwork(*model));
    auto runnable = std::make_shared<RunnableModel>(RunnableModel{
        model, original, importance, calibrated, std::move(network), std::nullopt, nullptr, {}, false, {}});
    if (original) {
        MANTISSA_TRY(runnable->other, buildNetwork(*original));
    }
    MANTISSA_TRY(runnable->tokenizer, tokenizerOf(*model));
    std::error_code error;
    if (const auto folder = demoFolder(); folder && fs::exists(*folder / "story.txt", error)) {
        runnable->story = text((*folder / "story.txt").string());
        runnable->demo = fs::equivalent(model->path, *folder / "fable", error);
    }
    runnable->stamp = text(stampOf(model) + '|' + stampOf(original) + '|' + stampOf(importance));
    if (calibrated)
        runnable->stamp += QLatin1Char('|') + stampOf(calibrated->text()->chunks);
    return runnable;
}

Result<AccuracyGroundPtr> makeGround(const RunnableModelPtr& runnable, const AccuracySetup& setup,
                                     const Task& task) {
    const QString file = setup.text.isEmpty() ? runnable->story : setup.text;
    MANTISSA_TRY(TokenChunks chunks,
                 chunksOfFile(*runnable->tokenizer, file.toStdString(), setup.context, setup.chunks, task));
    const QString stamp = runnable->stamp + QLatin1Char('|') + stampOf(chunks);
    return std::make_shared<const AccuracyGround>(
        AccuracyGround{runnable, setup, file, std::move(chunks), stamp});
}

void RunningLog::add(const RunningEvaluation& step) {
    const std::scoped_lock lock(mutex_);
    steps_.push_back(step);
}

std::vector<RunningEvaluation> RunningLog::steps() const {
    const std::scoped_lock lock(mutex_);
    return steps_;
}

QString evaluateCommand(const AccuracyGround& ground, const Candidate* candidate) {
    const RunnableModel& runnable = *ground.runnable;
    std::string line = "mantissa-cli evaluate ";
    const auto add = [&line](const char* option, const std::string& value) {
        line += std::string(" ") + option + " " + shellQuoted(value);
    };
    const ModelPtr& model = candidate || !runnable.originalModel ? runnable.model : runnable.originalModel;
    line += shellQuoted(model->path.string());
    add("--text", ground.file.toStdString());
    add("--context", std::to_string(ground.chunks.context()));
    if (ground.setup.chunks > 0)
        add("--chunks", std::to_string(ground.setup.chunks));
    if (candidate && runnable.originalModel)
        add("--against", runnable.originalModel->path.string());
    if (candidate && candidate->recipe)
        add("--recipe", candidate->recipe->text());
    else if (candidate)
        add("--scheme", candidate->scheme->text());
    if (candidate && runnable.importance)
        add("--imatrix", runnable.importance->file);
    if (candidate && runnable.calibrated && wantsCalibration(*candidate))
        line += calibrationOptions(runnable.calibrated->source());
    return text(line);
}

Result<Simulation> simulated(const RunnableModel& runnable, const Candidate& candidate, const Task& task) {
    MANTISSA_TRY(auto plans,
                 planTensors(*runnable.model, recipeOf(candidate), runnable.importance != nullptr));
    MANTISSA_TRY(const CalibratedWeightsPtr weights, calibratedWeights(runnable.calibrated, plans, task));
    return simulatePlans(runnable.network, std::move(plans), runnable.importance, weights.get(), task);
}

Result<AccuracyResultPtr> evaluateCandidate(const AccuracyGround& ground, const Candidate* candidate,
                                            RunningLog& log, const Task& task) {
    const RunnableModel& runnable = *ground.runnable;
    EvaluationOptions options;
    options.batchTokens = ground.chunks.context(); // a point of the curve a chunk
    options.progress = [&log](const RunningEvaluation& step) { log.add(step); };
    auto result = std::make_shared<AccuracyResult>();
    if (!candidate) {
        MANTISSA_TRY(result->evaluation,
                     evaluate(runnable.original(), ground.chunks, options, Runtime(), task));
    } else {
        MANTISSA_TRY(const Simulation simulation, simulated(runnable, *candidate, task));
        options.original = &runnable.original();
        MANTISSA_TRY(result->evaluation,
                     evaluate(simulation.network, ground.chunks, options, Runtime(), task));
    }
    result->saved = toJson(result->evaluation);
    return result;
}

} // namespace mantissa::ui
