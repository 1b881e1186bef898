#pragma once
// Studies of the selected tensor under every scheme that is shown, for pictures side by side: a sample of
// each first, then exact ones, one after another. Works only while somebody looks.
#include "session/measure.h"
#include "session/workbench.h"

#include <QTimer>

#include <map>

namespace mantissa::ui {

class HistogramDriver : public QObject {
    Q_OBJECT
public:
    explicit HistogramDriver(Workbench& workbench, QObject* parent = nullptr);

    void setActive(bool active);
    /// By candidate; of the selected tensor. No study in it: the tensor is kept as it is.
    const std::map<int, StudyOutcome>& outcomes() const { return outcomes_; }
    const QString& problem() const { return problem_; }
    bool settled() const; ///< nothing more is to come, or nobody looks

signals:
    void changed();

private:
    struct Wanted {
        int id = 0;
        StudyRequest request;
    };
    std::vector<Wanted> wanted() const;
    void ask();
    void start(const Wanted& wish, bool exact);

    Workbench& workbench_;
    QTimer debounce_;
    std::map<int, StudyOutcome> outcomes_;
    std::map<int, QPointer<Job>> underway_; ///< by the candidate that is studied
    QString problem_;
    bool active_ = false;
};

} // namespace mantissa::ui
