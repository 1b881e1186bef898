#include "base/background.h"

#include <sys/resource.h>
#include <tbb/task_scheduler_observer.h>

namespace mantissa {

namespace {

// A tenth of the processor's time where both want all of it (sched(7): each step of nice is about 1.25).
constexpr int background = 10;

class PoolObserver final : public tbb::task_scheduler_observer {
public:
    PoolObserver() { observe(true); }
    ~PoolObserver() override { observe(false); }
    void on_scheduler_entry(bool worker) override {
        if (worker)
            runThreadInBackground();
    }
};

} // namespace

void runPoolInBackground() {
    static const PoolObserver observer;
}

void runThreadInBackground() {
    setpriority(PRIO_PROCESS, 0, background); // on Linux, 0 is the calling thread, not the process
}

} // namespace mantissa
