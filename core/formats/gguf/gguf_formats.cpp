#include "formats/gguf/gguf_formats.h"

namespace mantissa::gguf {

std::span<const FormatEntry* const> ggufFormats() {
    static const FormatEntry* const all[] = {
        &q8_0Format(),  &q6KFormat(),   &q5KFormat(),  &q5_1Format(),  &q5_0Format(),
        &q4KFormat(),   &q4_1Format(),  &q4_0Format(), &iq4NLFormat(), &nvfp4Format(),
        &iq4XSFormat(), &mxfp4Format(), &q3KFormat(),  &q2KFormat(),   &q2_0Format(),
        &tq2_0Format(), &tq1_0Format(), &iq1MFormat(), &iq1SFormat(),  &q1_0Format(),
    };
    return all;
}

} // namespace mantissa::gguf
