#include "evaluation/sensitivity_log.h"

#include "base/atomic_file.h"
#include "base/checksum.h"
#include "base/mapped_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace mantissa {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view title = "mantissa sensitivity 1\n";
constexpr std::string_view titleOfAll = "mantissa sensitivity ";
constexpr std::size_t sumsInLine = 6;
constexpr std::size_t shownOfDigest = 12;
constexpr std::size_t digestLength = 64;

std::string hexText(std::uint64_t value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4U)
        text[i] = digits[value & 15U];
    return text;
}

std::string closed(const std::string& text) {
    return text + hexText(checksum(std::as_bytes(std::span(text.data(), text.size())))) + "\n";
}

/// Whether a line (or head) ends with the checksum of what stands before it.
bool isClosed(std::string_view line) {
    if (line.size() < 18)
        return false;
    const std::string text(line.substr(0, line.size() - 17));
    return closed(text) == line;
}

std::string headOf(const SensitivityKey& key) {
    std::string text(title);
    for (const SensitivityKey::Field& field : key.fields)
        text += field.name + " " + field.value + "\n";
    return closed(text + "begin ");
}

std::array<double, sumsInLine> numbersOf(const SensitivitySums& sums) {
    const auto& [divergence, ratio, top] =
        std::tie(sums.divergence.state(), sums.logRatio.state(), sums.sameTop.state());
    return {divergence.sum, divergence.squares, ratio.sum, ratio.squares, top.sum, top.squares};
}

SensitivitySums sumsOf(std::uint64_t count, const std::array<double, sumsInLine>& numbers) {
    const auto sums = [&](std::size_t i) { return MeanSums({count, numbers[i], numbers[i + 1]}); };
    return {sums(0), sums(2), sums(4)};
}

template <class Integer>
bool parse(std::string_view& line, Integer& value, int base) {
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value, base);
    if (error != std::errc() || end == line.data() + line.size() || *end != ' ')
        return false;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()) + 1);
    return true;
}

Error damaged(const fs::path& path, std::size_t line) {
    return Error(ErrorCode::Malformed,
                 sentence(MANTISSA_TR("core", "Line %1 of this file of results is damaged. Name another file "
                                              "to begin anew."),
                          line))
        .inFile(path);
}

Error notOurs(const fs::path& path) {
    return Error(ErrorCode::Malformed,
                 sentence(MANTISSA_TR("core", "This is not a file of sensitivity results, and it is left as "
                                              "it is. Name another file.")))
        .inFile(path);
}

Error systemError(ErrorCode code, const fs::path& path, int number) {
    const char* said = number == ENOSPC || number == EDQUOT || number == EFBIG
                           ? MANTISSA_TR("core", "There is no room left on this disk for results. Those so "
                                                 "far are kept; free some space and resume.")
                           : MANTISSA_TR("core", "Results cannot be kept in this file: %1.");
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        code = ErrorCode::NoSpace;
    return Error(code, sentence(said, std::generic_category().message(number))).inFile(path);
}

/// The value of a field in a head; empty: it has none.
std::string valueIn(std::string_view head, const std::string& name) {
    const std::size_t found = head.find("\n" + name + " ");
    if (found == std::string_view::npos)
        return {};
    const std::size_t begin = found + name.size() + 2;
    return std::string(head.substr(begin, head.find('\n', begin) - begin));
}

std::string shown(const std::string& value) {
    return value.size() == digestLength && value.find(' ') == std::string::npos
               ? value.substr(0, shownOfDigest) + "…"
               : value;
}

Error otherRun(const fs::path& path, std::string_view head, const SensitivityKey& key) {
    for (const SensitivityKey::Field& field : key.fields) {
        const std::string there = valueIn(head, field.name);
        if (there != field.value)
            return Error(ErrorCode::Mismatch,
                         sentence(MANTISSA_TR("core", "The results in this file are of another run: %1 was "
                                                      "“%2”, now it is “%3”. Name another file, or repeat "
                                                      "that run as it was."),
                                  translated(field.told), shown(there), shown(field.value)))
                .inFile(path);
    }
    return notOurs(path);
}

