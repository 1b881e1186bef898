#pragma once
// SHA-256 (FIPS 180-4), so that a certificate can be checked by anyone with sha256sum.
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace mantissa {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::span<const std::byte> bytes);
    std::string hex(); ///< 64 lower-case digits; call once, at the end

    /// The same bytes to two hashes: where the processor can, in hardly more time than to one.
    static void addToBoth(Sha256& first, Sha256& second, std::span<const std::byte> bytes);

    class State;

private:
    std::unique_ptr<State> state_;
};

std::string sha256(std::span<const std::byte> bytes);

} // namespace mantissa
