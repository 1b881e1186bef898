#pragma once
// Looks every opened file over in the background: what is wrong with it and what was done to it. Comes after
// the first figures and before the exact ones; another model takes its place.
#include "analysis/forensics/finding.h"
#include "session/workbench.h"

#include <QTimer>

#include <unordered_map>

namespace mantissa::ui {

/// What was found in one model.
struct FileFindings {
    ModelPtr model;
    std::vector<Finding> all;
    std::unordered_map<std::string, std::vector<std::size_t>> byTensor; ///< places in `all`

    /// Empty for a tensor that nothing is known against.
    const std::vector<std::size_t>& of(const Tensor& tensor) const;
    FindingKind worst(const std::vector<std::size_t>& places) const; ///< of at least one
    std::size_t count(FindingKind kind) const;
};
using FileFindingsPtr = std::shared_ptr<const FileFindings>;

/// Called on a worker thread. Errors: as examine().
Result<FileFindingsPtr> findingsOf(const ModelPtr& model, const Task& task);

enum class FindingsState { Idle, Looking, Done, Failed, Cancelled };

class FindingsDriver : public QObject {
    Q_OBJECT
public:
    explicit FindingsDriver(Workbench& workbench, QObject* parent = nullptr);

    FindingsState state() const { return state_; }
    /// Of the open model; null until it was looked over.
    const FileFindingsPtr& findings() const { return findings_; }
    const QString& problem() const { return problem_; } ///< why it failed
    bool settled() const { return state_ != FindingsState::Looking; }
    void lookAgain();

signals:
    void changed();

private:
    void start();
    void become(FindingsState state, FileFindingsPtr findings = {}, const QString& problem = {});

    Workbench& workbench_;
    QTimer soon_;
    FindingsState state_ = FindingsState::Idle;
    FileFindingsPtr findings_;
    QString problem_;
    int job_ = 0;
};

} // namespace mantissa::ui
