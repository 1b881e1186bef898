#pragma once
// Measures what each tensor, layer or role costs under each scheme, on the text of the Accuracy view: one
// patient job, whose cells are there as they are done. What was stopped goes on where it ended, also after a
// crash: results are kept in the cache folder as they come.
#include "pipeline/model_sensitivity.h"
#include "session/accuracy_driver.h"

#include <map>

namespace mantissa::ui {

/// Cells that are done but not yet shown: written by the job's thread, read by the window's.
class SensitivityNews {
public:
    struct Cell {
        std::size_t group;
        std::size_t scheme;
        GroupMeasurement measurement;
    };

    void start(const ModelSensitivity& empty);
    void add(Cell cell);
    /// What came since the last time; first the empty matrix, once.
    std::pair<std::optional<ModelSensitivity>, std::vector<Cell>> take();

private:
    std::mutex mutex_;
    std::optional<ModelSensitivity> start_;
    std::vector<Cell> cells_;
};

class SensitivityDriver : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Queued, Running, Done, Failed, Cancelled };

    SensitivityDriver(Workbench& workbench, AccuracyDriver& accuracy, QObject* parent = nullptr);
    ~SensitivityDriver() override;

    mantissa::Grouping grouping() const { return grouping_; }
    /// Shows what is known of it; measures nothing.
    void setGrouping(mantissa::Grouping grouping);
    /// Of the present grouping.
    State state() const;
    const QString& problem() const { return problem_; } ///< why it failed
    /// As far as it is known; null where nothing is.
    const ModelSensitivity* result() const;

    /// The schemes of the candidates shown. Recipes have none; methods that must calibrate are left out.
    std::vector<Scheme> schemes() const;
    /// A text is read and there is a scheme.
    bool canRun() const;
    void run();
    void cancel();
    bool busy() const { return job_ != nullptr; }
    double fraction() const;    ///< 0..1; negative while unknown
    double secondsLeft() const; ///< negative while unknown

    /// The mantissa-cli line that measures the same; empty where nothing can be.
    QString command() const;

    /// Where results are kept; empty: nowhere.
    void setFolder(const QString& folder);

signals:
    void changed();    ///< state or figures
    void progressed(); ///< while it runs

private:
    void followText();
    void poll();
    void takeNews();
    void ended(State state, const QString& problem = {});
    QString resumeFile(const std::vector<Scheme>& schemes) const;

    struct Known {
        State state = State::Idle;
        std::shared_ptr<ModelSensitivity> result;
    };

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    QTimer poll_;
    mantissa::Grouping grouping_ = mantissa::Grouping::Tensor;
    mantissa::Grouping running_ = mantissa::Grouping::Tensor;
    QString problem_;
    QString folder_;
    QString stamp_; ///< of the text and model that the results are of
    std::map<mantissa::Grouping, Known> known_;
    std::shared_ptr<SensitivityNews> news_;
    QPointer<Job> job_;
};

} // namespace mantissa::ui
