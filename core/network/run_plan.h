#pragma once
// Which nodes of a graph a run needs, how long their values live, and how much of each is made.
#include "network/network.h"

namespace mantissa {

struct RunPlan {
    static constexpr std::size_t never = static_cast<std::size_t>(-1);

    std::vector<std::size_t> nodes;   ///< that must run, in order
    std::vector<std::size_t> lastUse; ///< of each value: the position in `nodes`; never: it is wanted
    std::vector<bool> partial;        ///< of each value: made for the wanted positions only
    std::vector<bool> looked;         ///< of each value: it must be finite here, not only where it leads to
};

/// With `positions`, values that nothing but such steps read which take each position by itself are partial.
/// Error InvalidArgument when a value is needed that was neither fed nor can be made.
Result<RunPlan> planRun(const Graph& graph, std::span<const Feed> feeds, std::span<const ValueId> wanted,
                        bool positions);

} // namespace mantissa
