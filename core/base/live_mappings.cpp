#include "base/live_mappings.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace mantissa {

/// A node of a list that only ever grows, because a handler may be walking it at any time; nodes that were
/// given back are used again.
struct LiveMapping {
    std::atomic<std::uintptr_t> begin{0}; ///< 0: unused
    std::atomic<std::size_t> size{0};
    std::atomic<bool> isLost{false};
    LiveMapping* next = nullptr;
};

namespace {

std::atomic<LiveMapping*> head{nullptr};
std::mutex writing;
std::uintptr_t pageSize = 4096;
struct sigaction before {};

LiveMapping* mappingAt(std::uintptr_t address) {
    for (LiveMapping* node = head.load(std::memory_order_acquire); node != nullptr; node = node->next) {
        const std::uintptr_t begin = node->begin.load(std::memory_order_acquire);
        if (begin != 0 && address >= begin && address - begin < node->size.load(std::memory_order_relaxed))
            return node;
    }
    return nullptr;
}

/// From the page at `address` to the mapping's end, so that a gigabyte that is gone is one signal, not
/// 262144.
bool coverWithZeros(const LiveMapping& mapping, std::uintptr_t address) {
    const std::uintptr_t page = address / pageSize * pageSize;
    const std::size_t size = mapping.begin.load() + mapping.size.load() - page;
    return ::mmap(reinterpret_cast<void*>(page), size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
                  0) != MAP_FAILED;
}

/// Whoever handled the signal before us gets what is not ours.
void passOn(int signal, siginfo_t* info, void* context) {
    if ((before.sa_flags & SA_SIGINFO) != 0 && before.sa_sigaction != nullptr) {
        before.sa_sigaction(signal, info, context);
    } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
        before.sa_handler(signal);
    } else {
        struct sigaction plain {};
        plain.sa_handler = SIG_DFL;
        ::sigaction(signal, &plain, nullptr);
        ::raise(signal); // delivered when this handler returns
    }
}

// Nothing but atomics and system calls in here: the thread may have been anywhere.
void onBusError(int signal, siginfo_t* info, void* context) {
    const int number = errno;
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    LiveMapping* mapping = info->si_code > 0 ? mappingAt(address) : nullptr; // else sent by kill()
    if (mapping != nullptr) {
        // First the mark: nobody can have read the zeros and not see it.
        mapping->isLost.store(true);
        if (coverWithZeros(*mapping, address)) {
            errno = number;
            return;
        }
    }
    passOn(signal, info, context);
    errno = number;
}

void installHandler() {
    pageSize = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction action {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGBUS, &action, &before);
}

LiveMapping* unusedNode() {
    for (LiveMapping* node = head.load(); node != nullptr; node = node->next) {
        if (node->begin.load() == 0)
            return node;
    }
    auto* node = new LiveMapping; // kept to the end of the process, see above
    node->next = head.load();
    head.store(node, std::memory_order_release);
    return node;
}

} // namespace

LiveMapping* addLiveMapping(std::uintptr_t begin, std::size_t size) {
    const std::scoped_lock lock(writing);
    static const bool installed = (installHandler(), true);
    static_cast<void>(installed);
    LiveMapping* node = unusedNode();
    node->size.store(size);
    node->isLost.store(false);
    node->begin.store(begin, std::memory_order_release);
    return node;
}

void removeLiveMapping(LiveMapping* mapping) {
    const std::scoped_lock lock(writing);
    mapping->begin.store(0);
}

bool lost(const LiveMapping& mapping) {
    return mapping.isLost.load();
}

} // namespace mantissa
