#include "base/sha256.h"

#include "base/sha256_blocks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <openssl/evp.h>

namespace mantissa {

namespace {

using Digest = std::array<unsigned char, 32>;
constexpr std::size_t blockBytes = 64;

/// Our own, where the processor has instructions for it.
class OwnSha256 {
public:
    void add(std::span<const std::byte> bytes) {
        bytes = fill(bytes);
        const std::size_t blocks = bytes.size() / blockBytes;
        addSha256Blocks(words_, bytes.data(), blocks);
        keep(bytes.subspan(blocks * blockBytes));
    }

    /// Both buffers may be filled to a different degree: each stream goes on from its own first whole block.
    static void addToBoth(OwnSha256& a, OwnSha256& b, std::span<const std::byte> bytes) {
        std::span<const std::byte> forA = a.fill(bytes);
        std::span<const std::byte> forB = b.fill(bytes);
        const std::size_t blocks = std::min(forA.size(), forB.size()) / blockBytes;
        addSha256Blocks(a.words_, forA.data(), b.words_, forB.data(), blocks);
        a.addCounted(forA.subspan(blocks * blockBytes));
        b.addCounted(forB.subspan(blocks * blockBytes));
    }

    Digest finish() {
        const std::uint64_t bits = 8 * length_;
        std::array<std::byte, 2 * blockBytes> tail{};
        tail[0] = std::byte{0x80};
        const std::size_t padding = (held_ < 56 ? 56 : 120) - held_;
        for (std::size_t i = 0; i < 8; ++i)
            tail[padding + i] = static_cast<std::byte>(bits >> (56 - 8 * i) & 0xffU);
        add(std::span(tail).first(padding + 8));
        Digest digest{};
        for (std::size_t i = 0; i < digest.size(); ++i)
            digest[i] = static_cast<unsigned char>(words_[i / 4] >> (24 - 8 * (i % 4)) & 0xffU);
        return digest;
    }

private:
    /// Completes a block that was begun. Returns what is left of the bytes; nothing while it is incomplete.
    std::span<const std::byte> fill(std::span<const std::byte> bytes) {
        length_ += bytes.size();
        if (held_ == 0)
            return bytes;
        const std::size_t taken = std::min(blockBytes - held_, bytes.size());
        std::copy_n(bytes.begin(), taken, buffer_.begin() + static_cast<std::ptrdiff_t>(held_));
        held_ += taken;
        if (held_ == blockBytes) {
            addSha256Blocks(words_, buffer_.data(), 1);
            held_ = 0;
        }
        return bytes.subspan(taken);
    }

    /// Less than a block, behind a whole number of them.
    void keep(std::span<const std::byte> rest) {
        if (rest.empty())
            return;
        std::copy(rest.begin(), rest.end(), buffer_.begin());
        held_ = rest.size();
    }

    void addCounted(std::span<const std::byte> counted) {
        const std::size_t blocks = counted.size() / blockBytes;
        addSha256Blocks(words_, counted.data(), blocks);
        keep(counted.subspan(blocks * blockBytes));
    }

    /// FIPS 180-4, 5.3.3
    Sha256Words words_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, blockBytes> buffer_{};
    std::size_t held_ = 0;
    std::uint64_t length_ = 0;
};

} // namespace

class Sha256::State {
public:
    State() : context(hasSha256Blocks() ? nullptr : EVP_MD_CTX_new()) {
        if (context != nullptr)
            EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }

    Digest finish() {
        if (context == nullptr)
            return own.finish();
        Digest digest{};
        unsigned int length = 0;
        EVP_DigestFinal_ex(context, digest.data(), &length);
        return digest;
    }

    EVP_MD_CTX* context; ///< null: our own does it
    OwnSha256 own;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
    if (state_->context == nullptr)
        state_->own.add(bytes);
    else
        EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

void Sha256::addToBoth(Sha256& first, Sha256& second, std::span<const std::byte> bytes) {
    if (first.state_->context == nullptr) {
        OwnSha256::addToBoth(first.state_->own, second.state_->own, bytes);
        return;
    }
    first.add(bytes);
    second.add(bytes);
}

std::string Sha256::hex() {
    static constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (const unsigned char byte : state_->finish()) {
        result += digits[byte >> 4];
        result += digits[byte & 15];
    }
    return result;
}

std::string sha256(std::span<const std::byte> bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

} // namespace mantissa
