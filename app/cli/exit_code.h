#pragma once
// What the program ends with. Scripts rely on these numbers; --help lists them.
#include "base/error.h"

namespace mantissa::cli {

enum ExitCode : int {
    Ok = 0,
    Failed = 1,      ///< the system refused: disk full, cannot write
    BadUsage = 2,    ///< the command line makes no sense
    BadInput = 3,    ///< a file cannot be read, is not what it should be, or does not fit the others
    CheckFailed = 4, ///< verify found a problem, or what was written does not read back
    Interrupted = 130,
};

ExitCode exitCodeOf(const Error& error);

/// The table for --help.
const char* exitCodeHelp();

} // namespace mantissa::cli
