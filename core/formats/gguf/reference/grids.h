#pragma once
// The codebooks of the i-quants: see grids.cpp for how an entry is written.
#include <cstdint>

namespace mantissa::gguf {

extern const std::uint16_t iq2xxsGrid[256];
extern const std::uint16_t iq2xsGrid[512];
extern const std::uint16_t iq2sGrid[1024];
extern const std::uint16_t iq3xxsGrid[256];
extern const std::uint16_t iq3sGrid[512];
extern const std::uint16_t iq1sGrid[2048];

} // namespace mantissa::gguf
