#pragma once
// What is open and what is compared: the model, its original, the candidates with their figures, and the
// selection. Views read it and follow its signals; they never compute.
#include "jobs/job_queue.h"
#include "session/calibration.h"
#include "session/candidate.h"
#include "session/measure.h"
#include "session/original_tensor.h"
#include "session/selection.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

namespace mantissa::ui {

class Workbench : public QObject {
    Q_OBJECT
public:
    explicit Workbench(QObject* parent = nullptr);

    JobQueue& jobs() { return jobs_; }
    Selection& selection() { return selection_; }

    /// Opens in the background; modelChanged or openFailed follows.
    void open(const QString& path);
    /// Another file that errors are measured against; originalChanged or openFailed follows.
    void openOriginal(const QString& path);
    void forgetOriginal();

    /// An importance matrix of the model, or a calibration of it, used wherever weights are encoded;
    /// importanceChanged or importanceFailed follows.
    void openImportance(const QString& path);
    /// Makes one by running the model on a text, and keeps all that was seen in a file; importanceChanged
    /// and importanceCollected follow, or collectFailed, or nothing when it is cancelled.
    void collectImportance(const CalibrationSetup& setup);
    void forgetImportance();

    const ModelPtr& model() const { return model_; }
    /// Null: the model is its own original.
    const ModelPtr& original() const { return original_; }
    /// Null: all columns count alike.
    const TensorImportancePtr& importance() const { return importance_; }
    const QString& importancePath() const { return importancePath_; }
    /// SHA-256 of its file; empty: there is none.
    const QString& importanceDigest() const { return importanceDigest_; }
    /// What calibrated methods made of the model; null: they cannot be used. calibrationProblem() says why
    /// where a calibration is in use all the same.
    const CalibratedStorePtr& calibrated() const { return calibrated_; }
    const QString& calibrationProblem() const { return calibrationProblem_; }
    /// Of the weights that calibrated methods made; for the calibrations that come.
    void setKeptBytes(std::uint64_t bytes) { keptBytes_ = bytes; }
    MeasureContext measureContext() const { return {model_, original_, importance_, calibrated_}; }
    /// candidate: whose scheme it is; any other number for a draft.
    StudyRequest studyRequest(std::shared_ptr<const Tensor> tensor, Scheme scheme, int candidate) const;
    /// What becomes this tensor, in the original; null where there is none. A Hugging Face folder is seen as
    /// the GGUF that it would become.
    OriginalTensorPtr originalOf(const Tensor& tensor) const;

    const std::vector<Candidate>& candidates() const { return candidates_; }
    const Candidate* candidate(int id) const;
    const Candidate* candidateNamed(const QString& name) const;
    const Candidate* selectedCandidate() const { return candidate(selection_.candidate()); }
    /// The slot that a draft shows in: that of an equal candidate, else the next free one.
    int slotOf(const std::optional<Scheme>& scheme) const;
    int nextSlot() const;

    /// Adds and measures it; gives the id of an equal candidate if there is one.
    int add(const Scheme& scheme);
    int add(const Recipe& recipe);
    void remove(int id);
    void setShown(int id, bool shown);

    /// How the person arranges the candidates; every view keeps to their order and titles. All emit
    /// candidatesChanged if something changes.
    void rename(int id, const QString& label); ///< empty: by its own name again
    void move(int id, int place);              ///< to this place in candidates()
    /// The reference that differences are told against goes to the front; 0: there is none.
    void pin(int id);
    int pinned() const { return pinned_; }
    /// Only this one and the reference are shown; 0: those that were before.
    void solo(int id);
    int soloed() const { return soloed_; }
    /// Starts over, whatever the state.
    void measure(int id);
    /// Failed or was cancelled: measuring again may help.
    static bool wantsMeasuring(const Candidate& candidate);
    /// Not exact, and nothing is on the way.
    static bool isResting(const Candidate& candidate);
    /// Makes it the selected one; a recipe shows the scheme it gives to the selected tensor.
    void select(int id);

    /// The schemes that a newly opened model is compared under.
    void setStartingSchemes(const QStringList& texts) { startingSchemes_ = texts; }
    static QStringList defaultSchemes();
    /// Every candidate has exact figures (or failed) and nothing is being opened.
    bool settled() const;

signals:
    void modelChanged();
    void originalChanged();
    void importanceChanged();
    void importanceCollected(const QString& path);
    void importanceFailed(const QString& path, const mantissa::Error& error);
    void collectFailed(const mantissa::ui::CalibrationSetup& setup, const mantissa::Error& error);
    void openFailed(const QString& path, const mantissa::Error& error);
    void candidatesChanged();       ///< one came or went, or is shown or hidden
    void candidateMeasured(int id); ///< its figures or state changed

private:
    int append(Candidate candidate);
    void cancelled(int id, int job);
    void startMeasuring(int id, bool exact);
    void retire(std::shared_ptr<const void> result);
    void measured(int id, bool exact, const ComparisonPtr& result);
    void measureAllAgain();
    void modelOpened(const ModelPtr& model);
    void takeImportance(const ImportanceFile& file);
    void dropImportance();
    Candidate* find(int id);
    void selectFirstTensor();

    JobQueue jobs_;
    Selection selection_;
    ModelPtr model_;
    ModelPtr original_;
    /// By the model's names; found out when first asked for.
    mutable std::optional<std::map<std::string, OriginalTensorPtr>> originalTensors_;
    TensorImportancePtr importance_;
    QString importancePath_;
    QString importanceDigest_;
    CalibratedStorePtr calibrated_;
    QString calibrationProblem_;
    std::uint64_t keptBytes_ = std::uint64_t{512} << 20;
    std::vector<Candidate> candidates_;
    QStringList startingSchemes_;
    int nextId_ = 1;
    int pinned_ = 0;
    int soloed_ = 0;
    std::vector<int> shownBefore_; ///< ids, before one was shown alone
    int opening_ = 0;              ///< files being opened
};

} // namespace mantissa::ui
