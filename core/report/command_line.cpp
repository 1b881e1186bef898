#include "report/command_line.h"

namespace mantissa {

namespace {

void addOption(std::string& line, const char* option, const std::string& value) {
    if (!value.empty())
        line += std::string(" ") + option + " " + shellQuoted(value);
}

} // namespace

std::string shellQuoted(std::string_view word) {
    const bool plain =
        !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV"
                                                "WXYZ0123456789_-+=,./:@%") == std::string_view::npos;
    if (plain)
        return std::string(word);
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::string calibrationOptions(const CalibrationUse& use) {
    std::string line;
    addOption(line, "--calibration", use.text);
    if (!use.text.empty() && use.context > 0)
        addOption(line, "--calibration-context", std::to_string(use.context));
    if (!use.text.empty() && use.chunks > 0)
        addOption(line, "--calibration-chunks", std::to_string(use.chunks));
    return line;
}

namespace {

std::string lineOf(const char* verb, const ReportCommand& command) {
    std::string line = std::string("mantissa-cli ") + verb + " " + shellQuoted(command.model);
    for (const std::string& scheme : command.schemes)
        addOption(line, "--scheme", scheme);
    for (const std::string& recipe : command.recipes)
        addOption(line, "--recipe", recipe);
    addOption(line, "--tensors", command.tensors);
    addOption(line, "--original", command.original);
    addOption(line, "--imatrix", command.imatrix);
    return line + calibrationOptions(command.calibration);
}

} // namespace

std::string commandLine(const ReportCommand& command) {
    std::string line = lineOf("report", command);
    addOption(line, "-o", command.output);
    return line;
}

std::string commandLine(const QuantizeCommand& command) {
    std::string line =
        "mantissa-cli quantize " + shellQuoted(command.model) + " " + shellQuoted(command.output);
    addOption(line, "--recipe", command.recipe);
    addOption(line, "--imatrix", command.imatrix);
    addOption(line, "--to", command.container);
    addOption(line, "--packing", command.packing);
    return line + (command.keepCodes ? " --keep-codes" : "") + calibrationOptions(command.calibration);
}

std::string compareLine(const ReportCommand& command) {
    return lineOf("compare", command);
}

} // namespace mantissa
