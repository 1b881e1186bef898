#pragma once
// Constants of GGUF shared by reader and writer. Source: docs/gguf.md of ggml-org/ggml.
#include "files/metadata.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mantissa::gguf {

inline constexpr std::string_view magic = "GGUF";
inline constexpr std::uint32_t version = 3;
inline constexpr std::uint32_t defaultAlignment = 32;
/// Our limit (1 MiB); ggml takes any power of two, but the header and every tensor are padded to it.
inline constexpr std::uint32_t maximumAlignment = 1U << 20U;
inline constexpr std::uint64_t maximumName = 63; ///< bytes; ggml keeps names in 64 with a final zero
inline constexpr std::uint32_t maximumDimensions = 4;
inline constexpr std::uint64_t maximumKey = 65535;

/// Value type ids in the order of MetadataValue's and MetadataArray's alternatives.
inline constexpr std::array<std::uint32_t, 13> valueTypeIds = {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 9};
inline constexpr std::size_t scalarTypes = 12;
inline constexpr std::size_t arrayType = 12;

/// The index among the alternatives for a type id of the file.
inline std::optional<std::size_t> valueTypeIndex(std::uint32_t id) {
    for (std::size_t i = 0; i < valueTypeIds.size(); ++i) {
        if (valueTypeIds[i] == id)
            return i;
    }
    return std::nullopt;
}

} // namespace mantissa::gguf
