#pragma once
// What a network keeps of one sequence, so that running its next tokens alone gives what running all of them
// again would: keys and values of every attention, and how many tokens there were. Operators that work on
// each position by itself need none of it.
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace mantissa {

/// Of one attention: rows of earlier tokens, then room up to the capacity.
struct KeyValues {
    std::vector<float> keys;
    std::vector<float> values;
};

/// Handed to run() with the sequence's next tokens (one sequence at a time), then advance()d by their number;
/// a run that failed leaves it as it was. Belongs to one graph. Not for two runs at a time.
class SequenceMemory {
public:
    /// capacity: tokens the sequence may grow to.
    explicit SequenceMemory(std::int64_t capacity) : capacity_(capacity) {}

    std::int64_t capacity() const { return capacity_; }
    std::int64_t length() const { return length_; } ///< tokens it remembers
    void advance(std::int64_t tokens) { length_ += tokens; }

    KeyValues& of(std::size_t node) { return nodes_[node]; }

private:
    std::int64_t capacity_;
    std::int64_t length_ = 0;
    std::unordered_map<std::size_t, KeyValues> nodes_;
};

} // namespace mantissa
