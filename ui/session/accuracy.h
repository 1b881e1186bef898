#pragma once
// The work behind the Accuracy view: a model made ready to run, a text made ready to be predicted, and the
// evaluation of one candidate on it. Called on worker threads.
#include "evaluation/evaluation.h"
#include "pipeline/simulate.h"
#include "session/measure.h"
#include "text/tokenizer.h"

#include <QJsonObject>
#include <QString>

#include <mutex>

namespace mantissa::ui {

/// What the person chooses.
struct AccuracySetup {
    QString text;         ///< a file; empty: the story that comes with the demo
    qint64 context = 512; ///< tokens a chunk
    qint64 chunks = 0;    ///< at most so many; 0: all of the text
    bool operator==(const AccuracySetup&) const = default;
};

/// A model whose network is built; immutable.
struct RunnableModel {
    ModelPtr model;
    ModelPtr originalModel;         ///< null: the model itself
    TensorImportancePtr importance; ///< null: all columns alike
    CalibratedStorePtr calibrated;  ///< null: nobody calibrated
    CausalNetwork network;
    std::optional<CausalNetwork> other; ///< of originalModel
    TokenizerPtr tokenizer;
    QString story;     ///< the built-in text; empty where it is not installed
    bool demo = false; ///< the model is the built-in demo
    QString stamp;     ///< tells these files from others, wherever they lie

    /// What candidates are compared with.
    const CausalNetwork& original() const { return other ? *other : network; }
};
using RunnableModelPtr = std::shared_ptr<const RunnableModel>;

/// Errors: what building the network, its original's and the tokenizer say; an architecture that is not known
/// is named.
Result<RunnableModelPtr> makeRunnable(const MeasureContext& context, const Task& task);

/// The model as a candidate would leave it. Errors: what planning, calibrating and encoding say.
Result<Simulation> simulated(const RunnableModel& runnable, const Candidate& candidate, const Task& task);

/// A text in tokens, cut into chunks, beside the model that is to predict it; immutable.
struct AccuracyGround {
    RunnableModelPtr runnable;
    AccuracySetup setup;
    QString file; ///< the text's
    TokenChunks chunks;
    QString stamp; ///< same stamp, same figures of a candidate
};
using AccuracyGroundPtr = std::shared_ptr<const AccuracyGround>;

/// Errors: a text that cannot be read, is too short for the context, or is of tokens that the model does not
/// know.
Result<AccuracyGroundPtr> makeGround(const RunnableModelPtr& runnable, const AccuracySetup& setup,
                                     const Task& task);

/// The figures of one candidate, or of the original itself (without an original beside it).
struct AccuracyResult {
    Evaluation evaluation;
    QJsonObject saved; ///< for the workspace document
};
using AccuracyResultPtr = std::shared_ptr<const AccuracyResult>;

/// What is known while an evaluation runs: written by its thread, read by the window's.
class RunningLog {
public:
    void add(const RunningEvaluation& step);
    std::vector<RunningEvaluation> steps() const;

private:
    mutable std::mutex mutex_;
    std::vector<RunningEvaluation> steps_;
};

/// candidate: null for the original alone.
Result<AccuracyResultPtr> evaluateCandidate(const AccuracyGround& ground, const Candidate* candidate,
                                            RunningLog& log, const Task& task);

/// The mantissa-cli line that gives the same figures. candidate: null for the original alone.
QString evaluateCommand(const AccuracyGround& ground, const Candidate* candidate);

} // namespace mantissa::ui
