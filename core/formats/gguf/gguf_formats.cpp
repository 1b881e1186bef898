#include "formats/gguf/gguf_formats.h"

namespace mantissa::gguf {

std::span<const FormatEntry* const> ggufFormats() {
    static const FormatEntry* const all[] = {
        &q8_0Format(),  &q6KFormat(),   &q5KFormat(),   &q5_1Format(),  &q5_0Format(),
        &q4KFormat(),   &q4_1Format(),  &q4_0Format(),  &iq4NLFormat(), &nvfp4Format(),
        &iq4XSFormat(), &mxfp4Format(), &q3KFormat(),   &iq3SFormat(),  &iq3XXSFormat(),
        &q2KFormat(),   &iq2SFormat(),  &iq2XSFormat(), &q2_0Format(),  &iq2XXSFormat(),
        &tq2_0Format(), &iq1MFormat(),  &tq1_0Format(), &iq1SFormat(),  &q1_0Format(),
    };
    return all;
}

} // namespace mantissa::gguf
