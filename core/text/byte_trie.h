#pragma once
// A set of byte strings with numbers, walked byte by byte.
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mantissa {

class ByteTrie {
public:
    static constexpr std::int32_t root = 0;
    static constexpr std::int32_t none = -1;

    void insert(std::string_view text, std::int32_t value) {
        std::int32_t node = root;
        for (const char byte : text) {
            const auto next = static_cast<std::int32_t>(values_.size());
            const auto [edge, added] = edges_.emplace(key(node, byte), next);
            if (added)
                values_.push_back(none);
            node = edge->second;
        }
        values_[static_cast<std::size_t>(node)] = value;
    }
    /// The node after one more byte, or none.
    std::int32_t step(std::int32_t node, char byte) const {
        const auto edge = edges_.find(key(node, byte));
        return edge == edges_.end() ? none : edge->second;
    }
    /// none if no string ends here.
    std::int32_t value(std::int32_t node) const { return values_[static_cast<std::size_t>(node)]; }
    bool empty() const { return edges_.empty(); }

private:
    static std::uint64_t key(std::int32_t node, char byte) {
        return static_cast<std::uint64_t>(node) << 8 | static_cast<unsigned char>(byte);
    }
    std::unordered_map<std::uint64_t, std::int32_t> edges_;
    std::vector<std::int32_t> values_ = {none};
};

} // namespace mantissa
