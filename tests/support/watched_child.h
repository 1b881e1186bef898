#pragma once
// Runs a program, or a piece of this one, in a process of its own and looks at its memory while it works.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

struct WatchedChild {
    int code = -1; ///< -1: it did not end by itself
    double wallSeconds = 0;
    double processorSeconds = 0;
    std::uint64_t peakResident = 0; ///< bytes: VmHWM, with what is mapped from files
    std::uint64_t peakOwn = 0;      ///< bytes: the largest RssAnon that was seen
};

namespace watched {

inline void lookAt(pid_t child, WatchedChild& result) {
    std::ifstream status("/proc/" + std::to_string(child) + "/status");
    for (std::string line; std::getline(status, line);) {
        const auto kilobytes = [&line](const char* head) -> std::uint64_t {
            return line.starts_with(head) ? std::stoull(line.substr(std::string(head).size())) : 0;
        };
        result.peakResident = std::max(result.peakResident, kilobytes("VmHWM:") << 10U);
        result.peakOwn = std::max(result.peakOwn, kilobytes("RssAnon:") << 10U);
    }
}

inline double secondsOf(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

} // namespace watched

/// The body runs in a fork of this process; what it returns is the exit code.
inline WatchedChild watchBody(const std::function<int()>& body) {
    std::fflush(stdout);
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int code = body();
        std::fflush(stdout);
        _exit(code);
    }
    WatchedChild result;
    int status = -1;
    rusage used{};
    while (child > 0 && wait4(child, &status, WNOHANG, &used) == 0) {
        watched::lookAt(child, result);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    result.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    result.processorSeconds = watched::secondsOf(used.ru_utime) + watched::secondsOf(used.ru_stime);
    if (child > 0 && WIFEXITED(status))
        result.code = WEXITSTATUS(status);
    return result;
}

inline WatchedChild watchProgram(const std::vector<std::string>& words) {
    return watchBody([&words] {
        std::vector<char*> arguments;
        for (const std::string& word : words)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        execv(arguments[0], arguments.data());
        return 127;
    });
}
