#pragma once
// Which layers and weights the selected scheme hurts most, and what in their values makes it so; worked out
// in the background whenever figures or the selection change.
#include "analysis/hurt_tensors.h"
#include "analysis/weight_shape.h"
#include "session/workbench.h"

#include <QObject>
#include <QTimer>

namespace mantissa::ui {

struct HurtWeight {
    std::shared_ptr<const Tensor> tensor;
    HurtTensor hurt;
    std::string used; ///< the scheme that it got
    Text fallback;    ///< why that is not the one asked for; empty source: it is
    WeightShape shape;
    bool exact = true;
};

struct HurtFindings {
    int candidate = 0;
    std::vector<HurtWeight>
        weights;              ///< the most hurt first; outliers, and never fewer than three if there are
    std::size_t outliers = 0; ///< of all weights
    std::vector<HurtLayer> layers;
    double medianLayer = 0;
};

/// Of a comparison of one scheme. Errors: what reading the weights says.
Result<HurtFindings> hurtFindings(const ComparisonPtr& comparison, int candidate, const Task& task);

class HurtDriver : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t fewest = 3;
    static constexpr std::size_t most = 6;

    explicit HurtDriver(Workbench& workbench, QObject* parent = nullptr);

    void setActive(bool active); ///< works only while somebody looks
    /// Null while there is none.
    const std::shared_ptr<const HurtFindings>& findings() const { return findings_; }
    bool settled() const { return !active_ || ((!job_ || !job_->active()) && !debounce_.isActive()); }
    /// The candidate it is about: the selected one, else the first that is shown; null for none.
    const Candidate* subject() const;

signals:
    void changed();

private:
    void ask();

    Workbench& workbench_;
    QTimer debounce_;
    std::shared_ptr<const HurtFindings> findings_;
    std::weak_ptr<const Comparison> of_; ///< whose findings these are
    bool active_ = false;
    QPointer<Job> job_;
};

} // namespace mantissa::ui
