#pragma once
// Errors are values. Each says what is wrong, where (file, byte, tensor) and, in its sentence, what to do.
#include "base/text.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace mantissa {

/// The kind decides the CLI's exit code and how the window offers to go on.
enum class ErrorCode {
    Cancelled,       ///< the person stopped it
    InvalidArgument, ///< a scheme, recipe, option or parameter makes no sense
    NotFound,        ///< file, tensor, format or method is not there
    CannotRead,      ///< the system refused to open or read
    CannotWrite,     ///< the system refused to create or write
    NoSpace,         ///< disk full
    Truncated,       ///< the file ends before what its header promises
    Malformed,       ///< the file contradicts its specification
    Unsupported,     ///< valid, but not something we can do (yet)
    Numeric,         ///< NaN, Inf or a degenerate value where none can be encoded
    Mismatch,        ///< a check after the work failed (certificate, shapes of two files)
    TooLarge,        ///< would break a limit such as the memory setting
};

class Error {
public:
    Error(ErrorCode code, Text what) : code_(code), what_(std::move(what)) {}

    Error& inFile(std::filesystem::path file) &;
    Error& atByte(std::uint64_t offset) &;
    Error& ofTensor(std::string name) &;
    Error&& inFile(std::filesystem::path file) && { return std::move(inFile(std::move(file))); }
    Error&& atByte(std::uint64_t offset) && { return std::move(atByte(offset)); }
    Error&& ofTensor(std::string name) && { return std::move(ofTensor(std::move(name))); }

    ErrorCode code() const { return code_; }
    const Text& what() const { return what_; }
    const std::filesystem::path& file() const { return file_; }
    std::optional<std::uint64_t> byte() const { return byte_; }
    const std::string& tensor() const { return tensor_; }

    /// "model.gguf, byte 24, tensor 'x': sentence", in the reader's language.
    std::string describe() const;

private:
    ErrorCode code_;
    Text what_;
    std::filesystem::path file_;
    std::optional<std::uint64_t> byte_;
    std::string tensor_;
};

} // namespace mantissa
