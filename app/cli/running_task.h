#pragma once
// A Task for the duration of a command: Ctrl+C (or SIGTERM) cancels it, and a progress line is kept on the
// terminal, if there is one.
#include "base/task.h"

#include <string>
#include <thread>

namespace mantissa::cli {

class RunningTask {
public:
    explicit RunningTask(std::string label);
    ~RunningTask();
    RunningTask(const RunningTask&) = delete;
    RunningTask& operator=(const RunningTask&) = delete;

    const Task& task() const { return task_; }

private:
    void watch(const std::stop_token& ended);
    void draw() const;

    std::string label_;
    bool terminal_;
    std::stop_source stop_;
    Task task_;
    std::jthread watcher_;
};

} // namespace mantissa::cli
