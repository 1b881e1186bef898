#include "cli/running_task.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace mantissa::cli {

namespace {

// A handler may do no more than this; the watcher looks at it.
volatile std::sig_atomic_t interrupted = 0;

void onSignal(int) {
    interrupted = 1;
}

void handleSignals(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaction(signal, &action, nullptr);
}

constexpr auto glance = std::chrono::milliseconds(20);
constexpr int glancesPerDrawing = 5;

} // namespace

RunningTask::RunningTask(std::string label)
    : label_(std::move(label)), terminal_(isatty(STDERR_FILENO) != 0),
      task_(stop_.get_token(), std::make_shared<Progress>()) {
    handleSignals(onSignal);
    watcher_ = std::jthread([this](const std::stop_token& ended) { watch(ended); });
}

RunningTask::~RunningTask() {
    watcher_.request_stop();
    watcher_.join();
    handleSignals(SIG_DFL); // from here on, printing may be cut short
    if (terminal_)
        std::fputs("\r\x1b[K", stderr);
}

void RunningTask::watch(const std::stop_token& ended) {
    for (int count = 0; !ended.stop_requested(); ++count) {
        if (interrupted != 0)
            stop_.request_stop();
        if (terminal_ && count % glancesPerDrawing == 0)
            draw();
        std::this_thread::sleep_for(glance);
    }
}

void RunningTask::draw() const {
    const auto total = static_cast<double>(task_.progress().total.load());
    const auto done = static_cast<double>(task_.progress().done.load());
    const char* state = stop_.stop_requested() ? " (stopping)" : "";
    if (total > 0)
        std::fprintf(stderr, "\r\x1b[K%s %3.0f %%%s", label_.c_str(), 100 * std::min(1.0, done / total),
                     state);
    else
        std::fprintf(stderr, "\r\x1b[K%s ...%s", label_.c_str(), state);
    std::fflush(stderr);
}

} // namespace mantissa::cli
