#include "base/pause.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

namespace mantissa {

namespace {

// Not in Progress itself: hardly any work is ever paused, and all of it asks.
struct Paused {
    std::atomic<int> count{0};
    std::mutex mutex;
    std::condition_variable changed;
    std::set<const Progress*> set;
};

Paused& paused() {
    static Paused instance;
    return instance;
}

} // namespace

void setPaused(const Progress& progress, bool wanted) {
    Paused& all = paused();
    {
        const std::scoped_lock lock(all.mutex);
        if (wanted)
            all.set.insert(&progress);
        else
            all.set.erase(&progress);
        all.count = static_cast<int>(all.set.size());
    }
    all.changed.notify_all();
}

void restWhilePaused(const Task& task) {
    using namespace std::chrono_literals;
    Paused& all = paused();
    if (all.count == 0)
        return;
    std::unique_lock lock(all.mutex);
    while (all.set.contains(&task.progress()) && !task.cancelled())
        all.changed.wait_for(lock, 50ms); // a stop request wakes nobody
}

} // namespace mantissa
