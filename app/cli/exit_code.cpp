#include "cli/exit_code.h"

namespace mantissa::cli {

ExitCode exitCodeOf(const Error& error) {
    switch (error.code()) {
    case ErrorCode::Cancelled:
        return Interrupted;
    case ErrorCode::InvalidArgument:
        return BadUsage;
    case ErrorCode::NotFound:
        // Formats and methods are looked up by name, files by path.
        return error.file().empty() ? BadUsage : BadInput;
    case ErrorCode::CannotRead:
    case ErrorCode::Truncated:
    case ErrorCode::Malformed:
    case ErrorCode::Unsupported:
    case ErrorCode::Numeric:
    case ErrorCode::Mismatch: // shapes, vocabularies, a matrix or results of another model
        return BadInput;
    case ErrorCode::TooLarge:
        // Something in a file is beyond all sense; without a file it is an option, such as --max-memory.
        return error.file().empty() ? BadUsage : BadInput;
    case ErrorCode::CannotWrite:
    case ErrorCode::NoSpace:
        break;
    }
    return Failed;
}

const char* exitCodeHelp() {
    return "Exit codes: 0 done; 1 failed (disk full, cannot write); 2 bad usage; 3 bad input (a file that\n"
           "cannot be read, is damaged, or does not fit the model or text it is used with); 4 a check "
           "failed;\n"
           "130 cancelled by Ctrl+C (nothing is left behind). With --json, an error is also printed as "
           "JSON.\n"
           "\n"
           "MODEL is a GGUF or safetensors file, a Hugging Face folder, .npy or .npz, or the word demo for "
           "the\n"
           "built-in model. A scheme S is written FORMAT[,key=value...][/METHOD], for instance Q4_K/search "
           "or\n"
           "INT4,group=128,symmetric=false; `mantissa-cli formats` lists them. A recipe R is a mixture that\n"
           "`mantissa-cli recipes` lists, a scheme, or a text file: one of these in its first line, then "
           "rules\n"
           "REGEX=S, one a line, of which the first found in a weight's name wins. Nothing in it is quoted.";
}

} // namespace mantissa::cli
