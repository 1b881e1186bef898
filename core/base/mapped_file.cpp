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

std::uintptr_t addressOf(const std::byte* data) {
    return reinterpret_cast<std::uintptr_t>(data);
}

/// The mapped files by where their bytes lie. release() must not touch anything else: advising MADV_DONTNEED
/// on ordinary memory (an array unpacked from a zip) would turn it to zeros.
class FilesByAddress {
public:
    static FilesByAddress& instance() {
        static FilesByAddress files;
        return files;
    }
    void add(const MappedFile& file) {
        const std::scoped_lock lock(mutex_);
        files_[addressOf(file.bytes().data())] = &file;
    }
    void remove(const MappedFile& file) {
        const std::scoped_lock lock(mutex_);
        files_.erase(addressOf(file.bytes().data()));
    }
    /// Null for other memory. Stays valid as long as the caller keeps the bytes' owner.
    const MappedFile* at(std::span<const std::byte> range) {
        const std::scoped_lock lock(mutex_);
        const std::uintptr_t begin = addressOf(range.data());
        auto next = files_.upper_bound(begin);
        if (next == files_.begin())
            return nullptr;
        --next;
        return begin + range.size() <= next->first + next->second->bytes().size() ? next->second : nullptr;
    }

private:
    std::mutex mutex_;
    std::map<std::uintptr_t, const MappedFile*> files_;
};

/// Closed at the end unless taken.
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
    int take() { return std::exchange(number_, -1); }

private:
    int number_;
};

} // namespace

MappedFile::MappedFile(std::filesystem::path path, int descriptor, const std::byte* data,
                       const struct stat& status)
    : path_(std::move(path)), descriptor_(descriptor), data_(data),
      size_(static_cast<std::size_t>(status.st_size)), written_(status.st_mtim) {
    if (size_ == 0)
        return;
    mapping_ = addLiveMapping(addressOf(data_), size_);
    FilesByAddress::instance().add(*this);
}

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
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
    }
    return std::shared_ptr<const MappedFile>(new MappedFile(path, descriptor.take(), data, status));
}

MappedFile::~MappedFile() {
    ::close(descriptor_);
    if (size_ == 0)
        return;
    FilesByAddress::instance().remove(*this);
    removeLiveMapping(mapping_);
    ::munmap(const_cast<std::byte*>(data_), size_);
}

Result<void> MappedFile::check() const {
    if (size_ == 0)
        return {};
    struct stat status {};
    const bool known = ::fstat(descriptor_, &status) == 0;
    // A page that the new end cuts is filled with zeros without any signal: the length tells.
    if (known && static_cast<std::size_t>(status.st_size) < size_) {
        return fail(Error(ErrorCode::Truncated,
                          sentence(MANTISSA_TR("core", "The file shrank from %1 to %2 bytes while it was in "
                                                       "use. Wait until nothing writes to it, and open it "
                                                       "again."),
                                   size_, static_cast<std::size_t>(status.st_size)))
                        .inFile(path_));
    }
    if (lost(*mapping_)) {
        return fail(
            Error(ErrorCode::Truncated,
                  sentence(MANTISSA_TR("core", "A part of the file could not be read: it shrank while "
                                               "it was in use, or its disk or network failed. Open "
                                               "it again when it is whole.")))
                .inFile(path_));
    }
    const timespec now = known ? status.st_mtim : written_;
    if (now.tv_sec != written_.tv_sec || now.tv_nsec != written_.tv_nsec) {
        return fail(
            Error(ErrorCode::Mismatch,
                  sentence(MANTISSA_TR("core", "The file was written to while it was in use: what was "
                                               "read may be of two versions. Wait until nothing "
                                               "writes to it, and open it again.")))
                .inFile(path_));
    }
    return {};
}

Result<void> MappedFile::check(std::span<const std::byte> range) {
    const MappedFile* file = range.empty() ? nullptr : FilesByAddress::instance().at(range);
    return file == nullptr ? Result<void>() : file->check();
}

void MappedFile::release(std::span<const std::byte> range) {
    if (FilesByAddress::instance().at(range) == nullptr)
        return;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = (addressOf(range.data()) + page - 1) / page * page;
    const auto end = (addressOf(range.data()) + range.size()) / page * page;
    if (end > begin)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

} // namespace mantissa
