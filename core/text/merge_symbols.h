#pragma once
// The loop that all merging tokenizers share: of all neighbours that may merge, the best-ranked pair merges
// first, the leftmost among equals; until none is left. Sennrich et al. 2016 (byte-pair encoding), with the
// heap of SentencePiece's bpe_model.cc.
#include "base/task.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

namespace mantissa {

/// A stretch of text that is one symbol by now. size 0: merged into its left neighbour.
struct Symbol {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::int32_t id = -1; ///< -1: a character that the vocabulary does not know
    std::int32_t previous = -1;
    std::int32_t next = -1;
};

struct MergeChoice {
    double priority = 0;      ///< higher merges first; never NaN
    std::int32_t result = -1; ///< id of the merged symbol
};

inline void linkSymbols(std::vector<Symbol>& symbols) {
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        symbols[i].previous = static_cast<std::int32_t>(i) - 1;
        symbols[i].next = i + 1 < symbols.size() ? static_cast<std::int32_t>(i) + 1 : -1;
    }
}

/// rule(left, right) -> std::optional<MergeChoice>. Error Cancelled.
template <class Rule>
Result<void> mergeSymbols(std::vector<Symbol>& symbols, const Rule& rule, const Task& task) {
    struct Candidate {
        double priority;
        std::int32_t left, right, result;
        std::uint32_t leftSize, rightSize; ///< to see whether one of them has changed since
        bool operator<(const Candidate& other) const {
            return priority != other.priority ? priority < other.priority : left > other.left;
        }
    };
    const auto at = [&](std::int32_t i) -> Symbol& { return symbols[static_cast<std::size_t>(i)]; };
    std::priority_queue<Candidate> queue;
    const auto propose = [&](std::int32_t left, std::int32_t right) {
        if (left < 0 || right < 0)
            return;
        if (const std::optional<MergeChoice> choice = rule(at(left), at(right)))
            queue.push({choice->priority, left, right, choice->result, at(left).size, at(right).size});
    };

    linkSymbols(symbols);
    for (std::size_t i = 1; i < symbols.size(); ++i)
        propose(static_cast<std::int32_t>(i) - 1, static_cast<std::int32_t>(i));
    for (std::uint64_t merges = 0; !queue.empty(); ++merges) {
        if (merges % 4096 == 4095)
            MANTISSA_CHECK(task.check());
        const Candidate best = queue.top();
        queue.pop();
        Symbol& left = at(best.left);
        Symbol& right = at(best.right);
        if (left.size != best.leftSize || right.size != best.rightSize)
            continue;
        left.size += right.size;
        left.id = best.result;
        left.next = right.next;
        right.size = 0;
        if (right.next >= 0)
            at(right.next).previous = best.left;
        propose(left.previous, best.left);
        propose(best.left, left.next);
    }
    return {};
}

} // namespace mantissa
