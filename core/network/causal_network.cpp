#include "network/causal_network.h"

namespace mantissa {

Result<Array> hiddenStates(const CausalNetwork& model, const Array& ids, const Runtime& runtime,
                           const Task& task, const RunOptions& options) {
    const Feed feed{model.ids, &ids};
    MANTISSA_TRY(auto values, run(model.network, {&feed, 1}, {&model.hidden, 1}, runtime, task, options));
    return std::move(values.front());
}

Result<Array> logitsOf(const CausalNetwork& model, const Array& hidden, const Runtime& runtime,
                       const Task& task, const RunOptions& options) {
    const Feed feed{model.hidden, &hidden};
    MANTISSA_TRY(auto values, run(model.network, {&feed, 1}, {&model.logits, 1}, runtime, task, options));
    return std::move(values.front());
}

} // namespace mantissa
