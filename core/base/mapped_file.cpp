#include "base/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mantissa {

namespace {

Error readError(const std::filesystem::path& path, int number) {
    if (number == ENOENT)
        return Error(ErrorCode::NotFound, sentence(MANTISSA_TR("core", "There is no such file.")))
            .inFile(path);
    return Error(ErrorCode::CannotRead, sentence(MANTISSA_TR("core", "The file cannot be read: %1."),
                                                 std::generic_category().message(number)))
        .inFile(path);
}

/// Where mapped bytes lie now. release() must not touch anything else: advising MADV_DONTNEED on ordinary
/// memory (an array unpacked from a zip) would turn it to zeros.
class LiveMappings {
public:
    static LiveMappings& instance() {
        static LiveMappings mappings;
        return mappings;
    }
    void add(std::uintptr_t begin, std::size_t size) {
        const std::scoped_lock lock(mutex_);
        sizes_[begin] = size;
    }
    void remove(std::uintptr_t begin) {
        const std::scoped_lock lock(mutex_);
        sizes_.erase(begin);
    }
    bool contain(std::uintptr_t begin, std::size_t size) {
        const std::scoped_lock lock(mutex_);
        auto next = sizes_.upper_bound(begin);
        if (next == sizes_.begin())
            return false;
        --next;
        return begin + size <= next->first + next->second;
    }

private:
    std::mutex mutex_;
    std::map<std::uintptr_t, std::size_t> sizes_;
};

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

} // namespace

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0)
        return fail(readError(path, errno));
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0)
        return fail(readError(path, errno));
    if (S_ISDIR(status.st_mode))
        return fail(readError(path, EISDIR));
    if (!S_ISREG(status.st_mode)) {
        return fail(
            Error(ErrorCode::CannotRead, sentence(MANTISSA_TR("core", "This is not an ordinary file.")))
                .inFile(path));
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    const std::byte* data = nullptr;
    if (size > 0) {
        void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
        if (address == MAP_FAILED)
            return fail(readError(path, errno));
        data = static_cast<const std::byte*>(address);
        LiveMappings::instance().add(reinterpret_cast<std::uintptr_t>(address), size);
    }
    return std::shared_ptr<const MappedFile>(new MappedFile(path, data, size));
}

MappedFile::~MappedFile() {
    if (size_ == 0)
        return;
    LiveMappings::instance().remove(reinterpret_cast<std::uintptr_t>(data_));
    ::munmap(const_cast<std::byte*>(data_), size_);
}

void MappedFile::release(std::span<const std::byte> range) {
    if (!LiveMappings::instance().contain(reinterpret_cast<std::uintptr_t>(range.data()), range.size()))
        return;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(range.data()) + page - 1) / page * page;
    const auto end = (reinterpret_cast<std::uintptr_t>(range.data()) + range.size()) / page * page;
    if (end > begin)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

} // namespace mantissa
