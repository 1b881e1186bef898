#pragma once
// Results of a long study on disk as they come, so that it can go on after a crash where it ended.
//
// A text file. First what the study is of, one "name value" a line, closed by "begin CHECKSUM"; this head
// appears whole or not at all. Then one line a result, only ever appended and flushed to disk: unit,
// candidate, chunks and the sums as hexadecimal bit patterns, so that they come back exactly, closed by the
// line's checksum. A last line that a crash cut short is forgotten; any other damage is an error.
#include "evaluation/sensitivity.h"

#include <filesystem>
#include <map>

namespace mantissa {

/// What a study is of: whatever its figures depend on, under names that a person reads.
struct SensitivityKey {
    struct Field {
        std::string name; ///< one word: "context"
        Text told;        ///< "the context", for "... belongs to another run: its %1 is ..."
        std::string value;
    };
    std::vector<Field> fields;
};

class SensitivityLog {
public:
    /// Goes on with the file, or makes it. Errors: Malformed for a file that is something else or is damaged
    /// (it is left alone); Mismatch naming what differs where it belongs to another study; CannotRead,
    /// CannotWrite, NoSpace; InvalidArgument while another program writes to it.
    static Result<std::unique_ptr<SensitivityLog>> open(const std::filesystem::path& path,
                                                        const SensitivityKey& key);

    SensitivityLog(const SensitivityLog&) = delete;
    SensitivityLog& operator=(const SensitivityLog&) = delete;
    ~SensitivityLog();

    /// The sums of a unit under a candidate after so many chunks; null: not there.
    const SensitivitySums* find(std::size_t unit, std::size_t candidate, std::int64_t chunks) const;
    /// Errors: NoSpace, CannotWrite.
    Result<void> append(std::size_t unit, std::size_t candidate, std::int64_t chunks,
                        const SensitivitySums& sums);
    std::size_t size() const { return records_.size(); }

private:
    using Place = std::tuple<std::size_t, std::size_t, std::int64_t>;

    SensitivityLog(std::filesystem::path path, int descriptor)
        : path_(std::move(path)), descriptor_(descriptor) {}
    Result<void> read(const SensitivityKey& key);
    Result<void> take(std::string_view line, std::size_t number);

    std::filesystem::path path_;
    int descriptor_;
    std::map<Place, SensitivitySums> records_;
};

} // namespace mantissa