/// The end of the head: behind the line that begins with "begin ".
std::size_t endOfHead(std::string_view text) {
    const std::size_t last = text.find("\nbegin ");
    const std::size_t end = last == std::string_view::npos ? last : text.find('\n', last + 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

Result<void> writeHead(const fs::path& path, const std::string& head) {
    MANTISSA_TRY(AtomicFile file, AtomicFile::create(path));
    MANTISSA_CHECK(file.write(head));
    return file.commit();
}

} // namespace

SensitivityLog::~SensitivityLog() {
    ::close(descriptor_);
}

Result<std::unique_ptr<SensitivityLog>> SensitivityLog::open(const fs::path& path,
                                                             const SensitivityKey& key) {
    std::error_code error;
    if (!fs::exists(path, error) || (fs::is_regular_file(path, error) && fs::file_size(path, error) == 0))
        MANTISSA_CHECK(writeHead(path, headOf(key)));
    const int descriptor = ::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
    if (descriptor < 0)
        return fail(systemError(ErrorCode::CannotWrite, path, errno));
    std::unique_ptr<SensitivityLog> log(new SensitivityLog(path, descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(Error(ErrorCode::InvalidArgument,
                          sentence(MANTISSA_TR("core", "Another run is writing its results to this file. "
                                                       "Wait for it, or name another file.")))
                        .inFile(path));
    MANTISSA_CHECK(log->read(key));
    return log;
}

Result<void> SensitivityLog::read(const SensitivityKey& key) {
    MANTISSA_TRY(const auto file, MappedFile::open(path_));
    const std::string_view text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    if (!text.starts_with(titleOfAll))
        return fail(notOurs(path_));
    const std::string_view found = text.substr(0, endOfHead(text));
    if (!found.starts_with(title) || !isClosed(found))
        return fail(damaged(path_, 1));
    if (found != headOf(key))
        return fail(otherRun(path_, found, key));
    auto number = static_cast<std::size_t>(std::count(found.begin(), found.end(), '\n'));
    std::size_t begin = found.size();
    while (begin < text.size()) {
        const std::size_t end = text.find('\n', begin);
        const bool whole = end != std::string_view::npos;
        const std::string_view line = text.substr(begin, whole ? end + 1 - begin : text.size() - begin);
        auto taken = take(line, ++number);
        if (!taken && begin + line.size() < text.size())
            return taken;
        if (!taken) // cut short by a crash
            break;
        begin += line.size();
    }
    if (begin < text.size() && ::ftruncate(descriptor_, static_cast<off_t>(begin)) != 0)
        return fail(systemError(ErrorCode::CannotWrite, path_, errno));
    return {};
}

Result<void> SensitivityLog::take(std::string_view line, std::size_t number) {
    std::uint64_t count = 0;
    auto [unit, candidate, chunks] = Place();
    std::array<double, sumsInLine> numbers{};
    bool good = isClosed(line) && parse(line, unit, 10) && parse(line, candidate, 10) &&
                parse(line, chunks, 10) && parse(line, count, 10);
    for (double& value : numbers) {
        std::uint64_t bits = 0;
        good = good && parse(line, bits, 16);
        value = std::bit_cast<double>(bits);
    }
    if (!good)
        return fail(damaged(path_, number));
    records_[{unit, candidate, chunks}] = sumsOf(count, numbers);
    return {};
}

const SensitivitySums* SensitivityLog::find(std::size_t unit, std::size_t candidate,
                                            std::int64_t chunks) const {
    const auto found = records_.find({unit, candidate, chunks});
    return found == records_.end() ? nullptr : &found->second;
}

Result<void> SensitivityLog::append(std::size_t unit, std::size_t candidate, std::int64_t chunks,
                                    const SensitivitySums& sums) {
    std::string line = std::to_string(unit) + " " + std::to_string(candidate) + " " + std::to_string(chunks) +
                       " " + std::to_string(sums.divergence.count()) + " ";
    for (const double number : numbersOf(sums))
        line += hexText(std::bit_cast<std::uint64_t>(number)) + " ";
    line = closed(line);
    // One call, so that a crash leaves the line whole or torn, never mixed.
    for (std::string_view rest = line; !rest.empty();) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(systemError(ErrorCode::CannotWrite, path_, errno));
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fdatasync(descriptor_) != 0 && errno != EINVAL)
        return fail(systemError(ErrorCode::CannotWrite, path_, errno));
    records_[{unit, candidate, chunks}] = sums;
    return {};
}

} // namespace mantissa
