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

std::string commandLine(const ReportCommand& command) {
    std::string line = "mantissa-cli report " + shellQuoted(command.model);
    for (const std::string& scheme : command.schemes)
        addOption(line, "--scheme", scheme);
    for (const std::string& recipe : command.recipes)
        addOption(line, "--recipe", recipe);
    addOption(line, "--tensors", command.tensors);
    addOption(line, "--original", command.original);
    addOption(line, "--imatrix", command.imatrix);
    addOption(line, "-o", command.output);
    return line;
}

} // namespace mantissa
