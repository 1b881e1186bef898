#pragma once
// How the program tells that something failed: a sentence on standard error, and with --json also an object
// on standard output, so that a program finds JSON there whatever happens.
#include "cli/exit_code.h"

namespace mantissa::cli {

/// Whether the command line asks for JSON, even if it makes no sense otherwise.
bool wantsJson(int argc, const char* const* argv);

void reportError(const Error& error, ExitCode code, bool json);

/// As above, of a mistake in the command line that was told already: JSON only.
void reportUsage(const std::string& message);

} // namespace mantissa::cli
