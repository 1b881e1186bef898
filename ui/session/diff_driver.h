#pragma once
// Another file of the open model, compared with it tensor by tensor in the background.
#include "pipeline/model_diff.h"
#include "session/workbench.h"

#include <QObject>

namespace mantissa::ui {

class DiffDriver : public QObject {
    Q_OBJECT
public:
    explicit DiffDriver(Workbench& workbench, QObject* parent = nullptr);

    /// Opens the other file and compares; changed() follows, at once and when it is done.
    void open(const QString& path);
    void forget();

    const QString& path() const { return path_; } ///< of the other file; empty: none was asked for
    /// Left: the open model. Null while it is computed, after a failure, and when nothing was asked for.
    const ModelDiffPtr& result() const { return result_; }
    const QString& problem() const { return problem_; }
    bool working() const { return job_ && job_->active(); }
    const Job* job() const { return job_; }

signals:
    void changed();

private:
    Workbench& workbench_;
    QString path_;
    ModelDiffPtr result_;
    QString problem_;
    QPointer<Job> job_;
};

} // namespace mantissa::ui
