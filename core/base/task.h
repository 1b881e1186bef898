#pragma once
// What a long computation is handed: whether to go on, and where to say how far it is. Progress is read by
// polling (a timer in the window, a thread in the CLI), so no callback ever runs on a worker.
#include "base/result.h"

#include <atomic>
#include <memory>
#include <stop_token>

namespace mantissa {

struct Progress {
    std::atomic<std::uint64_t> total{0}; ///< work units, usually weights; 0 while unknown
    std::atomic<std::uint64_t> done{0};
};

class Task {
public:
    Task() : progress_(std::make_shared<Progress>()) {} ///< never cancelled
    Task(std::stop_token stop, std::shared_ptr<Progress> progress)
        : stop_(std::move(stop)), progress_(std::move(progress)) {}

    bool cancelled() const { return stop_.stop_requested(); }
    /// Error Cancelled once somebody asked to stop. Inner loops call it every few milliseconds.
    Result<void> check() const {
        if (cancelled())
            return fail(ErrorCode::Cancelled, sentence(MANTISSA_TR("core", "Cancelled.")));
        return {};
    }
    void addTotal(std::uint64_t units) const { progress_->total += units; }
    void advance(std::uint64_t units) const { progress_->done += units; }
    const Progress& progress() const { return *progress_; }

private:
    std::stop_token stop_;
    std::shared_ptr<Progress> progress_;
};

} // namespace mantissa
