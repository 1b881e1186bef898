#pragma once
// INTn in memory, Q4_0 and Q8_0 as one thing: rows of codes, each group under a scale and a zero.
#include "formats/format.h"
#include "formats/integer/integer_layout.h"

namespace mantissa {

class IntegerRowCodec {
public:
    virtual ~IntegerRowCodec() = default;
    virtual const integer::Layout& layout() const = 0; ///< grid and groups; bytes lie as read and write know
    virtual std::int64_t rowBytes(std::int64_t columns) const = 0;
    virtual void read(const std::byte* in, std::span<std::uint8_t> codes,
                      std::span<integer::Step> steps) const = 0;
    virtual void write(std::span<const std::uint8_t> codes, std::span<const integer::Step> steps,
                       std::byte* out) const = 0;
};

/// Null for formats that are no such thing.
std::unique_ptr<IntegerRowCodec> integerRowCodec(const Format& format);

} // namespace mantissa
