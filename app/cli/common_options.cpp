#include "cli/common_options.h"

#include "evaluation/token_chunks.h"

namespace mantissa::cli {

void addModel(CLI::App& command, std::string& model) {
    command.add_option("MODEL", model, "File or folder, or the word demo")->required()->type_name("");
}

void addThreads(CLI::App& command, int& threads) {
    // The range's own description would stand in the middle of the help's line.
    command.add_option("--threads", threads, "Threads to use; 0, the default, is all cores")
        ->type_name("N")
        ->check(CLI::Range(0, 4096).description(""));
}

void addImatrixFile(CLI::App& command, std::string& imatrix) {
    command.add_option("--imatrix", imatrix, "Importance matrix: errors in columns that matter count more")
        ->type_name("FILE");
}

CLI::Option* addJson(CLI::App& command, bool& json) {
    return command.add_flag("--json", json, "Print JSON, for programs");
}

void addChunks(CLI::App& command, std::int64_t& context, std::int64_t& chunks) {
    command.add_option("-c,--context", context, "Tokens a chunk; if not given the model's own, at most 512")
        ->type_name("N");
    command.add_option("--chunks", chunks, "At most so many chunks; 0, the default, is all")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1} << 40).description(""));
}

std::int64_t contextOf(std::int64_t given, const Model& model) {
    if (given != ownContext)
        return given;
    return usualContext(model.architecture ? model.architecture->contextLength : 0);
}

void addExamples(CLI::App& command, const std::string& lines) {
    command.footer("Examples:\n" + lines + "\n" + exitCodeHelp());
}

} // namespace mantissa::cli
