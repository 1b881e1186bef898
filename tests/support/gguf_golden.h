#pragma once
// What ggml's library made of sample::exactWeights(16 rows of 512, seed 11), without and with
// sample::exactImportance(512, seed 12): the first 16 digits of the SHA-256 of the bytes. tst_ggml_bytes
// checks this table against the library; tst_gguf_formats checks us against the table, also where there is no
// library.
#include "support/sample_weights.h"

#include "base/sha256.h"
#include "formats/format.h"

#include <array>

namespace golden {

inline constexpr std::int64_t rows = 16;
inline constexpr std::int64_t columns = 512;

struct Entry {
    std::string_view format;
    std::string_view plain;
    std::string_view weighted;
};

inline constexpr std::array table{
    Entry{"Q8_0", "334686f7382c7bf4", "334686f7382c7bf4"},
    Entry{"Q6_K", "83f3d3de57584a5a", "45dcfc0be739b854"},
    Entry{"Q5_K", "c76c24fc831085ce", "f1cb7cfcafa073e6"},
    Entry{"Q5_1", "e9cbeb93a04ac537", "68cee4eea624d3cc"},
    Entry{"Q5_0", "7543ca246d9ed3e1", "71d76efe5c3b2ce4"},
    Entry{"Q4_K", "4de0d6a344cef700", "f2dbf9c8bf01d3fd"},
    Entry{"Q4_1", "00490d7194d6b747", "12d0da851723e268"},
    Entry{"Q4_0", "c90e89faf84e750d", "8a3c70c896ccfbe3"},
    Entry{"Q3_K", "fa360efd524fb892", "a80a2e59cf4b0b07"},
    Entry{"Q2_K", "76c4360b1405db98", "80474f2b55900fe8"},
    Entry{"IQ4_NL", "f381416f01fd44ef", "8143eb8427502b06"},
    Entry{"NVFP4", "cfe4531b8fca3200", "cfe4531b8fca3200"},
    Entry{"IQ4_XS", "e1e27b1e72b56c83", "247d72ad7effa4e3"},
    Entry{"MXFP4", "17bd1881c8655109", "17bd1881c8655109"},
    Entry{"Q2_0", "0aeca139392c90a2", "0aeca139392c90a2"},
    Entry{"TQ2_0", "f3a37b598fab5db6", "f3a37b598fab5db6"},
    Entry{"TQ1_0", "6345d4d6d70ca3d9", "6345d4d6d70ca3d9"},
    Entry{"IQ1_M", "7db84d47071bf047", "f913b4cbcb29b081"},
    Entry{"IQ1_S", "", "2a166b9de3b57910"},
    Entry{"Q1_0", "89432caedaa9eb5e", "89432caedaa9eb5e"},
    Entry{"IQ3_S", "249ff41b5d57bac1", "4d1331cbbf432fca"},
    Entry{"IQ3_XXS", "23d992fd67ab8136", "911cf33ec347919e"},
    Entry{"IQ2_S", "cac9d70e164e69f3", "12f272e5d2748010"},
    Entry{"IQ2_XS", "", "e9da2c845b23faa6"},
    Entry{"IQ2_XXS", "", "3f5ced6f6dbee23a"},
};

inline std::vector<float> values() {
    return sample::exactWeights(rows * columns, 11);
}
inline std::vector<float> importance() {
    return sample::exactImportance(columns, 12);
}
/// Bytes that no scale can be infinite in: bit 6 of each is cleared, so no binary16 has all exponent bits set.
inline std::vector<std::byte> noise(std::size_t count) {
    sample::Random random(13);
    std::vector<std::byte> bytes(count);
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random.bits()) & std::byte{0xbf};
    return bytes;
}
inline std::string digest(std::span<const std::byte> bytes) {
    return mantissa::sha256(bytes).substr(0, 16);
}

} // namespace golden
