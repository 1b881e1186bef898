#include "cli/comparing.h"

#include "base/parallel.h"
#include "cli/input.h"
#include "pipeline/original.h"

namespace mantissa::cli {

void addComparingOptions(CLI::App& command, ComparingOptions& options) {
    command.add_option("MODEL", options.model, "File or folder, or the word demo")->required();
    command.add_option("-s,--scheme", options.schemes, "A scheme; may be given several times")
        ->required()
        ->allow_extra_args(false)
        ->type_name("S");
    command.add_option("--tensors", options.tensors, "Only tensors whose name matches this expression")
        ->type_name("REGEX");
    command.add_option("--original", options.original, "Measure errors against the tensors of this model")
        ->type_name("FILE");
    command.add_option("--imatrix", options.imatrix, "Weigh columns by this importance matrix (llama.cpp's)")
        ->type_name("FILE");
    command.add_option("--threads", options.threads, "Threads to use; 0 is all cores")
        ->type_name("N")
        ->check(CLI::Range(0, 4096));
}

Result<Compared> runComparison(const ComparingOptions& options, const Task& task) {
    setThreads(options.threads);
    MANTISSA_TRY(const std::vector<Scheme> schemes, parseSchemes(options.schemes));
    Compared result;
    MANTISSA_TRY(result.model, openInput(options.model));
    CompareOptions compareOptions;
    compareOptions.tensors = options.tensors;
    MANTISSA_TRY(compareOptions.original, openOriginal(options.original));
    warnIfQuantized(*result.model, compareOptions.original != nullptr);
    MANTISSA_TRY(result.original, originalRowsFor(*result.model, compareOptions.original));
    compareOptions.originalRows = result.original;
    MANTISSA_TRY(compareOptions.importance, openImportance(result.model, options.imatrix));
    MANTISSA_TRY(result.comparison, compare(result.model, schemes, compareOptions, task));
    return result;
}

} // namespace mantissa::cli
