#pragma once
// Command lines that a person may copy into a POSIX shell.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mantissa {

/// As a shell takes it for one word.
std::string shellQuoted(std::string_view word);

/// The text that calibrated methods look at, as commands take it.
struct CalibrationUse {
    std::string text; ///< empty: none
    std::int64_t context = 0;
    std::int64_t chunks = 0; ///< 0: all of the text
};

/// " --calibration ..." to follow a command; empty where there is none.
std::string calibrationOptions(const CalibrationUse& use);

/// What `mantissa-cli report` needs to make a report again.
struct ReportCommand {
    std::string model;
    std::vector<std::string> schemes; ///< canonical texts
    std::vector<std::string> recipes; ///< names, texts or files
    std::string tensors;              ///< expression; empty: none
    std::string original;             ///< empty: none
    std::string imatrix;              ///< empty: none
    std::string output;
    CalibrationUse calibration = {};
};

std::string commandLine(const ReportCommand& command);

/// What `mantissa-cli quantize` needs to write a file again.
struct QuantizeCommand {
    std::string model;
    std::string output;
    std::string recipe;         ///< its text, rules included
    std::string imatrix;        ///< empty: none
    std::string container = {}; ///< "gguf" or "safetensors"; empty: by the output's name
    std::string packing = {};   ///< of a folder; empty: none
    bool keepCodes = false;
    CalibrationUse calibration = {};
};

std::string commandLine(const QuantizeCommand& command);

/// A report's line without `output`: what prints the comparison itself.
std::string compareLine(const ReportCommand& command);

} // namespace mantissa
